package dev.flocker.api.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A document before anything is known of its types: what YAML composes to and what comes over the
 * wire. Every part keeps its place, and a scalar keeps its text ({@code 0755} is not yet 493).
 *
 * @since 0.1
 */
public sealed interface Tree {

  Place place();

  /**
   * A leaf.
   *
   * @param text as written, after templates; null for YAML's null
   * @param quoted whether it stood in quotes: {@code "no"} is a string, {@code no} may be meant as
   *     false
   * @param secret whether a secret went into it
   */
  record Scalar(Place place, @Nullable String text, boolean quoted, boolean secret)
      implements Tree {
    public boolean isNull() {
      return text == null;
    }

    @Override
    public String toString() {
      return secret ? Secret.MASK : String.valueOf(text);
    }
  }

  record Sequence(Place place, List<Tree> items) implements Tree {
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /** A mapping; its keys are unique, and in the order written. */
  record Mapping(Place place, List<Entry> entries) implements Tree {
    public Mapping {
      entries = List.copyOf(entries);
    }

    public Optional<Entry> entry(String key) {
      return entries.stream().filter(e -> e.key().equals(key)).findFirst();
    }

    public Optional<Tree> get(String key) {
      return entry(key).map(Entry::value);
    }
  }

  /**
   * One key of a mapping.
   *
   * @param place where the key stands
   */
  record Entry(Place place, String key, Tree value) {}

  /**
   * A tree of plain values: maps with string keys, lists, strings, numbers, booleans and null.
   *
   * @throws IllegalArgumentException for any other class: the caller's fault, not a user's
   */
  static Tree of(@Nullable Object plain) {
    return switch (plain) {
      case null -> new Scalar(Place.NOWHERE, null, false, false);
      case Map<?, ?> map -> {
        List<Entry> entries = new ArrayList<>(map.size());
        map.forEach((k, v) -> entries.add(new Entry(Place.NOWHERE, (String) k, of(v))));
        yield new Mapping(Place.NOWHERE, entries);
      }
      case List<?> list -> {
        List<Tree> items = new ArrayList<>(list.size());
        list.forEach(item -> items.add(of(item)));
        yield new Sequence(Place.NOWHERE, items);
      }
      case String s -> new Scalar(Place.NOWHERE, s, true, false);
      case Number n -> new Scalar(Place.NOWHERE, n.toString(), false, false);
      case Boolean b -> new Scalar(Place.NOWHERE, b.toString(), false, false);
      default -> throw new IllegalArgumentException("no plain value: " + plain.getClass());
    };
  }
}
