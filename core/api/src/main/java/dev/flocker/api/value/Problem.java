package dev.flocker.api.value;

/**
 * Something a user can put right: where it is, what is wrong, why, and what to do.
 *
 * @param what the thing, in the user's words: {@code volume pgdata: mountpoint "data"}
 * @param why the cause: {@code is not absolute}
 * @param remedy what to do: {@code start it with "/"}; may be empty
 * @since 0.1
 */
public record Problem(Place place, String what, String why, String remedy) {

  /** What an {@code IllegalArgumentException("cause; remedy")} says, at a place. */
  public static Problem of(Place place, String what, IllegalArgumentException e) {
    String text = String.valueOf(e.getMessage());
    int end = text.lastIndexOf("; ");
    return end < 0
        ? new Problem(place, what, text, "")
        : new Problem(place, what, text.substring(0, end), text.substring(end + 2));
  }

  @Override
  public String toString() {
    String text = what + ": " + why;
    if (!remedy.isEmpty()) {
      text += "; " + remedy;
    }
    return visible(place.file().isEmpty() ? text : place + ": " + text);
  }

  /** What a file holds may steer a terminal, or look like a message of its own. */
  private static String visible(String text) {
    StringBuilder shown = new StringBuilder();
    text.chars()
        .forEach(
            c -> {
              if (Character.isISOControl(c)) {
                shown.append(c == '\n' ? "\\n" : "\\x%02x".formatted(c));
              } else {
                shown.append((char) c);
              }
            });
    return shown.toString();
  }
}
