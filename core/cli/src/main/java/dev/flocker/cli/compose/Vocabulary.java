package dev.flocker.cli.compose;

import dev.flocker.api.schema.Attribute;
import dev.flocker.api.schema.Schema;
import dev.flocker.api.schema.Type;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.yaml.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Which keys a container has here, and of which shape their values are. */
final class Vocabulary {

  private final @Nullable Schema<?> schema;

  /**
   * @param schema of containers; null if no plugin has them
   */
  Vocabulary(@Nullable Schema<?> schema) {
    this.schema = schema;
  }

  /**
   * @param path such as {@code ports.protocol}
   */
  boolean has(String path) {
    return type(path).isPresent();
  }

  private Optional<Type> type(String path) {
    Schema<?> at = schema;
    Optional<Type> type = Optional.empty();
    for (String key : path.split("\\.")) {
      type = at == null ? Optional.empty() : of(at, key);
      at = type.map(Vocabulary::within).orElse(null);
    }
    return type;
  }

  private static Optional<Type> of(Schema<?> schema, String key) {
    return schema.attributes().stream()
        .filter(a -> a.key().equals(key))
        .map(Attribute::type)
        .findFirst();
  }

  private static @Nullable Schema<?> within(Type type) {
    return switch (type) {
      case Type.Leaf leaf -> null;
      case Type.ListOf list -> within(list.item());
      case Type.MapOf map -> within(map.value());
      case Type.Nested nested -> nested.schema();
    };
  }

  /**
   * A value in the shape that a key wants: Docker's short form where that is a text, pairs where it
   * is a mapping.
   *
   * @param left is told each key of the value that has no place in it
   */
  Tree fitted(String key, Tree value, BiConsumer<Tree.Entry, String> left) {
    return type(key).map(type -> fitted(type, value, key, left)).orElse(value);
  }

  private static Tree fitted(
      Type type, Tree value, String path, BiConsumer<Tree.Entry, String> left) {
    return switch (type) {
      case Type.Leaf leaf -> leaf(value);
      case Type.ListOf list ->
          new Tree.Sequence(
              value.place(),
              listed(value).stream().map(i -> fitted(list.item(), i, path, left)).toList());
      case Type.MapOf map -> {
        List<Tree.Entry> entries = new ArrayList<>();
        for (Tree.Entry e : pairs(value)) {
          entries.add(
              new Tree.Entry(e.place(), e.key(), fitted(map.value(), e.value(), path, left)));
        }
        yield new Tree.Mapping(value.place(), entries);
      }
      case Type.Nested nested -> nested(nested.schema(), value, path, left);
    };
  }

  private static Tree leaf(Tree value) {
    return value instanceof Tree.Scalar ? value : Trees.scalar(value.place(), shortForm(value));
  }

  private static Tree nested(
      Schema<?> schema, Tree value, String path, BiConsumer<Tree.Entry, String> left) {
    if (!(value instanceof Tree.Mapping m)) {
      return value;
    }
    List<Tree.Entry> entries = new ArrayList<>();
    for (Tree.Entry e : m.entries()) {
      Optional<Type> type = of(schema, e.key());
      String below = path + "." + e.key();
      if (type.isPresent()) {
        entries.add(new Tree.Entry(e.place(), e.key(), fitted(type.get(), e.value(), below, left)));
      } else {
        left.accept(e, below);
      }
    }
    return new Tree.Mapping(m.place(), entries);
  }

  private static List<Tree> listed(Tree value) {
    return switch (value) {
      case Tree.Sequence s -> s.items();
      case Tree.Scalar s -> List.of(s);
      case Tree.Mapping m ->
          m.entries().stream()
              .map(e -> (Tree) Trees.scalar(e.place(), e.key() + "=" + shortForm(e.value())))
              .toList();
    };
  }

  private static List<Tree.Entry> pairs(Tree value) {
    if (value instanceof Tree.Mapping m) {
      return m.entries();
    }
    List<Tree.Entry> entries = new ArrayList<>();
    for (Tree item : Trees.items(value)) {
      String[] parts = Trees.text(item).split("[=:]", 2);
      String second = parts.length > 1 ? parts[1] : "";
      entries.add(new Tree.Entry(item.place(), parts[0], Trees.scalar(item.place(), second)));
    }
    return entries;
  }

  /** {@code source:target:permissions}, {@code soft:hard}. */
  private static String shortForm(Tree value) {
    return switch (value) {
      case Tree.Scalar s -> Trees.text(s);
      case Tree.Sequence s ->
          String.join(",", s.items().stream().map(Vocabulary::shortForm).toList());
      case Tree.Mapping m ->
          String.join(":", m.entries().stream().map(e -> shortForm(e.value())).toList());
    };
  }
}
