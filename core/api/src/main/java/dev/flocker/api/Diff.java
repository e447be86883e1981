package dev.flocker.api;

import dev.flocker.api.schema.Attribute;
import dev.flocker.api.schema.Schema;
import dev.flocker.api.schema.Type;
import dev.flocker.api.value.Durations;
import dev.flocker.api.value.Secret;
import dev.flocker.api.value.SourceFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What has to change on a node.
 *
 * @param changes attribute by attribute, for {@code --diff}; secrets are masked in it
 * @param refusal why it cannot be done and what to do instead, if the kind is {@link Kind#REFUSED};
 *     else empty
 * @since 0.1
 */
public record Diff(Kind kind, List<Change> changes, String refusal) {

  public static final Diff NONE = new Diff(Kind.NONE, List.of(), "");

  /**
   * From the mildest to the gravest.
   *
   * @since 0.1
   */
  public enum Kind {
    NONE,
    IN_PLACE,
    REPLACE,
    REFUSED
  }

  /**
   * @param old as text; empty if it was not set
   * @param fresh as text; empty if it is to be unset
   * @since 0.1
   */
  public record Change(String attribute, String old, String fresh) {}

  public static Diff refused(String attribute, String why) {
    return new Diff(Kind.REFUSED, List.of(new Change(attribute, "", "")), why);
  }

  /**
   * Compares two states key by key.
   *
   * @param inPlace keys whose change needs no replacement
   */
  public static <S extends Record> Diff between(
      Schema<S> schema, S want, S have, Set<String> inPlace) {
    List<Change> changes = new ArrayList<>();
    boolean replace = false;
    for (Attribute a : schema.attributes()) {
      Object fresh = schema.get(a, want);
      Object old = schema.get(a, have);
      if (!fresh.equals(old)) {
        boolean hide = hides(a.type());
        changes.add(new Change(a.key(), text(old, hide), text(fresh, hide)));
        replace |= !inPlace.contains(a.key());
      }
    }
    if (changes.isEmpty()) {
      return NONE;
    }
    return new Diff(replace ? Kind.REPLACE : Kind.IN_PLACE, changes, "");
  }

  private static boolean hides(Type type) {
    return switch (type) {
      case Type.Leaf l -> l.java() == Secret.class || l.java() == SourceFile.class;
      case Type.ListOf l -> hides(l.item());
      case Type.MapOf m -> hides(m.value());
      case Type.Nested n -> false; // a record prints its secrets masked by itself
    };
  }

  private static String text(Object value, boolean hide) {
    if (value instanceof Optional<?> o) {
      return o.map(v -> text(v, hide)).orElse("");
    }
    if (hide && !(value instanceof Map<?, ?>)) {
      return Secret.MASK;
    }
    return value instanceof Duration d ? Durations.format(d) : value.toString();
  }
}
