package dev.flocker.api.schema;

import dev.flocker.api.value.Place;
import dev.flocker.api.value.Problem;
import dev.flocker.api.value.Problems;
import dev.flocker.api.value.Secret;
import dev.flocker.api.value.Tree;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads trees by schemas. A null result means that a problem was reported. */
final class Decoder {

  private final Sources sources;
  private final Problems problems;

  Decoder(Sources sources, Problems problems) {
    this.sources = sources;
    this.problems = problems;
  }

  <R extends Record> @Nullable R record(
      Schema<R> schema, Tree tree, String subject, Set<String> others) {
    if (!(tree instanceof Tree.Mapping mapping)) {
      problems.add(
          tree.place(),
          subject,
          "is " + kind(tree),
          "write its keys: " + String.join(", ", keys(schema)));
      return null;
    }
    boolean good = unknownKeys(schema, mapping, subject, others);
    Object[] values = new Object[schema.fields().size()];
    for (int i = 0; i < values.length; i++) {
      Schema.Field field = schema.fields().get(i);
      Optional<Tree> written = mapping.get(field.attribute().key());
      Object value = component(field, written, mapping.place(), subject);
      good &= value != null;
      values[i] = value;
    }
    return good ? create(schema, values, mapping.place(), subject) : null;
  }

  private @Nullable Object component(
      Schema.Field field, Optional<Tree> written, Place place, String subject) {
    Attribute a = field.attribute();
    String what = subject + ": " + a.key();
    if (written.isEmpty()) {
      if (a.required()) {
        problems.add(place, subject, "has no \"" + a.key() + "\"", "add it: " + a.doc());
        return null;
      }
      if (a.fallback().isPresent()) {
        Object value =
            value(field.codec(), new Tree.Scalar(place, a.fallback().get(), false, false), what);
        return value != null && field.optional() ? Optional.of(value) : value;
      }
      return field.optional() ? Optional.empty() : empty(field.codec());
    }
    Object value = value(field.codec(), written.get(), what);
    if (value instanceof Number n && (n.longValue() < a.min() || n.longValue() > a.max())) {
      problems.add(written.get().place(), what, n + " is out of range", range(a));
      return null;
    }
    return value != null && field.optional() ? Optional.of(value) : value;
  }

  private static Object empty(Codec codec) {
    return codec instanceof Codec.Items ? List.of() : Map.of();
  }

  private static String range(Attribute a) {
    if (a.max() == Long.MAX_VALUE) {
      return "use " + a.min() + " or more";
    }
    return a.min() == Long.MIN_VALUE
        ? "use " + a.max() + " or less"
        : "use " + a.min() + " to " + a.max();
  }

  private @Nullable Object value(Codec codec, Tree tree, String what) {
    return switch (codec) {
      case Codec.Leaf leaf -> leaf(leaf, tree, what);
      case Codec.Items items -> items(items, tree, what);
      case Codec.Entries entries -> entries(entries, tree, what);
      case Codec.Nested nested -> record(nested.schema(), tree, what, Set.of());
      case Codec.KeysOrShort either -> keysOrShort(either, tree, what);
      case Codec.FileOf file -> file(file, tree, what);
    };
  }

  private @Nullable Object keysOrShort(Codec.KeysOrShort either, Tree tree, String what) {
    if (either.text().isPresent()) {
      return value(tree instanceof Tree.Scalar ? either.text().get() : either.keys(), tree, what);
    }
    Tree.Entry one = new Tree.Entry(tree.place(), either.key(), tree);
    Tree keys = tree instanceof Tree.Mapping ? tree : new Tree.Mapping(tree.place(), List.of(one));
    return value(either.keys(), keys, what);
  }

  private @Nullable Object leaf(Codec.Leaf leaf, Tree tree, String what) {
    if (!(tree instanceof Tree.Scalar scalar) || scalar.text() == null) {
      problems.add(
          tree.place(), what, "is " + kind(tree), "give it one value: " + leaf.type().name());
      return null;
    }
    if (scalar.secret() && leaf.type().java() != Secret.class) {
      problems.add(
          scalar.place(),
          what,
          "is made of a secret, but would show in process lists and in output",
          "pass the secret in a container's environment or in a rendered file");
      return null;
    }
    return attempt(scalar.place(), what, () -> leaf.parse().apply(scalar.text()));
  }

  private @Nullable Object file(Codec.FileOf file, Tree tree, String what) {
    if (tree instanceof Tree.Mapping && tree.place().equals(Place.NOWHERE)) { // from the wire
      return record(file.wire(), tree, what, Set.of());
    }
    if (!(tree instanceof Tree.Scalar scalar) || scalar.text() == null) {
      problems.add(
          tree.place(), what, "is " + kind(tree), "give it the path of a " + file.type().name());
      return null;
    }
    return attempt(scalar.place(), what, () -> file.find().apply(sources, scalar));
  }

  private @Nullable Object items(Codec.Items items, Tree tree, String what) {
    List<Tree> trees;
    if (tree instanceof Tree.Sequence sequence) {
      trees = sequence.items();
    } else if (tree instanceof Tree.Scalar s && s.isNull()) {
      trees = List.of();
    } else if (items.orOne()) {
      trees = List.of(tree);
    } else {
      problems.add(tree.place(), what, "is " + kind(tree), "write a list: [a, b]");
      return null;
    }
    List<Object> values = new ArrayList<>();
    for (Tree item : trees) {
      Object value = value(items.item(), item, what);
      if (value != null) {
        values.add(value);
      }
    }
    return values.size() == trees.size() ? List.copyOf(values) : null;
  }

  private @Nullable Object entries(Codec.Entries entries, Tree tree, String what) {
    if (tree instanceof Tree.Scalar s && s.isNull()) {
      return Map.of();
    }
    if (!(tree instanceof Tree.Mapping mapping)) {
      problems.add(tree.place(), what, "is " + kind(tree), "write a mapping: {KEY: value}");
      return null;
    }
    Map<String, Object> values = new LinkedHashMap<>();
    for (Tree.Entry entry : mapping.entries()) {
      Object value = value(entries.value(), entry.value(), what + "." + entry.key());
      if (value != null) {
        values.put(entry.key(), value);
      }
    }
    return values.size() == mapping.entries().size() ? values : null;
  }

  private boolean unknownKeys(
      Schema<?> schema, Tree.Mapping mapping, String subject, Set<String> others) {
    Set<String> known = new LinkedHashSet<>(keys(schema));
    boolean good = true;
    for (Tree.Entry entry : mapping.entries()) {
      if (!known.contains(entry.key())) {
        Set<String> all = new LinkedHashSet<>(known);
        all.addAll(others);
        problems.add(
            entry.place(),
            subject,
            "has no key \"" + entry.key() + "\"",
            Nearest.remedy(entry.key(), all));
        good = false;
      }
    }
    return good;
  }

  private <R extends Record> @Nullable R create(
      Schema<R> schema, @Nullable Object[] values, Place place, String subject) {
    try {
      return schema.create(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException bad) {
        problems.add(Problem.of(place, subject, bad));
        return null;
      }
      throw new IllegalStateException(schema.record() + " cannot be made", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(schema.record() + " cannot be made", e);
    }
  }

  private interface Attempt {
    Object get();
  }

  private @Nullable Object attempt(Place place, String what, Attempt attempt) {
    try {
      return attempt.get();
    } catch (IllegalArgumentException e) {
      problems.add(Problem.of(place, what, e));
      return null;
    }
  }

  private static List<String> keys(Schema<?> schema) {
    return schema.fields().stream().map(f -> f.attribute().key()).toList();
  }

  private static String kind(Tree tree) {
    return switch (tree) {
      case Tree.Mapping m -> "a mapping";
      case Tree.Sequence s -> "a list";
      case Tree.Scalar s -> s.isNull() ? "empty" : "a single value";
    };
  }
}
