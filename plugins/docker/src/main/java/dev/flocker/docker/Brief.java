package dev.flocker.docker;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Plain values as a person would write them: without what is so anyway. */
final class Brief {

  private static final Map<String, Object> USUAL =
      Map.of("protocol", "tcp", "restart", "always", "stop_timeout", "10s", "read_only", false);

  private Brief() {}

  static Map<String, Object> of(Map<?, ?> plain) {
    Map<String, Object> brief = new LinkedHashMap<>();
    plain.forEach(
        (key, value) -> {
          Object said = of(value);
          if (said != null && !said.equals(USUAL.get(String.valueOf(key)))) {
            brief.put(String.valueOf(key), said);
          }
        });
    return brief;
  }

  private static @Nullable Object of(@Nullable Object plain) {
    if (plain instanceof Map<?, ?> map) {
      return map.isEmpty() ? null : of(map);
    }
    if (plain instanceof Collection<?> list) {
      List<Object> brief = new ArrayList<>();
      list.stream().map(Brief::of).filter(Objects::nonNull).forEach(brief::add);
      return brief.isEmpty() ? null : brief;
    }
    return Boolean.FALSE.equals(plain) ? null : plain;
  }
}
