package dev.flocker.cli.logs;

import dev.flocker.cli.session.Launched;
import dev.flocker.cli.session.NodeTrouble;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one log into a merge. */
final class Tap {

  private final Source source;
  private final int feed;
  private final Merge into;
  private final long most;
  private volatile @Nullable Launched process;
  private volatile boolean closed;
  private Optional<LogLine> held = Optional.empty();
  private Instant latest = Instant.MIN;
  private long lines;
  private long bytes;

  /**
   * @param most how many bytes of it may come
   */
  Tap(Source source, int feed, Merge into, long most) {
    this.source = source;
    this.feed = feed;
    this.into = into;
    this.most = most;
  }

  /**
   * Returns when it has ended, or is wanted no longer.
   *
   * @throws NodeTrouble if it cannot be read to its end
   */
  void run() throws InterruptedException {
    try (Launched running = source.start().get()) {
      process = running;
      if (!closed && read(running)) {
        end(running.await());
      }
    } catch (IOException e) {
      if (!closed) {
        throw lost(e);
      }
    }
  }

  /** Ends it from another thread. */
  void close() {
    closed = true;
    Launched running = process;
    if (running != null) {
      running.close();
    }
  }

  boolean isClosed() {
    return closed;
  }

  /**
   * @return whether that was all
   */
  private boolean read(Launched running) throws IOException, InterruptedException {
    Stamps stamps = new Stamps(source.piece());
    ByteLines from = new ByteLines(running.output(), stamps.longest());
    Optional<byte[]> next = from.next();
    while (next.isPresent()) {
      byte[] line = next.get();
      if (isEnough(line) || !add(stamps.line(line), line)) {
        return false;
      }
      next = from.next();
    }
    return !closed;
  }

  /** What has no time is the rest of a line, or the last words of what prints the log. */
  private boolean add(Optional<LogLine> stamped, byte[] line) throws InterruptedException {
    boolean wanted = release();
    if (stamped.isEmpty()) {
      held = Optional.of(new LogLine(latest, "", Stamps.text(line), line.length));
      return wanted;
    }
    latest = stamped.get().time();
    return wanted && into.add(feed, stamped.get());
  }

  private boolean release() throws InterruptedException {
    boolean wanted = held.isEmpty() || into.add(feed, held.get());
    held = Optional.empty();
    return wanted;
  }

  /** A line more than was asked for is none of the log's. */
  private boolean isEnough(byte[] line) {
    lines++;
    bytes += line.length;
    if (bytes > most) {
      throw failed("is longer than " + (most >> 20) + " MB", "read less of it: say -n or --since");
    }
    return source.last().isPresent() && lines > source.last().getAsInt();
  }

  private void end(int exit) throws InterruptedException {
    if (exit == 0) {
      release();
    } else if (!closed) {
      String said = held.map(LogLine::text).orElse("it ends with exit code " + exit);
      throw failed("cannot be read: " + said, "try it there: " + String.join(" ", source.argv()));
    }
  }

  private NodeTrouble failed(String why, String remedy) {
    return new NodeTrouble.StepFailed(
        source.node(), "the log of " + source.what() + " " + why, remedy);
  }

  private NodeTrouble lost(IOException e) {
    return new NodeTrouble.Unreachable(
        source.node(),
        "the connection broke: " + e.getMessage(),
        "try again when it can be reached");
  }
}
