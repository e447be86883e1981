package dev.flocker.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A run of flocker that is under way, whose steps are watched. */
final class Running {

  private final Process process;
  private final BufferedReader out;
  private final StringBuilder said = new StringBuilder();

  private Running(Process process) {
    this.process = process;
    this.out = process.inputReader();
  }

  static Running start(List<String> command) {
    try {
      return new Running(
          new ProcessBuilder(command)
              .directory(Shell.ROOT.toFile())
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectErrorStream(true)
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns as soon as the step has begun. */
  void awaitStep(String title) {
    String line;
    while ((line = line()) != null) {
      if (line.contains("\"" + title + "\"") && line.contains("\"began\"")) {
        return;
      }
    }
    throw new AssertionError("no step \"" + title + "\": " + said);
  }

  /** Sends {@code INT}, {@code KILL}, {@code STOP} or {@code CONT}. */
  void signal(String name) {
    Shell.run(List.of("kill", "-s", name, String.valueOf(process.pid()))).exits(0);
  }

  /** All that it said, once it has ended with {@code code}. */
  String exits(int code) {
    assertThat(ends()).as(said.toString()).isEqualTo(code);
    return said.toString();
  }

  /** Its exit code, once it has ended. */
  int ends() {
    while (line() != null) {
      // Until the end.
    }
    try {
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("ends").isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for flocker", e);
    }
    return process.exitValue();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** All that it said until now. */
  String said() {
    return said.toString();
  }

  private String line() {
    try {
      String line = out.readLine();
      said.append(line == null ? "" : line + "\n");
      return line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
