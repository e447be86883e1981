package dev.flocker.cli.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The machine that flocker runs on, for {@code ansible_connection: local}. */
final class LocalShell implements Shell {

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

  @Override
  public void cut() {
    close();
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
