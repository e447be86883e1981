package dev.flocker.lab;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Visitors of a page that counts its visits, one by each node, again and again; none of them takes
 * anything but that page with a higher count than the last for an answer.
 */
final class Visitors implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  /** Pages cost time of the processors that all nodes share. */
  private static final long BETWEEN = 500;

  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final Map<String, Long> counts = new ConcurrentHashMap<>();
  private final Lab lab;
  private final int port;
  private final List<Thread> threads;
  private final AtomicLong longest = new AtomicLong();
  private volatile boolean closed;

  Visitors(Lab lab, int port) {
    this.lab = lab;
    this.port = port;
    this.threads =
        Lab.NODES.stream().map(node -> Thread.ofVirtual().start(() -> visit(node))).toList();
  }

  private void visit(String node) {
    while (!closed) {
      long begun = System.nanoTime();
      try {
        long count = Lab.number(lab.page(node, port, PATIENCE), "visits");
        Long last = counts.put(node, count);
        if (last != null && last >= count) {
          complaints.add(node + ": " + count + " after " + last);
        }
      } catch (IOException | AssertionError e) {
        complaints.add(node + ": " + e);
      }
      longest.accumulateAndGet(System.nanoTime() - begun, Math::max);
      Lab.pause(BETWEEN);
    }
  }

  /** Returns when each has been served twice from now on. */
  void await() {
    for (int i = 0; i < 2; i++) {
      Map<String, Long> before = Map.copyOf(counts);
      lab.await(
          "a visit by each node",
          () ->
              Lab.NODES.stream()
                  .allMatch(
                      node ->
                          counts.containsKey(node) && !counts.get(node).equals(before.get(node))));
    }
  }

  /** What they saw that was wrong. */
  List<String> complaints() {
    return complaints;
  }

  /** How long that visit took which took longest. */
  Duration longest() {
    return Duration.ofNanos(longest.get());
  }

  /** Returns when the last visit has ended. */
  @Override
  public void close() {
    closed = true;
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiting for the last visit", e);
      }
    }
  }
}
