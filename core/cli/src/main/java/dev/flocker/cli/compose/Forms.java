package dev.flocker.cli.compose;

import dev.flocker.api.value.Place;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.yaml.Trees;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The forms that several keys share. */
final class Forms {

  private Forms() {}

  static @Nullable Tree scalar(Tree written, Complaint complaint) {
    if (written instanceof Tree.Scalar s && !s.isNull()) {
      return s;
    }
    complaint.about(written, "is not a single value", "write one");
    return null;
  }

  static @Nullable Tree mapping(Tree written, Complaint complaint) {
    if (written instanceof Tree.Mapping m) {
      return m;
    }
    complaint.about(written, "is not a mapping", "write KEY: VALUE below it");
    return null;
  }

  static @Nullable Tree bool(Tree written, Complaint complaint) {
    String text = Trees.text(written);
    if (written instanceof Tree.Scalar && Values.isBool(text)) {
      return Trees.plain(written.place(), String.valueOf(Values.bool(text)));
    }
    complaint.about(written, "is not true or false", "write one of them");
    return null;
  }

  /** A list of single values. */
  static @Nullable Tree words(Tree written, Complaint complaint) {
    return list(written, complaint, (item, c) -> scalar(item, c));
  }

  /** A list of single values, or one of them. */
  static @Nullable Tree wordOrWords(Tree written, Complaint complaint) {
    return written instanceof Tree.Scalar s
        ? new Tree.Sequence(s.place(), List.of(s))
        : words(written, complaint);
  }

  /** A list, each item by itself; those of which nothing is left are not in it. */
  static @Nullable Tree list(
      Tree written, Complaint complaint, BiFunction<Tree, Complaint, @Nullable Tree> of) {
    if (!(written instanceof Tree.Sequence list)) {
      complaint.about(written, "is not a list", "write [a, b], or \"- a\" below it");
      return null;
    }
    List<Tree> items = new ArrayList<>();
    for (Tree item : list.items()) {
      Tree made = of.apply(item, complaint);
      if (made != null) {
        items.add(made);
      }
    }
    return new Tree.Sequence(list.place(), items);
  }

  /** A mapping to texts, or a list of NAME=VALUE; a name alone maps to null. */
  static @Nullable Tree pairs(Tree written, Complaint complaint) {
    Map<String, Tree.Entry> entries = new LinkedHashMap<>();
    if (written instanceof Tree.Mapping m) {
      for (Tree.Entry e : m.entries()) {
        if (e.value() instanceof Tree.Scalar s) {
          entries.put(e.key(), new Tree.Entry(e.place(), e.key(), Values.asYamlHasIt(s)));
        } else if (Tags.of(e.value()).isPresent()) {
          entries.put(e.key(), e);
        } else {
          complaint.about(e.value(), "\"" + e.key() + "\" is not a single value", "write one");
        }
      }
      return new Tree.Mapping(m.place(), List.copyOf(entries.values()));
    }
    if (!(written instanceof Tree.Sequence list)) {
      complaint.about(written, "is neither a mapping nor a list", "write NAME: VALUE below it");
      return null;
    }
    for (Tree item : list.items()) {
      Tree text = scalar(item, complaint);
      if (text != null) {
        Tree.Entry e = pair(text.place(), Trees.text(text));
        entries.put(e.key(), e);
      }
    }
    return new Tree.Mapping(list.place(), List.copyOf(entries.values()));
  }

  private static Tree.Entry pair(Place place, String text) {
    int equals = text.indexOf('=');
    return equals < 0
        ? new Tree.Entry(place, text, new Tree.Scalar(place, null, false, false))
        : new Tree.Entry(
            place, text.substring(0, equals), Trees.scalar(place, text.substring(equals + 1)));
  }

  /** A mapping of names to mappings, or a list of names. */
  static @Nullable Tree named(Tree written, Complaint complaint) {
    if (written instanceof Tree.Mapping m) {
      List<Tree.Entry> entries = new ArrayList<>();
      for (Tree.Entry e : m.entries()) {
        if (e.value() instanceof Tree.Mapping) {
          entries.add(e);
        } else {
          entries.add(new Tree.Entry(e.place(), e.key(), nothing(e.place())));
          if (!Trees.isNull(e.value())) {
            complaint.about(e.value(), "\"" + e.key() + "\" is not a mapping", "write KEY: VALUE");
          }
        }
      }
      return new Tree.Mapping(m.place(), entries);
    }
    Tree list = words(written, complaint);
    Map<String, Tree.Entry> entries = new LinkedHashMap<>();
    for (Tree item : list == null ? List.<Tree>of() : Trees.items(list)) {
      entries.put(
          Trees.text(item), new Tree.Entry(item.place(), Trees.text(item), nothing(item.place())));
    }
    return list == null ? null : new Tree.Mapping(list.place(), List.copyOf(entries.values()));
  }

  static Tree.Mapping nothing(Place place) {
    return new Tree.Mapping(place, List.of());
  }

  /** A mapping, or one word that stands for a mapping with it under a key. */
  static Form orUnder(String key) {
    return (written, complaint) ->
        written instanceof Tree.Scalar s && !s.isNull()
            ? new Trees(s.place()).with(key, s).mapping()
            : mapping(written, complaint);
  }

  /** Lists of what {@link #orUnder} reads. */
  static Form listOrUnder(String key) {
    return (written, complaint) -> list(written, complaint, (item, c) -> orUnder(key).of(item, c));
  }
}
