package dev.flocker.node.wire;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that came over the wire. What is missing or of another kind than asked for is an
 * {@code IllegalArgumentException}: the other end speaks another protocol.
 */
public record Message(Map<String, @Nullable Object> body) {

  @SuppressWarnings("unchecked")
  public static Message of(@Nullable Object plain) {
    if (plain instanceof Map<?, ?> map) {
      return new Message((Map<String, @Nullable Object>) map);
    }
    throw new IllegalArgumentException("a message that is no object");
  }

  public boolean has(String key) {
    return body.get(key) != null;
  }

  public @Nullable Object value(String key) {
    return body.get(key);
  }

  public String text(String key) {
    return get(key, String.class);
  }

  public Optional<String> optionalText(String key) {
    return has(key) ? Optional.of(text(key)) : Optional.empty();
  }

  public long number(String key) {
    return whole(body.get(key));
  }

  /** A whole number. */
  private static Long whole(@Nullable Object value) {
    if (value instanceof Number number && (number instanceof Long || number instanceof Integer)) {
      return number.longValue();
    }
    throw new IllegalArgumentException("a message with no whole number where one belongs");
  }

  public boolean flag(String key) {
    return get(key, Boolean.class);
  }

  public Message message(String key) {
    return of(get(key, Map.class));
  }

  public List<?> list(String key) {
    return get(key, List.class);
  }

  public List<String> texts(String key) {
    return list(key).stream().map(Message::text).toList();
  }

  private static String text(@Nullable Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("a message with no text where one belongs");
  }

  /** An object whose values are all texts. */
  public Map<String, String> textsByName(String key) {
    Message inner = message(key);
    Map<String, String> texts = new LinkedHashMap<>();
    inner.body().keySet().forEach(name -> texts.put(name, inner.text(name)));
    return texts;
  }

  private <T> T get(String key, Class<T> kind) {
    Object value = body.get(key);
    if (!kind.isInstance(value)) {
      throw new IllegalArgumentException("a message without \"" + key + "\"");
    }
    return kind.cast(value);
  }
}
