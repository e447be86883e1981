package dev.flocker.cli.template;

import dev.flocker.api.value.Durations;
import dev.flocker.api.value.Secret;
import dev.flocker.node.host.Drain;
import dev.flocker.node.host.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Programs of this machine that templates take what they print from, each command once: secret
 * managers. Which may be run is the operator's to say, not a playbook's.
 */
public final class Pipes {

  /** No program may be run. */
  public static final Pipes NONE = new Pipes(List.of());

  /** Long enough to type a passphrase. */
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** Of what a program complains about, in characters. */
  private static final int LONGEST = 500;

  private final List<String> allowed;
  private final Duration limit;
  private final Map<List<String>, Secret> said = new HashMap<>();

  /**
   * @param allowed names of programs, as the commands have them
   */
  public Pipes(List<String> allowed) {
    this(allowed, LIMIT);
  }

  Pipes(List<String> allowed, Duration limit) {
    this.allowed = List.copyOf(allowed);
    this.limit = limit;
  }

  /**
   * What a command prints, less the line ends after it. There is no shell.
   *
   * @param folder where it runs
   * @throws IllegalArgumentException with cause and remedy
   */
  synchronized String read(String command, Path folder) {
    List<String> argv = Words.of(command);
    if (argv.isEmpty()) {
      throw new IllegalArgumentException("pipe has no command; write {{pipe \"PROGRAM ...\"}}");
    }
    String program = argv.getFirst();
    if (!allowed.contains(program)) {
      throw new IllegalArgumentException(
          "a template may not run "
              + program
              + "; if it is yours, allow it: allow-pipe: ["
              + program
              + "] in flocker.yml, or --allow-pipe "
              + program);
    }
    List<String> key = new ArrayList<>(argv);
    key.addFirst(folder.toAbsolutePath().normalize().toString());
    Secret known = said.get(key);
    if (known == null) {
      known = new Secret(run(argv, folder));
      said.put(key, known);
    }
    return known.reveal();
  }

  private String run(List<String> argv, Path folder) {
    String program = argv.getFirst();
    try {
      Process process =
          new ProcessBuilder(argv).directory(folder.toAbsolutePath().toFile()).start();
      Drain output = Drain.of(process.getInputStream());
      Drain errors = Drain.of(process.getErrorStream());
      process.getOutputStream().close();
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        Programs.end(process);
        throw new IllegalArgumentException(
            program
                + " did not end within "
                + Durations.format(limit)
                + "; see what it waits for: run it by hand");
      }
      if (process.exitValue() != 0) {
        throw new IllegalArgumentException(
            program
                + " ended with "
                + process.exitValue()
                + complaint(errors.text())
                + "; run it by hand, in "
                + folder.toAbsolutePath().normalize());
      }
      return output.text().stripTrailing();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          program + " cannot be started (" + e.getMessage() + "); install it", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalArgumentException(program + " was interrupted; run again", e);
    }
  }

  /** What it said last, in one line. */
  private static String complaint(String errors) {
    String said = errors.strip().replaceAll("\\s*\\R\\s*", " | ");
    return said.isEmpty() ? "" : " (" + said.substring(Math.max(0, said.length() - LONGEST)) + ")";
  }
}
