package dev.flocker.api.value;

/**
 * What nodes and programs say in place of a word or a few.
 *
 * @since 0.1
 */
public final class OneLine {

  private static final int LONGEST = 200;

  private OneLine() {}

  /** On one line, and of 200 characters at most. */
  public static String of(String text) {
    return of(text, LONGEST);
  }

  /**
   * All that breaks a line or stands between words becomes one blank.
   *
   * @param longest in characters, 3 or more; what is cut ends with three dots
   */
  public static String of(String text, int longest) {
    String line = text.replaceAll("[\\s\\u0085\\u2028\\u2029]+", " ").strip();
    return line.length() <= longest ? line : line.substring(0, longest - 3) + "...";
  }
}
