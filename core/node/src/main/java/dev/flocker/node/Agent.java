package dev.flocker.node;

import dev.flocker.api.node.Progress;
import dev.flocker.node.plugin.Plugins;
import dev.flocker.node.wire.Message;
import dev.flocker.node.wire.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
  private final Map<Long, Task> running = new ConcurrentHashMap<>();
  private volatile long heard = System.nanoTime();
  private volatile long said = System.nanoTime();

  Agent(Wire wire, Plugins plugins, Path home) {
    this.wire = wire;
    this.failures = new Failures(plugins);
    this.courier = new Courier(home, this::say);
    this.requests = new Requests(plugins, home, courier);
  }

  /** Returns when there is nothing left to do. */
  void serve() throws InterruptedException {
    Thread pulse = Thread.ofVirtual().start(this::beat);
    Thread watch = Thread.ofVirtual().start(this::watch);
    boolean farewell = false;
    try {
      farewell = converse();
    } finally {
      watch.interrupt();
      pulse.interrupt();
      Thread.interrupted();
      end(farewell);
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
      default -> {
        long id = message.number("id");
        Task task = new Task(answerTo(id, message));
        running.put(id, task);
        task.start();
      }
    }
  }

  private Task.Work answerTo(long id, Message message) {
    Progress progress = (what, done, total) -> report(id, what, done, total);
    return task -> {
      Map<String, @Nullable Object> answer = new LinkedHashMap<>();
      answer.put("id", id);
      try {
        answer.put("result", requests.answer(message, progress, task));
      } catch (RuntimeException | LinkageError e) {
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

  /** A partition sends no end of file. Nothing interrupts reading, so this ends the process. */
  private void watch() {
    while (sleep(Wire.BEAT)) {
      if (System.nanoTime() - heard > Wire.SILENCE.toNanos()) {
        end(false);
        Runtime.getRuntime().halt(1);
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

  private synchronized void end(boolean farewell) {
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
