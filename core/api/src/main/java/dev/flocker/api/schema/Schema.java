package dev.flocker.api.schema;

import dev.flocker.api.value.LocalPath;
import dev.flocker.api.value.Problem;
import dev.flocker.api.value.Problems;
import dev.flocker.api.value.Secret;
import dev.flocker.api.value.Tree;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a record looks like in a playbook and on the wire, read from its components.
 *
 * <p>A component {@code stopTimeout} is the key {@code stop_timeout}. Its type may be {@code
 * String}, {@code int} ({@code Integer} where it is optional), {@code long}, {@code boolean},
 * {@code Duration}, an enum (whose constants are written in lower case, {@code _} as {@code -}), a
 * {@code List}, a {@code Map} with string keys, another record, or any class with a {@code public
 * static T parse(String)} that throws {@code IllegalArgumentException("cause; remedy")} and a
 * {@code toString} that {@code parse} reads back. A component is required unless it is an {@code
 * Optional}, a list, a map, or has a {@link Default}. A record with a {@link ShortForm} may be
 * written as a text, too, or as the value of one of its keys. The keys of a {@link KeyTable} stand
 * where its component does.
 *
 * @param <R> the record
 * @since 0.1
 */
public final class Schema<R extends Record> {

  private static final Map<Class<?>, Schema<?>> KNOWN = new ConcurrentHashMap<>();

  private final Class<R> record;
  private final List<Part> parts;
  private final List<Field> fields;

  /** One key, with all that decoding needs to know of it. */
  record Field(Attribute attribute, Codec codec, boolean optional, Accessor value) {}

  /** Takes a value out of a record. */
  interface Accessor {
    Object get(Record record);
  }

  /**
   * One component.
   *
   * @param fields one; with {@link Values} those of its table
   */
  private record Part(RecordComponent component, List<Field> fields) {

    Object of(Iterator<?> values) {
      if (component.getType() != Values.class) {
        return values.next();
      }
      Values all = Values.NONE;
      for (Field field : fields) {
        Optional<?> value = (Optional<?>) values.next();
        if (value.isPresent()) {
          all = all.changed(field.attribute().key(), value.get());
        }
      }
      return all;
    }
  }

  private Schema(Class<R> record) {
    this.record = record;
    this.parts = Arrays.stream(record.getRecordComponents()).map(Schema::part).toList();
    this.fields = parts.stream().flatMap(p -> p.fields().stream()).toList();
  }

  /**
   * @throws IllegalArgumentException if a component is of a type that no schema knows: the plugin's
   *     fault
   */
  @SuppressWarnings("unchecked")
  public static <R extends Record> Schema<R> of(Class<R> record) {
    Schema<?> known = KNOWN.get(record);
    if (known == null) {
      known = new Schema<>(record);
      KNOWN.put(record, known);
    }
    return (Schema<R>) known;
  }

  public Class<R> record() {
    return record;
  }

  public String doc() {
    Doc doc = record.getAnnotation(Doc.class);
    return doc == null ? "" : doc.value();
  }

  public List<Attribute> attributes() {
    return fields.stream().map(Field::attribute).toList();
  }

  Attribute attribute(String key) {
    return attributes().stream().filter(a -> a.key().equals(key)).findFirst().orElseThrow();
  }

  /**
   * Reads a record; every problem is reported, not only the first.
   *
   * @param subject whose keys these are, to begin a message with: {@code container db}
   * @param others keys that the caller deals with and has taken out of the tree, for suggestions
   * @return null if there was a problem
   */
  public @Nullable R decode(
      Tree tree, String subject, Set<String> others, Sources sources, Problems problems) {
    return new Decoder(sources, problems).record(this, tree, subject, others);
  }

  /**
   * Reads what {@link #encode} made.
   *
   * @throws IllegalArgumentException if it is not that
   */
  public R decode(@Nullable Object plain) {
    List<Problem> found = new ArrayList<>();
    R result = decode(Tree.of(plain), record.getSimpleName(), Set.of(), Sources.NONE, found::add);
    if (result == null) {
      throw new IllegalArgumentException("does not decode: " + found);
    }
    return result;
  }

  /** A tree of plain values that {@link #decode(Object)} reads back. Secrets are in it in clear. */
  public Map<String, Object> encode(R value) {
    Map<String, Object> plain = new LinkedHashMap<>();
    for (Field field : fields) {
      Object part = field.value().get(value);
      if (part instanceof Optional<?> o) {
        if (o.isEmpty()) {
          continue;
        }
        part = o.get();
      }
      plain.put(field.attribute().key(), field.codec().encode(part));
    }
    return plain;
  }

  /** The controller's files and folders that a record names, anywhere in it. */
  public List<LocalPath> files(R value) {
    return leaves(value, LocalPath.class);
  }

  /** The secrets in a record, anywhere in it. */
  public List<Secret> secrets(R value) {
    return leaves(value, Secret.class);
  }

  private <T> List<T> leaves(R value, Class<T> kind) {
    return leaves(value).filter(kind::isInstance).map(kind::cast).toList();
  }

  Stream<?> leaves(R value) {
    return fields.stream()
        .flatMap(
            field -> {
              Object part = field.value().get(value);
              Stream<?> there = part instanceof Optional<?> o ? o.stream() : Stream.of(part);
              return there.flatMap(p -> field.codec().leaves(p));
            });
  }

  /** The value of one key; an empty optional stays an {@code Optional}. */
  public Object get(Attribute attribute, R value) {
    return fields.stream()
        .filter(f -> f.attribute().equals(attribute))
        .findFirst()
        .map(f -> f.value().get(value))
        .orElseThrow();
  }

  List<Field> fields() {
    return fields;
  }

  R create(@Nullable Object[] values) throws ReflectiveOperationException {
    Class<?>[] types = parts.stream().map(p -> p.component().getType()).toArray(Class<?>[]::new);
    var constructor = record.getDeclaredConstructor(types);
    constructor.setAccessible(true);
    Iterator<?> all = Arrays.asList(values).iterator();
    return constructor.newInstance(parts.stream().map(p -> p.of(all)).toArray());
  }

  private static Object get(RecordComponent component, Record value) {
    try {
      var accessor = component.getAccessor();
      accessor.setAccessible(true);
      return accessor.invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Part part(RecordComponent component) {
    KeyTable table = component.getAnnotation(KeyTable.class);
    if (table == null) {
      return new Part(component, List.of(field(component)));
    }
    List<Key<?>> keys = keys(table);
    return new Part(
        component, keys.stream().map(key -> key.field(record -> get(component, record))).toList());
  }

  private static List<Key<?>> keys(KeyTable table) {
    try {
      var constructor = table.value().getDeclaredConstructor();
      constructor.setAccessible(true);
      List<Key<?>> keys = constructor.newInstance().get();
      Key.requireDistinct(keys);
      return keys;
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(table.value() + " cannot be made", e);
    }
  }

  private static Field field(RecordComponent component) {
    boolean optional = component.getType() == Optional.class;
    Codec codec =
        Codec.of(
            optional ? Codec.argument(component.getGenericType(), 0) : component.getGenericType(),
            component.isAnnotationPresent(OrOne.class));
    Default fallback = component.getAnnotation(Default.class);
    Doc doc = component.getAnnotation(Doc.class);
    Range range = component.getAnnotation(Range.class);
    boolean collection = codec.type() instanceof Type.ListOf || codec.type() instanceof Type.MapOf;
    Attribute attribute =
        new Attribute(
            key(component.getName()),
            codec.type(),
            !optional && fallback == null && !collection,
            Optional.ofNullable(fallback).map(Default::value),
            doc == null ? "" : doc.value(),
            range == null ? Long.MIN_VALUE : range.min(),
            range == null ? Long.MAX_VALUE : range.max());
    return new Field(attribute, codec, optional, record -> get(component, record));
  }

  /** {@code stopTimeout} to {@code stop_timeout}. */
  static String key(String component) {
    return component.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }
}
