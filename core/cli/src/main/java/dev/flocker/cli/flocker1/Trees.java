package dev.flocker.cli.flocker1;

import dev.flocker.api.value.Place;
import dev.flocker.api.value.Tree;
import java.util.ArrayList;
import java.util.List;

/** Makes trees at the places of what they are made of. */
final class Trees {

  private final Place place;
  private final List<Tree.Entry> entries = new ArrayList<>();

  Trees(Place place) {
    this.place = place;
  }

  Trees with(String key, Tree value) {
    entries.add(new Tree.Entry(value.place(), key, value));
    return this;
  }

  Trees with(String key, String value) {
    return with(key, scalar(place, value));
  }

  Tree.Mapping mapping() {
    return new Tree.Mapping(place, entries);
  }

  /** A resource of a playbook: {@code {type: {...}}}. */
  Tree.Mapping resource(String type) {
    return new Tree.Mapping(place, List.of(new Tree.Entry(place, type, mapping())));
  }

  static Tree.Scalar scalar(Place place, String text) {
    return new Tree.Scalar(place, text, true, false);
  }

  static List<Tree> items(Tree tree) {
    return tree instanceof Tree.Sequence s ? s.items() : List.of();
  }

  static List<Tree.Entry> entries(Tree tree) {
    return tree instanceof Tree.Mapping m ? m.entries() : List.of();
  }

  /** The text of a scalar; empty for anything else. */
  static String text(Tree tree) {
    return tree instanceof Tree.Scalar s && s.text() != null ? s.text() : "";
  }
}
