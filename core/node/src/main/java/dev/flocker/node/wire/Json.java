package dev.flocker.node.wire;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plain values as JSON: maps with string keys, lists, strings, numbers, booleans and null. */
public final class Json {

  private Json() {}

  public static String write(@Nullable Object plain) {
    StringWriter text = new StringWriter();
    try (JsonWriter writer = new JsonWriter(text)) {
      write(writer, plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /**
   * @return whole numbers as {@code Long}, others as {@code Double}
   * @throws IllegalArgumentException if it is not JSON
   */
  public static @Nullable Object read(String text) {
    return read(new StringReader(text));
  }

  private static @Nullable Object read(Reader text) {
    try (JsonReader reader = new JsonReader(text)) {
      return value(reader);
    } catch (IOException | IllegalStateException e) {
      throw new IllegalArgumentException("not JSON: " + e.getMessage(), e);
    }
  }

  private static @Nullable Object value(JsonReader reader) throws IOException {
    return switch (reader.peek()) {
      case BEGIN_OBJECT -> object(reader);
      case BEGIN_ARRAY -> array(reader);
      case STRING -> reader.nextString();
      case NUMBER -> number(reader.nextString());
      case BOOLEAN -> reader.nextBoolean();
      case NULL -> {
        reader.nextNull();
        yield null;
      }
      default -> throw new IOException("unexpected " + reader.peek());
    };
  }

  private static Map<String, @Nullable Object> object(JsonReader reader) throws IOException {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    reader.beginObject();
    while (reader.hasNext()) {
      map.put(reader.nextName(), value(reader));
    }
    reader.endObject();
    return map;
  }

  private static List<@Nullable Object> array(JsonReader reader) throws IOException {
    List<@Nullable Object> list = new ArrayList<>();
    reader.beginArray();
    while (reader.hasNext()) {
      list.add(value(reader));
    }
    reader.endArray();
    return list;
  }

  private static Object number(String digits) {
    try {
      return Long.valueOf(digits);
    } catch (NumberFormatException fraction) {
      return Double.valueOf(digits);
    }
  }

  private static void write(JsonWriter writer, @Nullable Object plain) throws IOException {
    switch (plain) {
      case null -> writer.nullValue();
      case Map<?, ?> map -> {
        writer.beginObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          writer.name((String) entry.getKey());
          write(writer, entry.getValue());
        }
        writer.endObject();
      }
      case Iterable<?> items -> {
        writer.beginArray();
        for (Object item : items) {
          write(writer, item);
        }
        writer.endArray();
      }
      case String s -> writer.value(s);
      case Number n -> writer.value(n);
      case Boolean b -> writer.value(b);
      default -> throw new IllegalArgumentException("no plain value: " + plain.getClass());
    }
  }
}
