package dev.flocker.node.host;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.flocker.api.node.Failure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps other runs from writing on this node: locks on files, which die with their process. What
 * the files say is for people alone.
 */
public final class RunLock {

  private static final Duration ASK_AGAIN = Duration.ofMillis(200);

  /** A process that its controller has said goodbye to holds it until it has ended. */
  private static final Duration ENDING = Duration.ofSeconds(2);

  /** Of what a file says, in bytes. */
  private static final int LONGEST = 200;

  private final Where where;
  private final ReentrantLock taking = new ReentrantLock();
  private final List<FileChannel> held = new ArrayList<>();
  private volatile boolean taken;

  /** Finds out which files it is made of. */
  interface Where {
    LockFiles files() throws IOException;
  }

  RunLock(Where where) {
    this.where = where;
  }

  /**
   * @param home flocker's directory, for who is neither root nor may use Docker
   */
  public static RunLock usual(Path home) {
    return new RunLock(() -> LockFiles.usual(home));
  }

  /** One that keeps out nobody but runs with the same file. */
  public static RunLock on(Path file) {
    return new RunLock(() -> LockFiles.ofOne(file));
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
   * @param patience how long to wait for another process; 2 s at the least
   * @throws Held if another process holds it still
   * @throws Cancelled if the thread is interrupted
   */
  public void take(String holder, Duration patience) {
    taking.lock();
    try {
      long longest = Math.max(patience.toNanos(), ENDING.toNanos());
      takeAlone(where.files(), holder, System.nanoTime() + longest);
      taken = true;
    } catch (IOException e) {
      throw LocalHost.failure("locking this node", e);
    } catch (InterruptedException e) {
      throw new Cancelled();
    } finally {
      if (!taken) {
        release();
      }
      taking.unlock();
    }
  }

  /** Lets others in; this process may take it again. */
  public void give() {
    taking.lock();
    try {
      taken = false;
      release();
    } finally {
      taking.unlock();
    }
  }

  /** Whether this process holds it. */
  public boolean isTaken() {
    return taken;
  }

  private void takeAlone(LockFiles files, String holder, long end) throws InterruptedException {
    switch (files.standing()) {
      case ROOT -> {
        making(files.shared(), files::makeShared);
        holdShared(files, holder, end);
      }
      case DOCKER -> {
        if (!Files.exists(files.shared())) {
          holdEarly(files, holder, end);
        }
        // From the moment that it is there it counts for all, and is the first to be held.
        if (Files.exists(files.shared())) {
          release();
          holdShared(files, holder, end);
        }
      }
      case OTHER -> {
        making(files.own(), files::makeOwn);
        hold(files.own(), holder, end);
      }
    }
  }

  /** With the early one: who took that before this one was there may still be at work. */
  private void holdShared(LockFiles files, String holder, long end) throws InterruptedException {
    hold(files.shared(), holder, end);
    if (trusted(files)) {
      hold(files.early(), holder, end);
    }
  }

  private void holdEarly(LockFiles files, String holder, long end) throws InterruptedException {
    making(files.early(), () -> files.make(files.early()));
    if (!trusted(files)) {
      throw new Failure(
          "locking " + files.early(),
          "it was not made by flocker for a user of Docker's",
          "remove it as root, or work as root there: --become");
    }
    hold(files.early(), holder, end);
  }

  private static boolean trusted(LockFiles files) {
    try {
      return files.trustsEarly();
    } catch (IOException e) {
      throw LocalHost.failure("locking " + files.early(), e);
    }
  }

  private interface Making {
    void make() throws IOException;
  }

  private static void making(Path file, Making making) {
    try {
      making.make();
    } catch (IOException e) {
      throw LocalHost.failure("making " + file, e);
    }
  }

  /** Waits until it is this process's, and says so in it. */
  private void hold(Path file, String holder, long end) throws InterruptedException {
    try {
      FileChannel channel = FileChannel.open(file, READ, WRITE, NOFOLLOW_LINKS);
      held.add(channel);
      while (channel.tryLock() == null) {
        if (System.nanoTime() >= end) {
          throw new Held(said(channel));
        }
        Thread.sleep(ASK_AGAIN);
      }
      channel.truncate(0);
      String text = holder + " since " + Instant.now().truncatedTo(ChronoUnit.SECONDS);
      channel.write(StandardCharsets.UTF_8.encode(text + "\n"), 0);
    } catch (AccessDeniedException e) {
      throw new Failure("locking " + file, "permission denied", "work as root there: --become");
    } catch (IOException e) {
      throw LocalHost.failure("locking " + file, e);
    }
  }

  /** What somebody else wrote, as a short line. */
  private static String said(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(LONGEST);
    channel.read(text, 0);
    return StandardCharsets.UTF_8.decode(text.flip()).toString().replaceAll("\\p{C}", "").strip();
  }

  private void release() {
    for (FileChannel channel : held) {
      try {
        channel.close();
      } catch (IOException e) {
        System.err.println("unlocking: " + e);
      }
    }
    held.clear();
  }
}
