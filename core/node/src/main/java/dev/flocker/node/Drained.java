package dev.flocker.node;

import dev.flocker.api.node.Host;
import dev.flocker.node.wire.Json;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/**
 * The mark that this node is to have nothing: a file, that outlasts boots. It is shown with all
 * that is seen here, and speaks for this node alone.
 */
record Drained(Host host) {

  /**
   * @param by who wants it; who wanted it first stays noted
   */
  void mark(String by) {
    if (host.read(file()).isEmpty()) {
      String since = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
      host.write(file(), Json.write(Map.of("by", by, "since", since)) + "\n", 0644);
    }
  }

  /** Takes the mark away, if there is one. */
  void unmark() {
    host.delete(file());
  }

  /** The mark, as by whom and since when; whatever stands in the file, it is one. */
  Optional<Map<String, Object>> seen() {
    return host.read(file()).map(Drained::parsed);
  }

  private static Map<String, Object> parsed(String text) {
    try {
      if (Json.read(text) instanceof Map<?, ?> mark
          && mark.get("by") instanceof String by
          && mark.get("since") instanceof String since) {
        return Map.of("by", words(by), "since", words(since));
      }
    } catch (IllegalArgumentException e) {
      // Somebody wrote it by hand, and meant it.
    }
    return Map.of("by", "somebody", "since", "an unknown time");
  }

  /** As short and plain as the controller wants them. */
  private static String words(String text) {
    return text.substring(0, Math.min(text.length(), 200)).replaceAll("\\p{Cntrl}", " ");
  }

  private Path file() {
    return host.home().resolve("drained");
  }
}
