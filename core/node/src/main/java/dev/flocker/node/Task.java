package dev.flocker.node;

import dev.flocker.node.host.Cancelled;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/** One request in hand: it can be cancelled, but not amid what must not be cut in two. */
final class Task {

  /** What a request does. */
  @FunctionalInterface
  interface Work {
    void run(Task task);
  }

  private final ReentrantLock whole = new ReentrantLock();
  private final Thread thread;

  Task(Work work) {
    this.thread = Thread.ofVirtual().unstarted(() -> work.run(this));
  }

  void start() {
    thread.start();
  }

  /** Does something that {@link #cancel} waits for. */
  <T> T whole(SideBySide.Task<T> part) {
    whole.lock();
    try {
      return part.run();
    } finally {
      whole.unlock();
    }
  }

  /**
   * @throws Cancelled if it has been cancelled
   */
  void check() {
    if (Thread.currentThread().isInterrupted()) {
      throw new Cancelled();
    }
  }

  void cancel() {
    Thread.ofVirtual()
        .start(
            () -> {
              whole.lock();
              try {
                thread.interrupt();
              } finally {
                whole.unlock();
              }
            });
  }

  void await(Duration limit) {
    try {
      thread.join(limit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
