package dev.flocker.docker.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A part of a JSON document. What is not there reads as empty, as Docker leaves out or nulls what
 * is.
 */
public record Json(@Nullable Object value) {

  /**
   * @throws IllegalArgumentException if it is not JSON
   */
  public static Json parse(String text) {
    Reader reader = new Reader(text);
    Object value = reader.value();
    reader.end();
    return new Json(value);
  }

  /** Reads back as it is; of numbers, booleans, texts, lists and maps by text. */
  public String print() {
    return switch (value) {
      case null -> "null";
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(e -> quoted(e.getKey().toString()) + ": " + new Json(e.getValue()).print())
              .collect(Collectors.joining(", ", "{", "}"));
      case List<?> list ->
          list.stream().map(v -> new Json(v).print()).collect(Collectors.joining(", ", "[", "]"));
      case Number n -> n.toString();
      case Boolean b -> b.toString();
      default -> quoted(value.toString());
    };
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean plain = c >= ' ' && c != '"' && c != '\\';
      out.append(plain ? String.valueOf(c) : String.format("\\u%04x", (int) c));
    }
    return out.append('"').toString();
  }

  public Json at(String... keys) {
    Object part = value;
    for (String key : keys) {
      part = part instanceof Map<?, ?> map ? map.get(key) : null;
    }
    return new Json(part);
  }

  public String text() {
    return value == null ? "" : value.toString();
  }

  public long number() {
    return value instanceof Number n ? n.longValue() : 0;
  }

  public boolean isTrue() {
    return Boolean.TRUE.equals(value);
  }

  public List<Json> items() {
    return value instanceof List<?> list ? list.stream().map(v -> new Json(v)).toList() : List.of();
  }

  public List<String> texts() {
    return items().stream().map(Json::text).toList();
  }

  public Map<String, Json> entries() {
    Map<String, Json> entries = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((k, v) -> entries.put((String) k, new Json(v)));
    }
    return entries;
  }

  /** Reads RFC 8259; foreign archives are read too, so what is nested without end is refused. */
  private static final class Reader {
    private static final int DEEPEST = 255;

    private final String text;
    private int at;
    private int depth;

    Reader(String text) {
      this.text = text;
    }

    @Nullable Object value() {
      return switch (next()) {
        case '{' -> nested(this::object);
        case '[' -> nested(this::array);
        case '"' -> string();
        case 't' -> word("true", true);
        case 'f' -> word("false", false);
        case 'n' -> word("null", null);
        default -> number();
      };
    }

    private <T> T nested(Supplier<T> part) {
      if (++depth > DEEPEST) {
        throw new IllegalArgumentException("is JSON nested more than " + DEEPEST + " deep");
      }
      T value = part.get();
      depth--;
      return value;
    }

    void end() {
      space();
      if (at < text.length()) {
        throw broken();
      }
    }

    private Map<String, @Nullable Object> object() {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      at++;
      while (next() != '}') {
        String key = string();
        expect(':');
        map.put(key, value());
        if (next() != '}') {
          expect(',');
        }
      }
      at++;
      return map;
    }

    private List<@Nullable Object> array() {
      List<@Nullable Object> list = new ArrayList<>();
      at++;
      while (next() != ']') {
        list.add(value());
        if (next() != ']') {
          expect(',');
        }
      }
      at++;
      return list;
    }

    private String string() {
      expect('"');
      StringBuilder out = new StringBuilder();
      for (char c = take(); c != '"'; c = take()) {
        out.append(c == '\\' ? escaped() : c);
      }
      return out.toString();
    }

    private char escaped() {
      char c = take();
      return switch (c) {
        case 'b' -> '\b';
        case 'f' -> '\f';
        case 'n' -> '\n';
        case 'r' -> '\r';
        case 't' -> '\t';
        case 'u' -> {
          at += 4;
          if (at > text.length()) {
            throw broken();
          }
          yield (char) Integer.parseInt(text, at - 4, at, 16);
        }
        default -> c;
      };
    }

    private Number number() {
      int start = at;
      while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
      String digits = text.substring(start, at);
      try {
        if (digits.matches("-?[0-9]+")) {
          return Long.parseLong(digits);
        }
        return Double.parseDouble(digits);
      } catch (NumberFormatException e) {
        throw broken();
      }
    }

    private @Nullable Object word(String word, @Nullable Object meaning) {
      if (!text.startsWith(word, at)) {
        throw broken();
      }
      at += word.length();
      return meaning;
    }

    private void expect(char c) {
      if (next() != c) {
        throw broken();
      }
      at++;
    }

    private char next() {
      space();
      if (at >= text.length()) {
        throw broken();
      }
      return text.charAt(at);
    }

    private char take() {
      if (at >= text.length()) {
        throw broken();
      }
      return text.charAt(at++);
    }

    private void space() {
      while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
    }

    private IllegalArgumentException broken() {
      return new IllegalArgumentException("is no JSON at character " + at);
    }
  }
}
