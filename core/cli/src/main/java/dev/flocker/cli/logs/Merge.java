package dev.flocker.cli.logs;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;

/** Several logs, each in its own order, as one in the order of time. Holds little of each. */
final class Merge {

  /** So many bytes of one log are kept while others are waited for. */
  private static final int ROOM = 1 << 20;

  /** Besides its bytes. */
  private static final int OF_A_LINE = 64;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Patience patience;
  private final List<Feed> feeds = new ArrayList<>();
  private final IntConsumer giveUp;
  private final long began = System.nanoTime();
  private long waited;

  /** One of the logs. */
  private static final class Feed {
    private final Deque<Arrived> lines = new ArrayDeque<>();
    private int bytes;
    private boolean heard;
    private boolean ended;

    private boolean awaited() {
      return lines.isEmpty() && !ended;
    }
  }

  private record Arrived(LogLine line, long at) {}

  /** A line and which log it is of. */
  record Next(int feed, LogLine line) {}

  /**
   * @param giveUp gets each log that is waited for no longer
   */
  Merge(int feeds, Patience patience, IntConsumer giveUp) {
    this.patience = patience;
    this.giveUp = giveUp;
    for (int i = 0; i < feeds; i++) {
      this.feeds.add(new Feed());
    }
  }

  /**
   * Adds a line to a log, when there is room.
   *
   * @return whether more of it is wanted
   */
  boolean add(int feed, LogLine line) throws InterruptedException {
    lock.lock();
    try {
      Feed to = feeds.get(feed);
      while (to.bytes > ROOM && !to.ended) {
        changed.await();
      }
      if (!to.ended) {
        to.lines.add(new Arrived(line, System.nanoTime()));
        to.bytes += line.bytes() + OF_A_LINE;
        to.heard = true;
        changed.signalAll();
      }
      return !to.ended;
    } finally {
      lock.unlock();
    }
  }

  /** Nothing more comes of a log. */
  void end(int feed) {
    lock.lock();
    try {
      feeds.get(feed).ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * The next line of all, when it is known to be that.
   *
   * @return empty when all have ended
   */
  Optional<Next> next() throws InterruptedException {
    lock.lock();
    try {
      long since = System.nanoTime();
      Optional<Feed> first = first();
      while (first.isPresent() || feeds.stream().anyMatch(Feed::awaited)) {
        long hold = first.map(this::hold).orElse(Long.MAX_VALUE);
        if (hold <= 0) {
          return Optional.of(take(first.orElseThrow()));
        }
        long before = System.nanoTime();
        long left = left(before - since);
        if (left > 0) {
          changed.await(Math.min(hold, left), TimeUnit.NANOSECONDS);
          waited += System.nanoTime() - before;
        } else {
          giveUp();
        }
        first = first();
      }
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  private Optional<Feed> first() {
    return feeds.stream()
        .filter(f -> !f.lines.isEmpty())
        .min(Comparator.comparing(f -> head(f).line().time()));
  }

  private static Arrived head(Feed feed) {
    return Objects.requireNonNull(feed.lines.peek());
  }

  private Next take(Feed feed) {
    LogLine line = feed.lines.remove().line();
    feed.bytes -= line.bytes() + OF_A_LINE;
    changed.signalAll();
    return new Next(feeds.indexOf(feed), line);
  }

  /** How many nanoseconds its first line is still to be kept back. */
  private long hold(Feed feed) {
    List<Feed> awaited = feeds.stream().filter(Feed::awaited).toList();
    if (awaited.isEmpty()) {
      return 0;
    }
    if (!patience.follows()) {
      return Long.MAX_VALUE;
    }
    long now = System.nanoTime();
    long held = patience.hold().toNanos() - (now - head(feed).at());
    boolean heard = awaited.stream().allMatch(f -> f.heard);
    return heard ? held : Math.max(held, patience.first().toNanos() - (now - began));
  }

  /** How many nanoseconds the patience lasts still. */
  private long left(long silent) {
    return Math.min(patience.silence().toNanos() - silent, patience.whole().toNanos() - waited);
  }

  /** Those that are waited for; all, if that took too long in all. */
  private void giveUp() {
    boolean all = Duration.ofNanos(waited).compareTo(patience.whole()) >= 0;
    for (int i = 0; i < feeds.size(); i++) {
      Feed feed = feeds.get(i);
      if (feed.awaited() || (all && !feed.ended)) {
        feed.ended = true;
        giveUp.accept(i);
      }
    }
    changed.signalAll();
  }
}
