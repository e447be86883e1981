package dev.flocker.node.transfer;

import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Progress;
import dev.flocker.node.host.Orphans;
import dev.flocker.node.wire.Message;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The transfers that this node is an end of. Whatever is left is ended with the process. */
public final class Transfers implements AutoCloseable {

  private final AtomicLong last = new AtomicLong();
  private final Map<Long, Outgoing> outgoing = new ConcurrentHashMap<>();
  private final Map<Long, Incoming> incoming = new ConcurrentHashMap<>();

  /**
   * @param step {@code offer}, {@code arm} and {@code send} at the source, {@code accept} and
   *     {@code received} at the target, {@code end} at both
   * @return plain values; null if the step has no answer
   */
  public @Nullable Object answer(String step, Message request, Progress progress) {
    switch (step) {
      case "offer" -> {
        long id = last.incrementAndGet();
        Outgoing out = new Outgoing(request.text("user"));
        outgoing.put(id, out);
        return Map.of("transfer", id, "key", out.publicKey(), "pipe", out.fifo().toString());
      }
      case "arm" ->
          found(outgoing, request)
              .arm(
                  request.text("user"),
                  request.text("address"),
                  request.number("port"),
                  request.texts("keys"));
      case "send" -> found(outgoing, request).send(request.texts("command"), progress);
      case "accept" -> {
        return accept(request);
      }
      case "received" -> found(incoming, request).await();
      case "end" -> {
        close(outgoing.remove(request.number("transfer")));
        close(incoming.remove(request.number("transfer")));
      }
      default -> throw new IllegalArgumentException("unknown step of a transfer: " + step);
    }
    return null;
  }

  /**
   * Ends and removes what transfers of killed processes left: programs, FIFOs, keys.
   *
   * @param user whose authorized_keys they may be in
   */
  public static void sweep(String user) {
    Orphans.end();
    Pipe.sweep();
    try {
      AuthorizedKeys.of(user).sweep();
    } catch (Failure e) {
      // Nothing can be written there: no line can have been either, or it expires by itself.
      System.err.println(e.what() + ": " + e.why());
    }
  }

  @Override
  public void close() {
    outgoing.values().forEach(out -> attempt(out::close));
    incoming.values().forEach(in -> attempt(in::close));
  }

  /** That one cannot be ended well keeps no other from it. */
  private static void attempt(Runnable end) {
    try {
      end.run();
    } catch (RuntimeException e) {
      System.err.println("ending a transfer: " + e);
    }
  }

  private Map<String, Object> accept(Message request) {
    long id = last.incrementAndGet();
    List<String> command = request.texts("command");
    String user = request.text("user");
    Incoming in =
        new Incoming(
            PublicKey.ofTransfer(request.text("key")), user, AuthorizedKeys.of(user), command);
    incoming.put(id, in);
    return Map.of(
        "transfer", id,
        "shut", in.shut(),
        "keys", Incoming.hostKeys(),
        "pipe", in.fifo().toString());
  }

  private static <T> T found(Map<Long, T> transfers, Message request) {
    T transfer = transfers.get(request.number("transfer"));
    if (transfer == null) {
      throw new IllegalArgumentException("no such transfer");
    }
    return transfer;
  }

  private static void close(@Nullable AutoCloseable transfer) {
    if (transfer instanceof Outgoing out) {
      out.close();
    } else if (transfer instanceof Incoming in) {
      in.close();
    }
  }
}
