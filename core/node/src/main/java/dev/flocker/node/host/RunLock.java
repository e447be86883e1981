package dev.flocker.node.host;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.flocker.api.node.Failure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Keeps other runs from writing on this node: a lock on a file, which dies with its process. The
 * file is one for all users, so that the runs of each keep out those of any other; what it says is
 * for people alone.
 */
public final class RunLock {

  /** Where every user may write, and what is in it is gone after a reboot. */
  public static final Path USUAL = Path.of("/run/lock/flocker.lock");

  private static final Duration ASK_AGAIN = Duration.ofMillis(200);
  private static final String FOR_ALL = "rw-rw-rw-";

  private final Path file;
  private final ReentrantLock taking = new ReentrantLock();
  private @Nullable FileLock held;

  public RunLock(Path file) {
    this.file = file;
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
  public void take(String holder, Duration patience) {
    taking.lock();
    try {
      takeAlone(holder, patience);
    } finally {
      taking.unlock();
    }
  }

  private void takeAlone(String holder, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    try {
      FileChannel channel = channel();
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
    } catch (AccessDeniedException e) {
      throw new Failure("locking " + file, "permission denied", "work as root there: --become");
    } catch (IOException e) {
      throw new Failure("locking " + file, e.toString(), "");
    } catch (InterruptedException e) {
      throw new Cancelled();
    }
  }

  /**
   * Opened as it is before it is created: where all may write, Linux does not let one user create
   * what is another's already ({@code fs.protected_regular}).
   */
  private FileChannel channel() throws IOException {
    try {
      return FileChannel.open(file, READ, WRITE, NOFOLLOW_LINKS);
    } catch (NoSuchFileException absent) {
      Files.createDirectories(file.getParent());
      try {
        FileChannel.open(file, CREATE_NEW, WRITE).close();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(FOR_ALL));
      } catch (FileAlreadyExistsException another) {
        // It is there: that was the aim.
      }
      return FileChannel.open(file, READ, WRITE, NOFOLLOW_LINKS);
    }
  }
}
