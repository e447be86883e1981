package dev.flocker.node.host;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Reads a program's output while it runs, so that it never waits for a reader. On a thread of the
 * system's: a virtual one gets no turn on Java 21 to 23 while others wait inside a monitor.
 */
public final class Drain {

  /** A daemon that a program leaves behind may hold its output open for ever. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  /** In bytes: more than any program says that is asked well, less than what this process has. */
  static final int MOST = 24 << 20;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Thread thread;
  private volatile boolean cut;

  private Drain(InputStream from) {
    this.thread = Thread.ofPlatform().daemon().unstarted(() -> copy(from));
  }

  public static Drain of(InputStream from) {
    Drain drain = new Drain(from);
    drain.thread.start();
    return drain;
  }

  /** All of it, once the program has ended; of what is longer than {@link #MOST}, its beginning. */
  public String text() throws InterruptedException {
    thread.join(LAST_WORDS);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** Whether {@link #text} is its beginning only. */
  public boolean cut() {
    return cut;
  }

  private void copy(InputStream from) {
    try (from) {
      byte[] some = new byte[8192];
      int read;
      while ((read = from.read(some)) >= 0) {
        int kept = Math.min(read, MOST - bytes.size());
        bytes.write(some, 0, kept);
        cut |= kept < read;
      }
    } catch (IOException closed) {
      // The program was ended; what it said until then is kept.
    }
  }
}
