package dev.flocker.cli.backup;

import dev.flocker.api.node.Command;
import dev.flocker.api.node.CommandFailed;
import dev.flocker.node.host.Drain;
import dev.flocker.node.host.Programs;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What a program of this machine prints, as it prints it. Its end is an error if the program ended
 * badly, or if what it was to read could not be read to its end.
 */
final class ProgramInput extends FilterInputStream {

  private static final Duration SOON = Duration.ofSeconds(5);

  private final List<String> argv;
  private final Process process;
  private final Drain errors;
  private final CompletableFuture<Void> fed;

  private ProgramInput(List<String> argv, Process process, Optional<InputStream> source) {
    super(process.getInputStream());
    this.argv = argv;
    this.process = process;
    this.errors = Drain.of(process.getErrorStream());
    this.fed = source.map(from -> feed(from, process)).orElseGet(() -> closed(process));
  }

  static ProgramInput of(List<String> argv) throws IOException {
    return of(argv, Map.of());
  }

  /**
   * @param secrets variables of its environment: who lists processes sees their arguments
   */
  static ProgramInput of(List<String> argv, Map<String, String> secrets) throws IOException {
    return new ProgramInput(argv, started(argv, secrets), Optional.empty());
  }

  /** A program that makes something else of a stream. */
  static ProgramInput filtering(InputStream source, List<String> argv) throws IOException {
    return new ProgramInput(argv, started(argv, Map.of()), Optional.of(source));
  }

  static Process started(List<String> argv, Map<String, String> secrets) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(argv);
    builder.environment().putAll(secrets);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new IOException(argv.getFirst() + " cannot be started; is it installed?", e);
    }
  }

  /** What it said went wrong. */
  static IOException failed(List<String> argv, int exit, String said) {
    String why = new CommandFailed(Command.of(argv.getFirst()), exit, said).why();
    return new IOException(argv.getFirst() + ": " + why);
  }

  private static CompletableFuture<Void> closed(Process process) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            process.getOutputStream().close();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        Runnable::run);
  }

  /** Who reads no more has ended, and its exit code says why: then only the source may complain. */
  private static CompletableFuture<Void> feed(InputStream source, Process process) {
    return CompletableFuture.runAsync(
        () -> {
          byte[] some = new byte[1 << 16];
          try (OutputStream to = process.getOutputStream()) {
            for (int read = next(source, some); read >= 0; read = next(source, some)) {
              to.write(some, 0, read);
            }
          } catch (IOException ended) {
            // Its exit code is looked at.
          } catch (RuntimeException e) {
            Programs.end(process); // or it would take what it has for all
            throw e;
          }
        },
        task -> Thread.ofPlatform().daemon().start(task));
  }

  private static int next(InputStream source, byte[] into) {
    try {
      return source.read(into);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    int read = next(into, from, length);
    if (read < 0) {
      end();
    }
    return read;
  }

  private int next(byte[] into, int from, int length) throws IOException {
    try {
      return in.read(into, from, length);
    } catch (IOException e) {
      throw why(e);
    }
  }

  /** To end a program closes its stream: what made that happen says why, at once. */
  private IOException why(IOException e) {
    try {
      fed.get(SOON.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException because) {
      return because.getCause() instanceof UncheckedIOException io
          ? Objects.requireNonNull(io.getCause())
          : e;
    } catch (TimeoutException notYet) {
      return e;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    return e;
  }

  private void end() throws IOException {
    try {
      int exit = process.waitFor();
      try {
        fed.join();
      } catch (CompletionException e) {
        throw cause(e);
      }
      if (exit != 0) {
        throw failed(argv, exit, errors.text());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static IOException cause(CompletionException e) {
    if (e.getCause() instanceof UncheckedIOException io) {
      return Objects.requireNonNull(io.getCause());
    }
    if (e.getCause() instanceof RuntimeException why) {
      throw why;
    }
    return new IOException(e);
  }

  @Override
  public void close() throws IOException {
    if (process.isAlive()) {
      Programs.end(process);
    }
    super.close();
  }
}
