package dev.flocker.dist;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program of the build, from the JDK that the build uses. */
final class Tool {

  private static final Path JDK = Path.of(System.getProperty("java.home"));

  private Tool() {}

  static Path jdk() {
    return JDK;
  }

  static void run(Path directory, List<String> argv) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(argv)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
      throw new IOException(String.join(" ", argv) + " failed:\n" + said);
    }
  }
}
