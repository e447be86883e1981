package dev.flocker.node;

import dev.flocker.node.wire.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a resource was before it was replaced.
 *
 * @param until when it was about to be replaced, in ISO 8601
 * @param state as its schema encodes it
 * @param beside who supervised it, as the controller told it
 * @param snapshot in the name of those that were taken of its data then; empty if it had none
 * @param well whether it had got well when it was started
 */
record Definition(
    int number,
    String until,
    Object state,
    List<?> beside,
    String snapshot,
    boolean well,
    Path belongings) {

  boolean hasData() {
    return !snapshot.isEmpty();
  }

  /**
   * For the controller.
   *
   * @param words for people
   */
  Map<String, Object> plain(String words) {
    return Map.of(
        "number", number,
        "until", until,
        "words", words,
        "state", state,
        "beside", beside,
        "snapshot", snapshot,
        "well", well);
  }

  /** One that was cut short is none. */
  static Optional<Definition> parse(int number, String text, Path belongings) {
    try {
      return Json.read(text) instanceof Map<?, ?> plain
              && plain.get("until") instanceof String until
              && plain.get("state") instanceof Map<?, ?> state
              && plain.get("beside") instanceof List<?> beside
              && plain.get("snapshot") instanceof String snapshot
          ? Optional.of(
              new Definition(
                  number,
                  until,
                  state,
                  beside,
                  snapshot,
                  !Boolean.FALSE.equals(plain.get("well")),
                  belongings))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
