package dev.flocker.cli.ssh;

import dev.flocker.api.node.Progress;
import dev.flocker.api.value.LocalPath;
import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.node.wire.Message;
import dev.flocker.node.wire.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Asks a node process, and waits for its answers; several threads at once. */
final class Conversation implements AutoCloseable {

  /** How long a cancelled request may take to come to a safe point. */
  private static final Duration SAFE_POINT = Duration.ofSeconds(10);

  /** How long a node process may take to say that it is there. */
  private static final Duration PONG = Duration.ofSeconds(10);

  private final SshTarget target;
  private final Shell shell;
  private final Shell.Running process;
  private final Errors errors;
  private final Wire wire;
  private final Deliveries deliveries;
  private final AtomicLong last = new AtomicLong();
  private final Map<Long, Question> open = new ConcurrentHashMap<>();
  private final Duration silence;
  private final Thread pulse;
  private final Thread watch;
  private volatile long heard = System.nanoTime();
  private volatile @Nullable String lost;

  private record Question(CompletableFuture<Message> answer, Progress progress) {}

  /**
   * @param silence after which the node is lost
   */
  Conversation(SshTarget target, Shell shell, Opening.Started started, Duration silence) {
    this.target = target;
    this.shell = shell;
    this.process = started.process();
    this.errors = started.errors();
    this.wire = new Wire(process.output(), process.input());
    this.silence = silence;
    this.deliveries = new Deliveries(target, shell, this::say);
    Thread.ofVirtual().start(this::listen);
    this.pulse = Thread.ofVirtual().start(this::beat);
    this.watch = Thread.ofPlatform().daemon().start(this::watch);
  }

  /**
   * @return the result: plain values
   */
  @Nullable Object ask(String op, Map<String, ?> arguments, Progress progress) {
    return ask(op, arguments, new Question(new CompletableFuture<>(), progress));
  }

  /** From now on the node gets these files of the controller's if it asks for them. */
  void offer(Collection<LocalPath> files) {
    deliveries.offer(files);
  }

  /**
   * @throws NodeTrouble.Unreachable if the node does not answer now
   */
  void ping() {
    CompletableFuture<Message> pong = new CompletableFuture<>();
    pong.orTimeout(PONG.toMillis(), TimeUnit.MILLISECONDS);
    ask("ping", Map.of(), new Question(pong, Progress.NONE));
  }

  private @Nullable Object ask(String op, Map<String, ?> arguments, Question question) {
    long id = last.incrementAndGet();
    Map<String, Object> message = new LinkedHashMap<>(arguments);
    message.put("id", id);
    message.put("op", op);
    open.put(id, question);
    try {
      send(message);
      return result(question.answer().get());
    } catch (IllegalArgumentException e) {
      throw notUnderstood(e);
    } catch (InterruptedException e) {
      cancel(id, question);
      Thread.currentThread().interrupt();
      throw new NodeTrouble.Cancelled(target.name());
    } catch (ExecutionException e) {
      throw gone();
    } finally {
      open.remove(id);
    }
  }

  /**
   * Says goodbye, so that nothing is undone there, and waits a little for its end: not if it is
   * lost.
   */
  @Override
  public void close() {
    pulse.interrupt();
    if (lost == null) {
      say(Map.of("op", "bye"));
      process.close();
    }
    watch.interrupt();
  }

  private @Nullable Object result(Message answer) {
    if (!answer.has("failure")) {
      return answer.value("result");
    }
    Message failure = answer.message("failure");
    String what = failure.text("what");
    String why = failure.text("why");
    String remedy = failure.text("remedy");
    String node = target.name();
    String whole = what.isEmpty() ? why : what + ": " + why;
    throw switch (failure.text("kind")) {
      case "step" -> new NodeTrouble.StepFailed(node, whole, remedy);
      case "lock" -> new NodeTrouble.LockHeld(node, "another run holds it: " + why, remedy);
      case "cancelled" -> new NodeTrouble.Cancelled(node);
      default -> new NodeTrouble.PluginAtFault(node, whole, remedy);
    };
  }

  private void cancel(long id, Question question) {
    say(Map.of("op", "cancel", "id", id));
    try {
      question.answer().get(SAFE_POINT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      // Interrupted twice, lost, or slow: the caller ends the session.
    }
  }

  private void listen() {
    try {
      Message message;
      while ((message = wire.read()) != null) {
        heard = System.nanoTime();
        take(message);
      }
      lose("the connection was closed");
    } catch (IOException e) {
      lose("the connection broke: " + e.getMessage());
    } catch (RuntimeException | Error e) {
      // Whatever it sends, all that waits for it must hear that it is over.
      lose("it does not speak as flocker does: " + e.getMessage());
      shell.cut();
    }
  }

  private void take(Message message) {
    if (message.has("op")) {
      if (message.text("op").equals("need")) {
        deliveries.bring(message);
      }
      return;
    }
    Question question = open.get(message.number("id"));
    if (question == null) {
      return;
    }
    if (message.has("progress")) {
      Message p = message.message("progress");
      question.progress().report(p.text("what"), p.number("done"), p.number("total"));
    } else {
      question.answer().complete(message);
    }
  }

  private void beat() {
    try {
      while (lost == null) {
        Thread.sleep(Wire.BEAT);
        say(Map.of("op", "beat"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Never writes, as a write to a node that is lost may be stuck. */
  private void watch() {
    try {
      long left;
      while ((left = silence.toNanos() - (System.nanoTime() - heard)) > 0) {
        Thread.sleep(Duration.ofNanos(left));
      }
      lose("it has been silent for " + silence.toSeconds() + " s");
      shell.cut();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void say(Map<String, ?> message) {
    try {
      wire.write(message);
    } catch (IOException e) {
      lose("the connection broke: " + e.getMessage());
    }
  }

  private void send(Map<String, ?> message) {
    say(message);
    if (lost != null) {
      throw gone();
    }
  }

  private void lose(String why) {
    if (lost == null) {
      lost = why;
    }
    open.values().forEach(q -> q.answer().completeExceptionally(new IOException(why)));
  }

  /**
   * What came cannot be what flocker's own process says: it is another one, or no longer its own.
   *
   * @param why of the decoder's
   */
  NodeTrouble notUnderstood(RuntimeException why) {
    lose("what it answers is not understood: " + why.getMessage());
    return gone();
  }

  private NodeTrouble gone() {
    String said = errors.text().strip();
    String why = lost == null ? "it does not answer any more" : lost;
    return new NodeTrouble.Unreachable(
        target.name(),
        why + (said.isEmpty() ? "" : " (" + said + ")"),
        "run again when it can be reached: flocker goes on from what the nodes show");
  }
}
