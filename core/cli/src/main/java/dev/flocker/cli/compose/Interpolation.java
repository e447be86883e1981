package dev.flocker.cli.compose;

import dev.flocker.api.value.Place;
import dev.flocker.api.value.Problem;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.yaml.Trees;
import java.util.HashSet;
import java.util.Set;

/** Puts variables into the values of a Compose file; keys stay as they are. */
final class Interpolation {

  private final Environment environment;
  private final Remarks remarks;
  private final Set<String> unset = new HashSet<>();

  Interpolation(Environment environment, Remarks remarks) {
    this.environment = environment;
    this.remarks = remarks;
  }

  /** A value that cannot be made is reported, and stays as it is written. */
  Tree of(Tree tree) {
    return Trees.map(tree, this::scalar);
  }

  private Tree scalar(Tree.Scalar scalar) {
    String text = scalar.text();
    if (text == null || text.indexOf('$') < 0) {
      return scalar;
    }
    try {
      String made =
          new Substitution(environment::get, name -> unset(name, scalar.place())).of(text);
      // What a variable holds is text, even if it looks like a number that YAML writes otherwise.
      return new Tree.Scalar(scalar.place(), made, true, scalar.secret());
    } catch (IllegalArgumentException e) {
      remarks.problem(Problem.of(scalar.place(), "variable", e));
      return scalar;
    }
  }

  private void unset(String name, Place place) {
    if (unset.add(name)) {
      remarks.note(place, "variable", name + " is not set; empty is taken, as Docker Compose does");
    }
  }
}
