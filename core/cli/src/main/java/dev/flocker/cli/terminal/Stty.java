package dev.flocker.cli.terminal;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The program {@code stty}, which Java has nothing for.
 *
 * @param device of the terminal
 */
record Stty(File device) {

  /**
   * @return what it printed
   * @throws IOException if it failed
   */
  String run(List<String> arguments) throws IOException {
    List<String> argv = new ArrayList<>(List.of("stty"));
    argv.addAll(arguments);
    Process process =
        new ProcessBuilder(argv).redirectInput(device).redirectErrorStream(true).start();
    String said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    boolean interrupted = false;
    while (true) {
      try {
        if (process.waitFor() != 0) {
          throw new IOException(said);
        }
        return said;
      } catch (InterruptedException e) {
        // It takes no time, and a terminal that stays as it is would be worse.
        interrupted = true;
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }
}
