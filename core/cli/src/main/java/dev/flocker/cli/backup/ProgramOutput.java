package dev.flocker.cli.backup;

import dev.flocker.node.host.Drain;
import dev.flocker.node.host.Programs;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * What a program of this machine reads. It is ended unless {@link #finish} was called: the end of
 * its input would tell it that this was all.
 */
final class ProgramOutput extends FilterOutputStream {

  private final List<String> argv;
  private final Process process;
  private final Drain output;
  private final Drain errors;
  private boolean finished;

  private ProgramOutput(List<String> argv, Process process) {
    super(process.getOutputStream());
    this.argv = argv;
    this.process = process;
    this.output = Drain.of(process.getInputStream());
    this.errors = Drain.of(process.getErrorStream());
  }

  static String run(List<String> argv, Store.Content content) throws IOException {
    return run(argv, Map.of(), content);
  }

  /**
   * Runs a program that is told this.
   *
   * @param secrets variables of its environment: who lists processes sees their arguments
   * @return what it printed
   */
  static String run(List<String> argv, Map<String, String> secrets, Store.Content content)
      throws IOException {
    Process process = ProgramInput.started(argv, secrets);
    try (ProgramOutput program = new ProgramOutput(argv, process)) {
      try {
        content.writeTo(program);
      } catch (IOException e) {
        program.complain(e);
      }
      return program.finish();
    }
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    out.write(bytes, from, length);
  }

  /** Who ended while it was told something knows best why. */
  private void complain(IOException e) throws IOException {
    if (String.valueOf(e.getMessage()).contains("Broken pipe")) {
      finish();
    }
    throw e;
  }

  /**
   * Waits for its end.
   *
   * @return what it printed
   */
  String finish() throws IOException {
    try {
      closeInput();
      int exit = process.waitFor();
      finished = true;
      if (exit != 0) {
        throw ProgramInput.failed(argv, exit, errors.text());
      }
      String said = output.text();
      if (output.cut()) {
        throw new IOException(argv.getFirst() + " prints more than is read");
      }
      return said;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private void closeInput() {
    try {
      out.close();
    } catch (IOException ended) {
      // Its exit code says whether that is bad.
    }
  }

  @Override
  public void close() {
    if (!finished) {
      Programs.end(process);
      closeInput();
    }
  }
}
