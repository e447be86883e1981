package dev.flocker.cli.move;

import dev.flocker.api.node.Snapshot;
import dev.flocker.api.node.Version;
import dev.flocker.api.schema.Schema;
import dev.flocker.api.value.OneLine;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot as its node lists it.
 *
 * @param formers what the node can go back to by it, with data, a few words each
 */
public record Listed(Snapshot snapshot, List<String> formers) {

  private static final Schema<Version> VERSION = Schema.of(Version.class);

  /**
   * What a node says, which may be anything.
   *
   * @throws IllegalArgumentException if that is not understood
   */
  static Listed parse(@Nullable Object said) {
    if (!(said instanceof Map<?, ?> plain
        && plain.get("taken") instanceof String taken
        && plain.get("bytes") instanceof Number bytes
        && plain.get("keepers") instanceof List<?> keepers
        && plain.get("formers") instanceof List<?> formers)) {
      throw new IllegalArgumentException("it is no snapshot");
    }
    Version version = VERSION.decode(plain.get("version"));
    List<String> words = new ArrayList<>();
    formers.forEach(f -> words.add(former(f)));
    return new Listed(
        new Snapshot(
            new Version(OneLine.of(version.snapshot()), version.guid()),
            instant(taken),
            bytes.longValue(),
            keepers.stream().map(k -> OneLine.of(String.valueOf(k))).toList()),
        words);
  }

  private static String former(Object said) {
    if (said instanceof Map<?, ?> plain && plain.get("number") instanceof Number number) {
      return "rollback " + number + " of " + OneLine.of(String.valueOf(plain.get("of")));
    }
    throw new IllegalArgumentException("it names nothing to go back to");
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(OneLine.of(text) + " is no time", e);
    }
  }
}
