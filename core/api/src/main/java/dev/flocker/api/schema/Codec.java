package dev.flocker.api.schema;

import dev.flocker.api.value.Durations;
import dev.flocker.api.value.LocalFile;
import dev.flocker.api.value.LocalFolder;
import dev.flocker.api.value.Secret;
import dev.flocker.api.value.SourceFile;
import dev.flocker.api.value.Tree;
import dev.flocker.api.value.VariablesFile;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/** How values of one Java type are written and read. */
sealed interface Codec {

  Type.Leaf ANY_TEXT = new Type.Leaf("text", String.class, List.of());

  Type type();

  Object encode(Object value);

  /** The values of which a value is made in the end, as its type knows them. */
  default Stream<?> leaves(Object value) {
    return Stream.of(value);
  }

  /** A leaf: {@code parse} throws IllegalArgumentException("cause; remedy"). */
  record Leaf(Type.Leaf type, Function<String, Object> parse, Function<Object, Object> write)
      implements Codec {
    @Override
    public Object encode(Object value) {
      return write.apply(value);
    }
  }

  record Items(Codec item, boolean orOne) implements Codec {
    @Override
    public Type type() {
      return new Type.ListOf(item.type(), orOne);
    }

    @Override
    public Object encode(Object value) {
      return ((List<?>) value).stream().map(item::encode).toList();
    }

    @Override
    public Stream<?> leaves(Object value) {
      return ((List<?>) value).stream().flatMap(item::leaves);
    }
  }

  record Entries(Codec value) implements Codec {
    @Override
    public Type type() {
      return new Type.MapOf(value.type());
    }

    @Override
    public Object encode(Object map) {
      Map<String, Object> plain = new LinkedHashMap<>();
      ((Map<?, ?>) map).forEach((k, v) -> plain.put((String) k, value.encode(v)));
      return plain;
    }

    @Override
    public Stream<?> leaves(Object map) {
      return ((Map<?, ?>) map).values().stream().flatMap(value::leaves);
    }
  }

  record Nested(Schema<?> schema) implements Codec {
    @Override
    public Type type() {
      return new Type.Nested(schema, Optional.empty());
    }

    @Override
    public Object encode(Object value) {
      return encodeAs(schema, value);
    }

    @Override
    public Stream<?> leaves(Object value) {
      return leavesAs(schema, value);
    }

    private static <R extends Record> Stream<?> leavesAs(Schema<R> schema, Object value) {
      return schema.leaves(schema.record().cast(value));
    }

    private static <R extends Record> Object encodeAs(Schema<R> schema, Object value) {
      return schema.encode(schema.record().cast(value));
    }
  }

  /**
   * A record's keys, or what may stand for them; keys on the wire.
   *
   * @param text reads a text; empty if it is the value of a key
   * @param key which one
   */
  record KeysOrShort(Nested keys, Optional<Leaf> text, String key) implements Codec {
    @Override
    public Type type() {
      Type shortly = text.isPresent() ? ANY_TEXT : keys.schema().attribute(key).type();
      return new Type.Nested(keys.schema(), Optional.of(shortly));
    }

    @Override
    public Object encode(Object value) {
      return keys.encode(value);
    }

    @Override
    public Stream<?> leaves(Object value) {
      return keys.leaves(value);
    }
  }

  /**
   * A path in a playbook, the file itself on the wire.
   *
   * @param find what is at that path
   */
  record FileOf(Type.Leaf type, Schema<?> wire, BiFunction<Sources, Tree.Scalar, Object> find)
      implements Codec {
    @Override
    public Object encode(Object value) {
      return new Nested(wire).encode(value);
    }
  }

  static java.lang.reflect.Type argument(java.lang.reflect.Type type, int index) {
    return ((ParameterizedType) type).getActualTypeArguments()[index];
  }

  static Codec of(java.lang.reflect.Type type, boolean orOne) {
    if (type instanceof ParameterizedType p && p.getRawType() == List.class) {
      return new Items(of(argument(type, 0), false), orOne);
    }
    if (type instanceof ParameterizedType p && p.getRawType() == Map.class) {
      return new Entries(of(argument(type, 1), false));
    }
    if (type instanceof Class<?> c) {
      return ofClass(c);
    }
    throw new IllegalArgumentException("no schema for " + type);
  }

  private static Codec ofClass(Class<?> c) {
    if (c == String.class) {
      return leaf("text", c, s -> s, v -> v);
    }
    if (c == Secret.class) {
      return leaf("secret text", c, Secret::new, v -> ((Secret) v).reveal());
    }
    if (c == int.class || c == Integer.class || c == long.class) {
      return leaf("number", c, s -> whole(s, c), v -> v);
    }
    if (c == boolean.class) {
      return leaf("true or false", c, Codec::bool, v -> v);
    }
    if (c == Duration.class) {
      return leaf("duration", c, Durations::parse, v -> Durations.format((Duration) v));
    }
    if (c.isEnum()) {
      return choice(c);
    }
    if (c == LocalFile.class) {
      return file("file", LocalFile.class, Sources::local);
    }
    if (c == LocalFolder.class) {
      return file("folder", LocalFolder.class, Sources::folder);
    }
    if (c == VariablesFile.class) {
      return file("file of variables", VariablesFile.class, Sources::variables);
    }
    if (c == SourceFile.class) {
      return file("template file", SourceFile.class, Sources::source);
    }
    for (Method m : c.getMethods()) {
      if (m.getName().equals("parse")
          && Modifier.isStatic(m.getModifiers())
          && Arrays.equals(m.getParameterTypes(), new Class<?>[] {String.class})) {
        Leaf text = leaf(words(c.getSimpleName()), c, s -> call(m, s), Object::toString);
        return c.isAnnotationPresent(ShortForm.class)
            ? new KeysOrShort(nested(c), Optional.of(text), "")
            : text;
      }
    }
    if (c.isRecord()) {
      ShortForm shortly = c.getAnnotation(ShortForm.class);
      return shortly == null
          ? nested(c)
          : new KeysOrShort(nested(c), Optional.empty(), shortly.value());
    }
    throw new IllegalArgumentException("no schema for " + c + ": give it a static parse(String)");
  }

  private static Nested nested(Class<?> c) {
    return new Nested(Schema.of(c.asSubclass(Record.class)));
  }

  private static <R extends Record> FileOf file(
      String name, Class<R> c, BiFunction<Sources, Tree.Scalar, Object> find) {
    return new FileOf(new Type.Leaf(name, c, List.of()), Schema.of(c), find);
  }

  private static Leaf leaf(
      String name, Class<?> c, Function<String, Object> parse, Function<Object, Object> write) {
    return new Leaf(new Type.Leaf(name, c, List.of()), parse, write);
  }

  private static Codec choice(Class<?> c) {
    Map<String, Object> byText = new LinkedHashMap<>();
    for (Object constant : c.getEnumConstants()) {
      byText.put(text((Enum<?>) constant), constant);
    }
    List<String> choices = List.copyOf(byText.keySet());
    return new Leaf(
        new Type.Leaf("choice", c, choices),
        s -> {
          Object value = byText.get(s);
          if (value == null) {
            throw new IllegalArgumentException(
                "\"" + s + "\" is not allowed; use " + String.join(", ", choices));
          }
          return value;
        },
        v -> text((Enum<?>) v));
  }

  private static String text(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Object whole(String s, Class<?> c) {
    if (!s.matches("-?(0|[1-9][0-9]{0,17})")) {
      throw new IllegalArgumentException(
          "\"" + s + "\" is not a whole number; write one in decimal digits");
    }
    long n = Long.parseLong(s);
    if (c == long.class) {
      return n;
    }
    if (n != (int) n) {
      throw new IllegalArgumentException(
          s + " is too large; use a number up to " + Integer.MAX_VALUE);
    }
    return (int) n;
  }

  private static Object bool(String s) {
    return switch (s) {
      case "true" -> true;
      case "false" -> false;
      case "yes", "on", "True", "TRUE", "Yes", "YES" ->
          throw new IllegalArgumentException("\"" + s + "\" is not true or false; write true");
      case "no", "off", "False", "FALSE", "No", "NO" ->
          throw new IllegalArgumentException("\"" + s + "\" is not true or false; write false");
      default ->
          throw new IllegalArgumentException(
              "\"" + s + "\" is not true or false; write one of them");
    };
  }

  private static Object call(Method parse, String text) {
    try {
      return parse.invoke(null, text);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException bad) {
        throw bad;
      }
      throw new IllegalStateException(parse + " failed", e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(parse + " is not public", e);
    }
  }

  /** {@code AbsolutePath} to {@code absolute path}. */
  private static String words(String className) {
    return Schema.key(className).replace('_', ' ');
  }
}
