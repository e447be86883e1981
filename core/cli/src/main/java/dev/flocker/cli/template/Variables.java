package dev.flocker.cli.template;

import dev.flocker.api.value.Place;
import dev.flocker.api.value.Tree;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Variables by name, not yet rendered: each may be a template over the others. Immutable. */
public final class Variables {

  public static final Variables NONE = new Variables(Map.of());

  private final Map<String, Tree> byName;

  private Variables(Map<String, Tree> byName) {
    this.byName = byName;
  }

  /** These and more; what comes later replaces what has the same name. */
  public Variables with(Tree.Mapping later) {
    Map<String, Tree> all = new LinkedHashMap<>(byName);
    later.entries().forEach(e -> all.put(e.key(), e.value()));
    return new Variables(Collections.unmodifiableMap(all));
  }

  public Variables with(Variables later) {
    Map<String, Tree> all = new LinkedHashMap<>(byName);
    all.putAll(later.byName);
    return new Variables(Collections.unmodifiableMap(all));
  }

  /** These and one more. */
  public Variables with(String name, Tree value) {
    return with(
        new Tree.Mapping(value.place(), List.of(new Tree.Entry(Place.NOWHERE, name, value))));
  }

  /** These but for one. */
  public Variables without(String name) {
    Map<String, Tree> all = new LinkedHashMap<>(byName);
    all.remove(name);
    return new Variables(Collections.unmodifiableMap(all));
  }

  public Optional<Tree> get(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** Whether this very tree stands in them. */
  boolean hold(Tree tree) {
    return byName.values().stream().anyMatch(all -> holds(all, tree));
  }

  @SuppressWarnings("ReferenceEquality")
  private static boolean holds(Tree all, Tree tree) {
    return all == tree
        || switch (all) {
          case Tree.Scalar s -> false;
          case Tree.Sequence s -> s.items().stream().anyMatch(item -> holds(item, tree));
          case Tree.Mapping m -> m.entries().stream().anyMatch(e -> holds(e.value(), tree));
        };
  }

  public Set<String> names() {
    return byName.keySet();
  }

  /** Every text in them that is secret and not blank, with the place where it is first met. */
  public Map<String, Place> secrets() {
    Map<String, Place> found = new LinkedHashMap<>();
    byName.values().forEach(tree -> secrets(tree, found));
    return found;
  }

  /** The same of one tree. */
  public static Map<String, Place> secrets(Tree tree) {
    Map<String, Place> found = new LinkedHashMap<>();
    secrets(tree, found);
    return found;
  }

  private static void secrets(Tree tree, Map<String, Place> found) {
    switch (tree) {
      case Tree.Scalar s -> {
        if (s.secret() && s.text() != null && !s.text().isBlank()) {
          found.putIfAbsent(s.text(), s.place());
        }
      }
      case Tree.Sequence s -> s.items().forEach(item -> secrets(item, found));
      case Tree.Mapping m -> m.entries().forEach(e -> secrets(e.value(), found));
    }
  }

  /** The same tree, every scalar of which is a secret. */
  public static Tree secret(Tree tree) {
    return switch (tree) {
      case Tree.Scalar s -> new Tree.Scalar(s.place(), s.text(), s.quoted(), true);
      case Tree.Sequence s ->
          new Tree.Sequence(s.place(), s.items().stream().map(Variables::secret).toList());
      case Tree.Mapping m ->
          new Tree.Mapping(
              m.place(),
              m.entries().stream()
                  .map(e -> new Tree.Entry(e.place(), e.key(), secret(e.value())))
                  .toList());
    };
  }
}
