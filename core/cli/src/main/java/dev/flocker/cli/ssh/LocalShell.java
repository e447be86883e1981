package dev.flocker.cli.ssh;

import dev.flocker.cli.session.Launch;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The machine that flocker runs on, for {@code ansible_connection: local}. */
final class LocalShell implements Shell {

  /** To write a buffer's rest into a pipe that has room takes no time. */
  private static final Duration CLOSING = Duration.ofSeconds(1);

  private final List<Process> processes = new CopyOnWriteArrayList<>();

  @Override
  public Running start(String script) throws IOException {
    return start(new ProcessBuilder("sh", "-c", script), false);
  }

  /**
   * Java has no terminals; script(1) of util-linux, which makes one, is on most machines. Where its
   * own input is none, that one repeats nothing.
   */
  @Override
  public Running start(String script, Launch.Screen screen) throws IOException {
    String begin = "stty rows " + screen.rows() + " cols " + screen.columns() + "; ";
    ProcessBuilder builder = new ProcessBuilder("script", "-qefc", begin + script, "/dev/null");
    builder.environment().putAll(Map.of("SHELL", "/bin/sh", "TERM", screen.type()));
    return start(builder, true);
  }

  /**
   * @param screen whether it is script(1), to which the end of its input is a key
   */
  private Running start(ProcessBuilder builder, boolean screen) throws IOException {
    Process process = builder.start();
    processes.add(process);
    return new Running() {
      @Override
      public OutputStream input() {
        return process.getOutputStream();
      }

      @Override
      public InputStream output() {
        return process.getInputStream();
      }

      @Override
      public InputStream errors() {
        return process.getErrorStream();
      }

      @Override
      public int await() throws InterruptedException {
        return process.waitFor();
      }

      @Override
      public void resize(Launch.Screen screen) {
        LocalShell.resize(process, screen);
      }

      @Override
      public void close() {
        hangUp(process);
        if (screen) {
          process.destroy();
        }
        processes.remove(process);
      }
    };
  }

  /** Whoever runs in the terminal knows which it is. */
  private static void resize(Process process, Launch.Screen screen) {
    process
        .descendants()
        .flatMap(below -> terminal(below).stream())
        .findFirst()
        .ifPresent(
            terminal -> {
              try {
                new ProcessBuilder(
                        "stty",
                        "-F",
                        terminal,
                        "rows",
                        Integer.toString(screen.rows()),
                        "cols",
                        Integer.toString(screen.columns()))
                    .start()
                    .onExit()
                    .join();
              } catch (IOException e) {
                // It keeps the size that it has.
              }
            });
  }

  private static Optional<String> terminal(ProcessHandle process) {
    try {
      String input = Files.readSymbolicLink(Path.of("/proc/" + process.pid() + "/fd/0")).toString();
      return input.startsWith("/dev/pts/") ? Optional.of(input) : Optional.empty();
    } catch (IOException ended) {
      return Optional.empty();
    }
  }

  @Override
  public boolean alive() {
    return true;
  }

  @Override
  public void close() {
    processes.forEach(LocalShell::hangUp);
  }

  /** A stuck write holds what closing waits for; it fails when nobody can read any more. */
  @Override
  public void cut() {
    for (Process process : processes) {
      if (!ends(Thread.ofPlatform().daemon().start(() -> hangUp(process)))) {
        List<ProcessHandle> below = process.descendants().toList();
        process.toHandle().destroyForcibly(); // First, or it would go on when these are gone.
        below.forEach(ProcessHandle::destroyForcibly);
      }
    }
  }

  private static boolean ends(Thread closing) {
    try {
      return closing.join(CLOSING);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** As the end of a connection does: its input ends, and it sees to its own end. */
  private static void hangUp(Process process) {
    try {
      process.getOutputStream().close();
    } catch (IOException ended) {
      // It has ended already.
    }
  }
}
