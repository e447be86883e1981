package dev.flocker.cli.yaml;

import dev.flocker.api.value.Place;
import dev.flocker.api.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Makes trees at the places of what they are made of, and looks into those that were read. */
public final class Trees {

  private final Place place;
  private final List<Tree.Entry> entries = new ArrayList<>();

  public Trees(Place place) {
    this.place = place;
  }

  public Trees with(String key, Tree value) {
    entries.add(new Tree.Entry(value.place(), key, value));
    return this;
  }

  public Trees with(String key, String value) {
    return with(key, scalar(place, value));
  }

  public Tree.Mapping mapping() {
    return new Tree.Mapping(place, entries);
  }

  /** A resource of a playbook: {@code {type: {...}}}. */
  public Tree.Mapping resource(String type) {
    return new Tree.Mapping(place, List.of(new Tree.Entry(place, type, mapping())));
  }

  /** A text. */
  public static Tree.Scalar scalar(Place place, String text) {
    return new Tree.Scalar(place, text, true, false);
  }

  /** A number, or true or false. */
  public static Tree.Scalar plain(Place place, String text) {
    return new Tree.Scalar(place, text, false, false);
  }

  public static List<Tree> items(Tree tree) {
    return tree instanceof Tree.Sequence s ? s.items() : List.of();
  }

  public static List<Tree.Entry> entries(Tree tree) {
    return tree instanceof Tree.Mapping m ? m.entries() : List.of();
  }

  /** The text of a scalar; empty for anything else. */
  public static String text(Tree tree) {
    return tree instanceof Tree.Scalar s && s.text() != null ? s.text() : "";
  }

  /** The text of a scalar below a key; empty if there is none. */
  public static String text(Tree.Mapping mapping, String key) {
    return mapping.get(key).map(Trees::text).orElse("");
  }

  public static boolean isNull(Tree tree) {
    return tree instanceof Tree.Scalar s && s.isNull();
  }

  /** The same mapping but for one key, which is put in or exchanged. */
  public static Tree.Mapping with(Tree.Mapping mapping, Tree.Entry entry) {
    List<Tree.Entry> all = new ArrayList<>();
    boolean there = false;
    for (Tree.Entry e : mapping.entries()) {
      there |= e.key().equals(entry.key());
      all.add(e.key().equals(entry.key()) ? entry : e);
    }
    if (!there) {
      all.add(entry);
    }
    return new Tree.Mapping(mapping.place(), all);
  }

  public static Tree.Mapping without(Tree.Mapping mapping, String key) {
    return new Tree.Mapping(
        mapping.place(), mapping.entries().stream().filter(e -> !e.key().equals(key)).toList());
  }

  /** The same tree with other values; keys stay as they are. */
  public static Tree map(Tree tree, Function<Tree.Scalar, Tree> value) {
    return switch (tree) {
      case Tree.Scalar s -> value.apply(s);
      case Tree.Sequence s ->
          new Tree.Sequence(s.place(), s.items().stream().map(i -> map(i, value)).toList());
      case Tree.Mapping m ->
          new Tree.Mapping(
              m.place(),
              m.entries().stream()
                  .map(e -> new Tree.Entry(e.place(), e.key(), map(e.value(), value)))
                  .toList());
    };
  }
}
