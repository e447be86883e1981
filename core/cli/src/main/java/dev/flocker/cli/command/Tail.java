package dev.flocker.cli.command;

import java.util.OptionalInt;

/** How many of the last lines. */
public record Tail(OptionalInt lines) {

  public static final Tail ALL = new Tail(OptionalInt.empty());
  public static final Tail USUAL = new Tail(OptionalInt.of(100));

  /**
   * @throws IllegalArgumentException saying what to write instead
   */
  public static Tail parse(String text) {
    if (text.equals("all")) {
      return ALL;
    }
    if (text.matches("[0-9]{1,9}")) {
      return new Tail(OptionalInt.of(Integer.parseInt(text)));
    }
    throw new IllegalArgumentException("\"" + text + "\" is no number of lines; say 100, or all");
  }
}
