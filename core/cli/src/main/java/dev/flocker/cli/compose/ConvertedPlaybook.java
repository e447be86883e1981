package dev.flocker.cli.compose;

import dev.flocker.api.value.Place;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.template.Literal;
import dev.flocker.cli.yaml.Trees;
import java.util.List;

/** A playbook of resources that hold no templates. */
public final class ConvertedPlaybook {

  private ConvertedPlaybook() {}

  public static Tree of(String project, List<Tree> resources) {
    List<Tree> literal = resources.stream().map(ConvertedPlaybook::literal).toList();
    Tree.Mapping play =
        new Trees(Place.NOWHERE)
            .with("project", project)
            .with("hosts", "all")
            .with("resources", new Tree.Sequence(Place.NOWHERE, literal))
            .mapping();
    return new Tree.Sequence(Place.NOWHERE, List.of(play));
  }

  /** Braces in a Compose file begin nothing, and are to begin nothing in the playbook. */
  private static Tree literal(Tree tree) {
    return switch (tree) {
      case Tree.Scalar s ->
          s.text() == null
              ? s
              : new Tree.Scalar(s.place(), Literal.of(s.text()), s.quoted(), s.secret());
      case Tree.Sequence s ->
          new Tree.Sequence(s.place(), s.items().stream().map(ConvertedPlaybook::literal).toList());
      case Tree.Mapping m ->
          new Tree.Mapping(
              m.place(),
              m.entries().stream()
                  .map(e -> new Tree.Entry(e.place(), e.key(), literal(e.value())))
                  .toList());
    };
  }
}
