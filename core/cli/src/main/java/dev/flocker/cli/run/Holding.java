package dev.flocker.cli.run;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Renews a hold, which would end by itself, for as long as a stop lasts. It is begun once, by who
 * makes the hold, and ended before that is released.
 */
final class Holding {

  private final Duration every;
  private final Runnable renew;
  private final CountDownLatch over = new CountDownLatch(1);

  /** Nothing is renewed once it is over. */
  private final ReentrantLock lock = new ReentrantLock();

  Holding(Duration every, Runnable renew) {
    this.every = every;
    this.renew = renew;
  }

  void begin() {
    Thread.ofVirtual().name("holding").start(this::renewUntilOver);
  }

  /**
   * Waits for a renewal that is under way. Doing it again, or without a beginning, does no harm.
   */
  void end() {
    lock.lock();
    try {
      over.countDown();
    } finally {
      lock.unlock();
    }
  }

  private void renewUntilOver() {
    try {
      while (!over.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
        renewUnlessOver();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void renewUnlessOver() {
    lock.lock();
    try {
      if (over.getCount() > 0) {
        renew.run();
      }
    } finally {
      lock.unlock();
    }
  }
}
