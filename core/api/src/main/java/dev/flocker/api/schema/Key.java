package dev.flocker.api.schema;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A key that a table declares instead of a record's component: see {@link KeyTable}. It need not be
 * written.
 *
 * @param <T> of its values; what a component's type may be
 * @since 0.1
 */
public final class Key<T> {

  private final Attribute attribute;
  private final Codec codec;

  private Key(Attribute attribute, Codec codec) {
    this.attribute = attribute;
    this.codec = codec;
  }

  /**
   * A single value.
   *
   * @param name in snake case
   * @param doc as in {@link Doc}
   */
  public static <T> Key<T> of(String name, Class<T> type, String doc) {
    return key(name, Codec.of(type, false), doc);
  }

  public static <T> Key<List<T>> listOf(String name, Class<T> item, String doc) {
    return key(name, new Codec.Items(Codec.of(item, false), false), doc);
  }

  public static <T> Key<Map<String, T>> mapOf(String name, Class<T> value, String doc) {
    return key(name, new Codec.Entries(Codec.of(value, false)), doc);
  }

  private static <T> Key<T> key(String name, Codec codec, String doc) {
    return new Key<>(
        new Attribute(
            name, codec.type(), false, Optional.empty(), doc, Long.MIN_VALUE, Long.MAX_VALUE),
        codec);
  }

  /** A single value stands for a list of one. */
  public Key<T> orOne() {
    return codec instanceof Codec.Items items
        ? key(attribute.key(), new Codec.Items(items.item(), true), attribute.doc())
        : this;
  }

  /**
   * @param text what is read where the key is not written
   */
  public Key<T> otherwise(String text) {
    Attribute a = attribute;
    return new Key<>(
        new Attribute(a.key(), a.type(), false, Optional.of(text), a.doc(), a.min(), a.max()),
        codec);
  }

  /** The least and the greatest value of a number, both allowed. */
  public Key<T> within(long min, long max) {
    Attribute a = attribute;
    return new Key<>(
        new Attribute(a.key(), a.type(), false, a.fallback(), a.doc(), min, max), codec);
  }

  public String name() {
    return attribute.key();
  }

  Schema.Field field(Schema.Accessor of) {
    return new Schema.Field(attribute, codec, true, record -> ((Values) of.get(record)).get(this));
  }

  @Override
  public String toString() {
    return name();
  }

  /** Two of one name in a table would hide each other. */
  static void requireDistinct(List<Key<?>> keys) {
    String[] names = keys.stream().map(Key::name).toArray(String[]::new);
    if (Arrays.stream(names).distinct().count() < names.length) {
      throw new IllegalArgumentException("a key is there twice: " + String.join(", ", names));
    }
  }
}
