package dev.flocker.cli.state;

/** What nodes say in place of a word or a few: on one line, and not too long. */
public final class OneLine {

  private static final int LONGEST = 200;

  private OneLine() {}

  public static String of(String text) {
    String line = text.replaceAll("[\\s\\u0085\\u2028\\u2029]+", " ").strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 3) + "...";
  }
}
