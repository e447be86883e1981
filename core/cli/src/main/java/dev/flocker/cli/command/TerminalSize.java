package dev.flocker.cli.command;

import dev.flocker.cli.console.Console;
import dev.flocker.cli.session.Launch;
import dev.flocker.cli.terminal.RawTerminal;
import java.io.File;
import java.io.IOException;
import java.util.Map;

/** How much fits on what shows the output. */
public record TerminalSize(int columns, int rows) {

  private static final File TERMINAL = new File("/dev/tty");

  private static final int ENDLESS = Integer.MAX_VALUE;

  /**
   * That of the terminal as it is now. What is no terminal has no end, unless {@code COLUMNS} says
   * so: a line is easier found whole.
   */
  public static TerminalSize of(Map<String, String> environment) {
    if (Console.isTerminal(1)) {
      try {
        Launch.Screen screen =
            RawTerminal.screen(TERMINAL, environment.getOrDefault("TERM", "dumb"));
        return new TerminalSize(screen.columns(), screen.rows());
      } catch (IOException e) {
        return new TerminalSize(80, 24);
      }
    }
    String columns = environment.getOrDefault("COLUMNS", "");
    boolean said = columns.matches("[1-9][0-9]{0,3}");
    return new TerminalSize(said ? Integer.parseInt(columns) : ENDLESS, ENDLESS);
  }
}
