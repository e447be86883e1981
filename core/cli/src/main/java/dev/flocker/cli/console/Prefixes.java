package dev.flocker.cli.console;

import java.util.List;

/** Says before each line of several sources of which it is, each in a colour of its own. */
public final class Prefixes {

  /** Those that are read well on dark and on light, and mean nothing. */
  private static final List<String> COLOURS =
      List.of("36", "33", "35", "32", "34", "1;36", "1;33", "1;35", "1;32", "1;34");

  private final Console console;
  private final List<String> names;
  private final int column;

  /**
   * @param names of the sources
   */
  public Prefixes(Console console, List<String> names) {
    this.console = console;
    this.names = names;
    this.column = names.stream().mapToInt(String::length).max().orElse(0);
  }

  /** Prints a line of a source; one source alone needs no name. */
  public void out(int source, String line) {
    console.out(names.size() < 2 ? line : of(source) + line);
  }

  private String of(int source) {
    String name = names.get(source);
    String prefix = name + " ".repeat(column - name.length()) + " | ";
    return console.paint(COLOURS.get(source % COLOURS.size()), prefix);
  }
}
