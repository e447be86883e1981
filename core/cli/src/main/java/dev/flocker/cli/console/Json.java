package dev.flocker.cli.console;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Plain values as JSON on one line. */
final class Json {

  private Json() {}

  /**
   * @param texts what becomes of each text value
   */
  static String line(Object plain, UnaryOperator<String> texts) {
    StringWriter text = new StringWriter();
    try (JsonWriter writer = new JsonWriter(text)) {
      writer.setHtmlSafe(false);
      write(writer, plain, texts);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(JsonWriter writer, @Nullable Object plain, UnaryOperator<String> texts)
      throws IOException {
    switch (plain) {
      case null -> writer.nullValue();
      case Map<?, ?> map -> {
        writer.beginObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          writer.name((String) entry.getKey());
          write(writer, entry.getValue(), texts);
        }
        writer.endObject();
      }
      case Iterable<?> items -> {
        writer.beginArray();
        for (Object item : items) {
          write(writer, item, texts);
        }
        writer.endArray();
      }
      case String s -> writer.value(texts.apply(s));
      case Number n -> writer.value(n);
      case Boolean b -> writer.value(b);
      default -> throw new IllegalArgumentException("no plain value: " + plain.getClass());
    }
  }
}
