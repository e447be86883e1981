package dev.flocker.node.host;

import dev.flocker.api.node.Failure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps other runs from writing on this node: a lock on a file, which dies with its process. What
 * the file says is for people alone.
 */
public final class RunLock {

  private static final Duration ASK_AGAIN = Duration.ofMillis(200);

  private final Path file;
  private @Nullable FileLock held;

  public RunLock(Path home) {
    this.file = home.resolve("lock");
  }

  /** Another run holds it; the message says who, since when and from where. */
  public static final class Held extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String holder;

    Held(String holder) {
      super(holder);
      this.holder = holder;
    }

    public String holder() {
      return holder;
    }
  }

  /**
   * @throws Held if another process holds it still after {@code patience}
   * @throws Cancelled if the thread is interrupted
   */
  public synchronized void take(String holder, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    try {
      Files.createDirectories(file.getParent());
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      while ((held = channel.tryLock()) == null) {
        if (System.nanoTime() >= end) {
          channel.close();
          throw new Held(Files.readString(file).strip());
        }
        Thread.sleep(ASK_AGAIN);
      }
      channel.truncate(0);
      String text = holder + " since " + Instant.now().truncatedTo(ChronoUnit.SECONDS) + "\n";
      channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
    } catch (IOException e) {
      throw new Failure("locking " + file, e.toString(), "");
    } catch (InterruptedException e) {
      throw new Cancelled();
    }
  }
}
