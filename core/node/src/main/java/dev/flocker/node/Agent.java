package dev.flocker.node;

import dev.flocker.api.node.Progress;
import dev.flocker.node.plugin.Plugins;
import dev.flocker.node.wire.Message;
import dev.flocker.node.wire.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Reads requests and answers them side by side, until the controller says goodbye or is lost. Lost
 * is: the connection is closed, or silent for {@link Wire#SILENCE}. Then every step in hand is
 * interrupted at a safe point, and what was only stopped for a while is started again.
 */
final class Agent {

  private static final Duration SAFE_POINT = Duration.ofMinutes(2);

  private final Wire wire;
  private final Requests requests;
  private final Failures failures;
  private final Courier courier;
  private final Duration silence;
  private final Map<Long, Task> running = new ConcurrentHashMap<>();
  private volatile long heard = System.nanoTime();
  private volatile long said = System.nanoTime();
  private final ReentrantLock ending = new ReentrantLock();
  private boolean over;

  /**
   * @param silence after which the controller is lost
   */
  Agent(Wire wire, Plugins plugins, Site site, Duration silence) {
    this.wire = wire;
    this.silence = silence;
    this.failures = new Failures(plugins);
    this.courier = new Courier(site.runtime(), this::say);
    this.requests = new Requests(plugins, site, courier);
  }

  /** Returns when there is nothing left to do, while a read may still wait for its first byte. */
  void serve() throws InterruptedException {
    Thread pulse = Thread.ofVirtual().start(this::beat);
    CompletableFuture<Boolean> farewell = new CompletableFuture<>();
    Thread.ofPlatform().daemon().start(() -> farewell.complete(converse()));
    boolean well = await(farewell);
    pulse.interrupt();
    end(well);
  }

  /**
   * A partition sends no end of file, and nothing interrupts a read.
   *
   * @return false if the controller is lost
   */
  private boolean await(CompletableFuture<Boolean> farewell) throws InterruptedException {
    while (true) {
      long left = silence.toNanos() - (System.nanoTime() - heard);
      if (left <= 0) {
        return false;
      }
      try {
        return farewell.get(left, TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        // It may have been heard meanwhile.
      } catch (ExecutionException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /**
   * @return whether the controller said goodbye
   */
  private boolean converse() {
    try {
      Message message;
      while ((message = wire.read()) != null) {
        heard = System.nanoTime();
        if ("bye".equals(message.text("op"))) {
          return true;
        }
        take(message);
      }
    } catch (IOException | RuntimeException broken) {
      System.err.println("connection broken: " + broken);
    }
    return false;
  }

  private void take(Message message) {
    switch (message.text("op")) {
      case "beat" -> {}
      case "cancel" -> {
        Task task = running.get(message.number("id"));
        if (task != null) {
          task.cancel();
        }
      }
      case "file" -> courier.delivered(message);
      default -> begin(message.number("id"), message);
    }
  }

  /** What a controller that is taken for lost still asks for comes too late. */
  private void begin(long id, Message message) {
    ending.lock();
    try {
      if (!over) {
        Task task = new Task(answerTo(id, message));
        running.put(id, task);
        task.start();
      }
    } finally {
      ending.unlock();
    }
  }

  private Task.Work answerTo(long id, Message message) {
    Progress progress = (what, done, total) -> report(id, what, done, total);
    return task -> {
      Map<String, @Nullable Object> answer = new LinkedHashMap<>();
      answer.put("id", id);
      try {
        answer.put("result", requests.answer(message, progress, task));
      } catch (RuntimeException | Error e) { // whatever it is, the controller waits for an answer
        answer.put("failure", failures.encode(e));
      } finally {
        running.remove(id);
      }
      say(answer);
    };
  }

  private void report(long id, String what, long done, long total) {
    say(Map.of("id", id, "progress", Map.of("what", what, "done", done, "total", total)));
  }

  /** An answer that cannot be sent is lost with the connection, which the reader notices. */
  private void say(Map<String, ?> message) {
    try {
      wire.write(message);
      said = System.nanoTime();
    } catch (IOException lost) {
      System.err.println("connection lost: " + lost.getMessage());
    }
  }

  private void beat() {
    while (sleep(Wire.BEAT)) {
      if (System.nanoTime() - said >= Wire.BEAT.toNanos()) {
        say(Map.of("op", "beat"));
      }
    }
  }

  private static boolean sleep(Duration duration) {
    try {
      Thread.sleep(duration);
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  private void end(boolean farewell) {
    ending.lock();
    try {
      over = true;
    } finally {
      ending.unlock();
    }
    long end = System.nanoTime() + SAFE_POINT.toNanos();
    for (Task task : running.values()) {
      task.cancel();
    }
    for (Task task : running.values()) {
      task.await(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
    }
    requests.end(farewell);
    courier.close();
  }
}
