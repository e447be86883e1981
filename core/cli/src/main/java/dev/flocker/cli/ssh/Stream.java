package dev.flocker.cli.ssh;

import dev.flocker.api.node.Progress;
import dev.flocker.cli.session.NodeSession;
import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.node.transfer.PublicKey;
import dev.flocker.node.wire.Message;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** A stream from one node to another: directly if they reach each other, else by way of here. */
final class Stream implements NodeSession.Channel {

  /** Between the end of one end of a stream and that of the other. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  private final AgentSession from;
  private final AgentSession to;
  private final Message offer;
  private final Message accepted;
  private final Optional<String> relayed;
  private final Optional<Relay> relay;

  Stream(AgentSession from, AgentSession to, List<String> receive) {
    this.from = from;
    this.to = to;
    this.offer = step(from, "offer", Map.of("user", from.user()));
    try {
      Object key = keys(from, List.of(said(from, offer, "key")), PublicKey::ofTransfer).getFirst();
      this.accepted = step(to, "accept", Map.of("user", to.user(), "key", key, "command", receive));
    } catch (NodeTrouble e) {
      end(from, offer);
      throw e;
    }
    this.relayed = arm();
    this.relay = relayed.map(why -> relay());
  }

  @Override
  public Optional<String> relayed() {
    return relayed;
  }

  /** What fails at one end may have failed because the other is lost: then that is said. */
  @Override
  public void send(List<String> send, Progress progress) {
    try {
      carry(send, progress);
    } catch (NodeTrouble.StepFailed failed) {
      from.ping();
      to.ping();
      throw failed;
    }
  }

  private void carry(List<String> send, Progress progress) {
    FutureTask<Void> received =
        new FutureTask<>(
            () -> {
              ask(to, "received", accepted, Map.of(), Progress.NONE);
              return null;
            });
    Thread waiting = Thread.ofVirtual().start(received);
    try {
      ask(from, "send", offer, Map.of("command", send), progress);
      relay.ifPresent(Relay::await);
    } catch (NodeTrouble sending) {
      Optional<NodeTrouble> cause = causeOf(sending, received);
      waiting.interrupt();
      throw cause.orElse(sending);
    }
    try {
      received.get();
    } catch (InterruptedException e) {
      waiting.interrupt();
      Thread.currentThread().interrupt();
      throw new NodeTrouble.Cancelled(to.node());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof NodeTrouble trouble) {
        throw trouble;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Who writes to a reader that is gone knows no more than that; the reader knows why. */
  private static Optional<NodeTrouble> causeOf(NodeTrouble sending, FutureTask<Void> received) {
    if (!sending.why().contains("Broken pipe")) {
      return Optional.empty();
    }
    try {
      received.get(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof NodeTrouble.StepFailed receiving) {
        return Optional.of(receiving);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException e) {
      // It still reads: the connection between the two is broken, and the sender said so.
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    relay.ifPresent(Relay::close);
    end(from, offer);
    end(to, accepted);
  }

  /**
   * @return what is in the way
   */
  private Optional<String> arm() {
    for (AgentSession end : List.of(from, to)) {
      if (end.target().local()) {
        return Optional.of(end.node() + " is this machine");
      }
    }
    String shut = said(to, accepted, "shut");
    if (!shut.isEmpty()) {
      return Optional.of(to.node() + " cannot let it in (" + shut + ")");
    }
    List<String> keys = keys(to, to.understood(() -> accepted.texts("keys")), PublicKey::parse);
    if (keys.isEmpty()) {
      return Optional.of(to.node() + " has no host keys in /etc/ssh");
    }
    Map<String, Object> where =
        Map.of("user", to.user(), "address", to.address(), "port", to.port(), "keys", keys);
    try {
      ask(from, "arm", offer, where, Progress.NONE);
      return Optional.empty();
    } catch (NodeTrouble.StepFailed unreachedFromThere) {
      return Optional.of(from.node() + " does not reach " + to.node());
    }
  }

  /** What one node puts on another is a key, whatever the one says. */
  private static List<String> keys(
      AgentSession of, List<String> said, Function<String, PublicKey> form) {
    try {
      return said.stream().map(form).map(PublicKey::toString).toList();
    } catch (IllegalArgumentException e) {
      throw new NodeTrouble.StepFailed(
          of.node(), "it says as its key what is none", "look at that node: it may be compromised");
    }
  }

  private Relay relay() {
    try {
      to.ping();
      return new Relay(from, said(from, offer, "pipe"), to, said(to, accepted, "pipe"));
    } catch (NodeTrouble e) {
      end(from, offer);
      end(to, accepted);
      throw e;
    }
  }

  /** A node that is lost ends its transfers by itself. */
  private static void end(AgentSession session, Message transfer) {
    try {
      ask(session, "end", transfer, Map.of(), Progress.NONE);
    } catch (NodeTrouble.Unreachable | NodeTrouble.Cancelled gone) {
      // Its process is at its end, and cleans up there.
    }
  }

  private static Message step(AgentSession session, String step, Map<String, Object> arguments) {
    Map<String, Object> all = new LinkedHashMap<>(arguments);
    all.put("step", step);
    Object answer = session.ask("transfer", all, Progress.NONE);
    return session.understood(() -> Message.of(answer));
  }

  private static String said(AgentSession session, Message answer, String key) {
    return session.understood(() -> answer.text(key));
  }

  private static void ask(
      AgentSession session,
      String step,
      Message transfer,
      Map<String, Object> arguments,
      Progress progress) {
    Map<String, Object> all = new LinkedHashMap<>(arguments);
    all.put("step", step);
    all.put("transfer", session.understood(() -> transfer.number("transfer")));
    session.ask("transfer", all, progress);
  }
}
