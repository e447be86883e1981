package dev.flocker.lab;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Visits the shop without a pause, and remembers each row that was acknowledged. */
final class Writer implements AutoCloseable {

  private final Set<Long> acknowledged = ConcurrentHashMap.newKeySet();
  private final Lab lab;
  private final Thread thread;
  private volatile boolean closed;

  /** Starts visiting by way of {@code node}. */
  Writer(Lab lab, String node) {
    this.lab = lab;
    this.thread = Thread.ofVirtual().start(() -> visit(node));
  }

  /** The rows that the shop said it has committed. */
  Set<Long> acknowledged() {
    return Set.copyOf(acknowledged);
  }

  private void visit(String node) {
    while (!closed) {
      lab.visit(node).map(page -> Lab.number(page, "row")).ifPresent(acknowledged::add);
    }
  }

  /** All rows that were acknowledged, once the last visit has ended. */
  Set<Long> stop() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the last visit", e);
    }
    return acknowledged();
  }

  @Override
  public void close() {
    stop();
  }
}
