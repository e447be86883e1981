package dev.flocker.cli.fake;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a node may say in place of an honest answer. */
public final class Lies {

  private static final List<Object> LIES =
      List.of(
          "",
          "x",
          "{{file \"/etc/passwd\"}}",
          "\u001b[2J",
          "a\nb",
          "x".repeat(100_000),
          -1L,
          70_000L,
          Long.MAX_VALUE,
          0.5,
          true,
          List.of(),
          List.of(1L),
          List.of("\n"),
          List.of(List.of(List.of())),
          Map.of(),
          Map.of("", ""),
          Map.of("hostname", "{{env \"HOME\"}}"),
          Map.of("x", 1L));

  /** Every field of an answer, with every lie in its place; and the field left out. */
  public static Stream<Object> about(Object truth) {
    Stream<Object> instead = LIES.stream();
    if (truth instanceof Map<?, ?> map) {
      return Stream.concat(
          instead,
          map.keySet().stream()
              .flatMap(
                  key ->
                      Stream.concat(
                          Stream.of(without(map, key)),
                          about(map.get(key)).map(lie -> with(map, key, lie)))));
    }
    if (truth instanceof List<?> list && !list.isEmpty()) {
      return Stream.concat(instead, about(list.getFirst()).map(List::of));
    }
    return instead;
  }

  private static Object without(Map<?, ?> map, Object key) {
    Map<Object, Object> less = new HashMap<>(map);
    less.remove(key);
    return less;
  }

  private static Object with(Map<?, ?> map, Object key, Object lie) {
    Map<Object, Object> other = new HashMap<>(map);
    other.put(key, lie);
    return other;
  }

  private Lies() {}
}
