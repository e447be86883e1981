package dev.flocker.node;

import dev.flocker.api.node.Command;
import dev.flocker.api.node.CommandFailed;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Holdable;
import dev.flocker.api.node.Host;
import dev.flocker.api.node.Movable;
import dev.flocker.api.node.NodeHalf;
import dev.flocker.api.node.Preparable;
import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Provider;
import dev.flocker.api.node.Quiesceable;
import dev.flocker.api.node.Replaceable;
import dev.flocker.api.node.Sweepable;
import dev.flocker.node.host.Facts;
import dev.flocker.node.host.Listener;
import dev.flocker.node.host.LocalHost;
import dev.flocker.node.plugin.Plugins;
import dev.flocker.node.transfer.Transfers;
import dev.flocker.node.wire.Call;
import dev.flocker.node.wire.Calls;
import dev.flocker.node.wire.Detail;
import dev.flocker.node.wire.Message;
import dev.flocker.node.wire.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a controller can ask for. The first request is {@code hello}. */
final class Requests {

  private static final List<Class<?>> CAPABILITIES =
      List.of(
          Preparable.class, Replaceable.class, Quiesceable.class, Holdable.class, Movable.class);

  private final Plugins plugins;
  private final Site site;
  private final Courier courier;
  private final Undo undo = new Undo();
  private final Transfers transfers = new Transfers();
  private final Logbook logbook = new Logbook();
  private @Nullable Host host;
  private @Nullable Dispatcher dispatcher;

  Requests(Plugins plugins, Site site, Courier courier) {
    this.plugins = plugins;
    this.site = site;
    this.courier = courier;
  }

  /**
   * @return plain values
   */
  @Nullable Object answer(Message request, Progress progress, Task task) {
    String op = request.text("op");
    return switch (op) {
      case "hello" -> hello(request);
      case "ping" -> null;
      case "lock" -> {
        site.lock().take(request.text("holder"), Duration.ofMillis(request.number("patience")));
        logbook.begin(request.text("holder"), request.text("command"));
        sweep(request.text("user"));
        yield null;
      }
      case "unlock" -> {
        site.lock().give();
        yield null;
      }
      case "observe" -> observe(request.message("scopes"), Detail.valueOf(request.text("detail")));
      case "drain" -> {
        requireLock(op);
        new Drained(host()).mark(request.text("by"));
        logbook.did("this node", "drained");
        yield null;
      }
      case "undrain" -> {
        requireLock(op);
        yield undrain();
      }
      case "perform" -> perform(allowed(request.list("calls")), progress, task);
      case "lacking" -> lacking();
      case "history" ->
          Logbook.read(
              host()
                  .run(Logbook.look((int) request.number("most"), request.text("project")))
                  .output());
      case "transfer" -> {
        requireLock(op);
        yield transfers.answer(request.text("step"), request, progress);
      }
      default -> throw new IllegalArgumentException("unknown request " + op);
    };
  }

  /** Whoever has the lock is alone here: what is left of others is of those who were killed. */
  private void sweep(String user) {
    courier.sweep();
    Transfers.sweep(user);
    for (Provider<?, ?> provider : plugins.providers()) {
      if (provider.node() instanceof Sweepable half) {
        half.sweep(host());
      }
    }
  }

  /** Undoes what a lost controller left half done; nothing after a goodbye. */
  void end(boolean farewell) {
    try {
      transfers.close();
    } catch (RuntimeException e) {
      System.err.println("ending transfers: " + e);
    }
    if (!farewell) {
      undo.perform(this::undone);
    }
    try {
      logbook
          .told(farewell)
          .ifPresent(words -> host().run(Command.of(site.journal()).reading(words)));
    } catch (RuntimeException e) {
      System.err.println("telling the journal: " + e);
    }
  }

  private boolean undone(Call call) {
    try {
      dispatcher().perform(call, Progress.NONE);
      logbook.done(call);
      return true;
    } catch (RuntimeException e) {
      System.err.println("undoing by " + call.operation() + " " + call.ref() + ": " + e);
      return false;
    }
  }

  private Map<String, Object> hello(Message request) {
    long protocol = request.number("protocol");
    if (protocol != Wire.PROTOCOL) {
      throw new IllegalArgumentException("protocol " + protocol + ", not " + Wire.PROTOCOL);
    }
    Host here = new LocalHost(site.state(), request.textsByName("variables"), courier);
    host = here;
    dispatcher = new Dispatcher(plugins, here);
    Facts facts = new Facts(here);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("protocol", Wire.PROTOCOL);
    answer.put("id", facts.id());
    answer.put("facts", facts.named());
    answer.put("addresses", facts.addresses());
    answer.put("capabilities", capabilities());
    return answer;
  }

  private Map<String, Object> capabilities() {
    Map<String, Object> capabilities = new TreeMap<>();
    for (Provider<?, ?> provider : plugins.providers()) {
      NodeHalf<?> half = provider.node();
      capabilities.put(
          provider.type() + "/" + provider.name(),
          CAPABILITIES.stream().filter(c -> c.isInstance(half)).map(Class::getSimpleName).toList());
    }
    return capabilities;
  }

  private Map<String, Object> observe(Message scopes, Detail detail) {
    dispatcher().looking();
    Map<String, Object> seen = new LinkedHashMap<>();
    seen.put("views", new Observer(plugins, dispatcher(), host()).observe(scopes, detail));
    seen.put("listening", new Facts(host()).listening().stream().map(Listener::toString).toList());
    new Drained(host()).seen().ifPresent(mark -> seen.put("drained", mark));
    return seen;
  }

  private Map<String, Object> undrain() {
    Drained drained = new Drained(host());
    Optional<Map<String, Object>> mark = drained.seen();
    if (mark.isPresent()) {
      drained.unmark();
      logbook.did("this node", "let have things again");
    }
    return mark.<Map<String, Object>>map(m -> Map.of("drained", m)).orElse(Map.of());
  }

  /** Without the lock nothing is done but to look. */
  private List<Call> allowed(List<?> plain) {
    List<Call> calls = plain.stream().map(Calls::decode).toList();
    for (Call call : calls) {
      if (!call.operation().looks()) {
        requireLock(call.operation() + " " + call.ref());
      }
    }
    return calls;
  }

  private void requireLock(String what) {
    if (!site.lock().isTaken()) {
      throw new Failure(what, "this run has not locked the node", "");
    }
  }

  private List<@Nullable Object> perform(List<Call> calls, Progress progress, Task task) {
    List<@Nullable Object> results = new ArrayList<>();
    for (Call call : calls) {
      task.check();
      undo.before(call);
      results.add(noted(call, progress, task));
      undo.after(call);
    }
    return results;
  }

  private @Nullable Object noted(Call call, Progress progress, Task task) {
    try {
      Object result = make(call, progress, task);
      logbook.done(call);
      return result;
    } catch (RuntimeException e) {
      logbook.failed(call);
      throw e;
    }
  }

  private @Nullable Object make(Call call, Progress progress, Task task) {
    return switch (call.operation()) {
      case RECORD, SET_ASIDE ->
          task.whole(() -> Optional.ofNullable(dispatcher().perform(call, progress))).orElse(null);
      default -> dispatcher().perform(call, progress);
    };
  }

  /** What the plugins need and this node has not. */
  private List<Object> lacking() {
    Map<NodeHalf.Requirement, NodeHalf<?>> all = new LinkedHashMap<>();
    plugins
        .providers()
        .forEach(p -> p.node().requirements().forEach(need -> all.putIfAbsent(need, p.node())));
    List<Object> lacking = new ArrayList<>();
    all.forEach(
        (need, half) -> {
          try {
            host().run(need.probe());
          } catch (CommandFailed e) {
            String remedy = String.join("\n", remedies(need, half, e));
            lacking.add(Map.of("what", need.what(), "why", e.why(), "remedy", remedy));
          }
        });
    return lacking;
  }

  /** What cannot be used without being root need not be lacking. */
  private List<String> remedies(NodeHalf.Requirement need, NodeHalf<?> half, CommandFailed e) {
    boolean denied = e.why().toLowerCase(Locale.ROOT).contains("permission denied");
    return denied ? List.of("work as root there: --become") : half.remedies(need, host());
  }

  private Dispatcher dispatcher() {
    return said(dispatcher);
  }

  private Host host() {
    return said(host);
  }

  private static <T> T said(@Nullable T after) {
    if (after == null) {
      throw new Failure("answering", "no hello came before", "");
    }
    return after;
  }
}
