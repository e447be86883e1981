package dev.flocker.cli.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The machine that flocker runs on, for {@code ansible_connection: local}. */
final class LocalShell implements Shell {

  /** To write a buffer's rest into a pipe that has room takes no time. */
  private static final Duration CLOSING = Duration.ofSeconds(1);

  private final List<Process> processes = new CopyOnWriteArrayList<>();

  @Override
  public Running start(String script) throws IOException {
    Process process = new ProcessBuilder("sh", "-c", script).start();
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
      public void close() {
        hangUp(process);
        processes.remove(process);
      }
    };
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
