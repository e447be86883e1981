package dev.flocker.cli.compose;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The variables that a Compose file can name. */
record Environment(Map<String, String> values) {

  Environment {
    values = Map.copyOf(values);
  }

  @Nullable String get(String name) {
    return values.get(name);
  }

  /** With further variables, which win over none that is there. */
  Environment or(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(more);
    all.putAll(values);
    return new Environment(all);
  }
}
