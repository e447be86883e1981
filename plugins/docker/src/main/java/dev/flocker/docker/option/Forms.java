package dev.flocker.docker.option;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The one form of what can be said in several ways. */
final class Forms {

  private static final String ALL = "ALL";

  private Forms() {}

  static List<String> sorted(Collection<String> words) {
    return words.stream().distinct().sorted().toList();
  }

  static List<String> assignments(Map<String, ?> values) {
    return values.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList();
  }

  /** Docker's: {@code CAP_NET_ADMIN}. */
  static List<String> capabilities(List<String> written) {
    return sorted(
        written.stream()
            .map(c -> c.toUpperCase(Locale.ROOT))
            .map(c -> c.equals(ALL) || c.startsWith("CAP_") ? c : "CAP_" + c)
            .toList());
  }

  /** {@code NAME:ADDRESS}, an IPv6 address without brackets. */
  static List<String> hosts(List<String> written) {
    return written.stream()
        .map(h -> h.contains(":") && h.indexOf('=') > h.indexOf(':') ? h : h.replaceFirst("=", ":"))
        .map(h -> h.replace("[", "").replace("]", ""))
        .toList();
  }

  /** With the path in the container, and what it may do there. */
  static List<String> devices(List<String> written) {
    return sorted(written.stream().map(Forms::device).toList());
  }

  private static String device(String written) {
    String[] parts = written.split(":", -1);
    if (parts.length == 1) {
      return written + ":" + written + ":rwm";
    }
    if (parts.length == 2) {
      return parts[1].matches("[rwm]{1,3}")
          ? parts[0] + ":" + parts[0] + ":" + parts[1]
          : written + ":rwm";
    }
    return written;
  }

  static List<String> security(List<String> written) {
    return sorted(
        written.stream()
            .map(o -> o.indexOf('=') < 0 ? o.replaceFirst(":", "=") : o)
            .map(o -> o.equals("no-new-privileges=true") ? "no-new-privileges" : o)
            .filter(o -> !o.equals("no-new-privileges=false"))
            .toList());
  }
}
