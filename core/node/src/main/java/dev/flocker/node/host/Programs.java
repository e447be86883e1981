package dev.flocker.node.host;

import dev.flocker.api.node.Command;
import dev.flocker.api.node.CommandFailed;
import dev.flocker.api.value.Durations;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Runs programs: all they write is read while they run, and none outlives its limit. */
public final class Programs {

  /** Between asking a program to end and ending it. */
  private static final Duration GRACE = Duration.ofSeconds(3);

  private Programs() {}

  /**
   * @throws CommandFailed unless it ends with an allowed exit code within its limit
   * @throws Cancelled if the thread is interrupted; the program is ended then
   */
  public static Command.Result run(Command command) {
    Process process = start(command);
    Drain output = Drain.of(process.getInputStream());
    Drain errors = Drain.of(process.getErrorStream());
    try {
      feed(process, command.input());
      if (!process.waitFor(command.limit().toMillis(), TimeUnit.MILLISECONDS)) {
        end(process);
        throw new CommandFailed(
            command, -1, "did not end within " + Durations.format(command.limit()));
      }
      String said = output.text();
      String complained = errors.text();
      int exit = process.exitValue();
      if (output.cut() || errors.cut()) {
        // Who took a part for the whole would take what is missing for absent.
        throw new CommandFailed(command, exit, "said more than " + (Drain.MOST >> 20) + " MiB");
      }
      if (!command.allowed().contains(exit)) {
        throw new CommandFailed(command, exit, complained.isBlank() ? said : complained);
      }
      return new Command.Result(exit, said, complained);
    } catch (InterruptedException e) {
      end(process);
      throw new Cancelled();
    }
  }

  /** Ends a program and all that it started. */
  public static void end(Process process) {
    var tree = process.descendants().toList();
    process.destroy();
    tree.forEach(ProcessHandle::destroy);
    try {
      process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
    tree.forEach(ProcessHandle::destroyForcibly);
  }

  private static Process start(Command command) {
    ProcessBuilder builder = new ProcessBuilder(command.argv()).directory(new File("/"));
    command
        .environment()
        .forEach((name, secret) -> builder.environment().put(name, secret.reveal()));
    Orphans.mark(builder);
    switch (command.input()) {
      case Command.Input.Nothing n -> builder.redirectInput(new File("/dev/null"));
      case Command.Input.File f -> builder.redirectInput(f.path().toFile());
      case Command.Input.Text t -> {}
    }
    try {
      return builder.start();
    } catch (IOException e) {
      throw new CommandFailed(command, -1, "cannot be started: " + reason(e));
    }
  }

  /** Java says {@code ... error=2, No such file} or {@code ... error: 2 (No such file)}. */
  static String reason(IOException e) {
    return String.valueOf(e.getMessage())
        .replaceFirst("^.*error[=:] ?\\d+,? \\(?(.*?)\\)?\\s*$", "$1");
  }

  private static void feed(Process process, Command.Input input) {
    if (input instanceof Command.Input.Text text) {
      Thread.ofVirtual()
          .start(
              () -> {
                try (OutputStream to = process.getOutputStream()) {
                  to.write(text.text().getBytes(StandardCharsets.UTF_8));
                } catch (IOException ended) {
                  // It ended without reading all of it; its exit code says whether that is bad.
                }
              });
    }
  }
}
