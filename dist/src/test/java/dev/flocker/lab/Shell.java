package dev.flocker.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Commands on this machine, started in the project's root. */
final class Shell {

  /** The checkout that the tests belong to. */
  static final Path ROOT = root();

  private static final int LIMIT_MINUTES = 10;

  /** How a command ended, and what it said. */
  record Outcome(List<String> command, int exit, String out, String err) {

    /** This, if the command ended with {@code code}; else the test fails with all it said. */
    Outcome exits(int code) {
      assertThat(exit).as("%s%n%s%s", command, out, err).isEqualTo(code);
      return this;
    }
  }

  private Shell() {}

  static Outcome run(List<String> command) {
    try {
      Path out = Files.createTempFile("out", null);
      Path err = Files.createTempFile("err", null);
      Process process =
          new ProcessBuilder(command)
              .directory(ROOT.toFile())
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError(command + " took more than " + LIMIT_MINUTES + " minutes");
      }
      Outcome outcome =
          new Outcome(command, process.exitValue(), Files.readString(out), Files.readString(err));
      Files.delete(out);
      Files.delete(err);
      return outcome;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(command + " was interrupted", e);
    }
  }

  private static Path root() {
    Path path = Path.of("").toAbsolutePath();
    while (!Files.exists(path.resolve("lab/lab"))) {
      path = path.getParent();
    }
    return path;
  }
}
