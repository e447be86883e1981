package dev.flocker.node;

import dev.flocker.api.Ref;
import dev.flocker.api.ResourceType;
import dev.flocker.api.node.Change;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Holdable;
import dev.flocker.api.node.Hooked.Moment;
import dev.flocker.api.node.Host;
import dev.flocker.api.node.Movable;
import dev.flocker.api.node.NodeHalf;
import dev.flocker.api.node.Outside;
import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Provider;
import dev.flocker.api.node.Recallable;
import dev.flocker.api.node.Replaceable;
import dev.flocker.api.node.Shareable;
import dev.flocker.api.schema.Schema;
import dev.flocker.api.value.Port;
import dev.flocker.api.value.Secret;
import dev.flocker.node.LastStart.Sickness;
import dev.flocker.node.host.Masker;
import dev.flocker.node.host.Pins;
import dev.flocker.node.plugin.Plugins;
import dev.flocker.node.wire.Call;
import dev.flocker.node.wire.Call.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes calls: finds the node half, decodes the arguments, and encodes what it returns. */
final class Dispatcher {

  private final Plugins plugins;
  private final Host host;
  private final SecondLook secondLook;
  private final Stopped stopped;
  private final Revisions revisions;
  private final HookCalls hooks;
  private final Pinning pinning;

  Dispatcher(Plugins plugins, Host host) {
    this.plugins = plugins;
    this.host = host;
    this.secondLook = new SecondLook(host);
    this.stopped = new Stopped(host);
    this.revisions = new Revisions(host);
    this.hooks = new HookCalls(plugins, host);
    this.pinning = new Pinning(new Pins(host.home().resolve("pins")));
  }

  /** Told before each look: the changes that come after it are planned from that. */
  void looking() {
    secondLook.forget();
  }

  /**
   * @return plain values; null if the operation returns nothing
   * @throws IllegalArgumentException if the call does not fit the plugins here
   */
  @Nullable Object perform(Call call, Progress progress) {
    stopped.before(call);
    Object result = perform(bound(call.ref().type(), call.provider()), call, progress);
    stopped.after(call);
    return result;
  }

  Bound<?> bound(String type, String provider) {
    return bound(plugins, type, provider);
  }

  static Bound<?> bound(Plugins plugins, String type, String provider) {
    ResourceType<?, ?> known =
        plugins
            .type(type)
            .orElseThrow(() -> new IllegalArgumentException("no resource type " + type + " here"));
    Provider<?, ?> found =
        plugins
            .provider(type, provider)
            .orElseThrow(
                () -> new IllegalArgumentException("no provider " + type + "/" + provider));
    return bind(known.state(), found.node());
  }

  /** A provider's states are its resource type's: its {@code type()} says so. */
  @SuppressWarnings("unchecked")
  private static <S extends Record> Bound<S> bind(Schema<S> state, NodeHalf<?> half) {
    return new Bound<>(state, (NodeHalf<S>) half);
  }

  private <S extends Record> @Nullable Object perform(Bound<S> on, Call call, Progress progress) {
    Arguments<S> given = new Arguments<>(on.state(), call);
    Ref ref = call.ref();
    switch (call.operation()) {
      case COMPARE -> {
        Change<S> change = given.change();
        secondLook.beforeStop(on, call, change);
        hooks.tell(on, call.project(), ref, Moment.BEFORE_STOP);
        if (change instanceof Change.Replace<S> r && on.half() instanceof Recallable<?>) {
          revisions.keep(on, call, r.have());
        }
      }
      case FORESEE -> {
        Change<S> change = given.change();
        requireUnread(change, call);
        on.foreseeable().foresee(change, host);
      }
      case EXPOSED -> {
        return on.exposing()
            .exposed(given.want(), host)
            .map(ports -> ports.stream().map(Port::toString).toList())
            .orElse(null);
      }
      case GET -> on.exposing().get(given.want(), host, progress);
      case PREPARE -> {
        Change<S> change = given.change();
        secondLook.compare(on, call, change);
        on.preparable().prepare(change, host, progress);
        if (change instanceof Change.Create<S> || change instanceof Change.Update<S>) {
          secondLook.note(on, call);
        }
      }
      case APPLY -> {
        Change<S> change = given.change();
        requireUnread(change, call);
        secondLook.compare(on, call, change);
        on.half().apply(change, host, progress);
        if (change instanceof Change.Remove<S>) {
          revisions.forget(call);
        }
      }
      case EARLIER -> {
        return revisions.told(on, call, given.have());
      }
      case RECALL -> {
        return on.state().encode(revisions.recall(on, call, given.number("number")));
      }
      case ADOPT ->
          on.adoptable()
              .adopt(
                  ref,
                  call.project(),
                  given.state("adopting"),
                  given.text("outside"),
                  host,
                  progress);
      case SURVEY -> {
        return on.adoptable().survey(given.texts("names"), given.text("group"), host).stream()
            .map(Dispatcher::plain)
            .toList();
      }
      case LEFT -> {
        return on.adoptable().left(host);
      }
      case DISCARD -> on.adoptable().discard(host);
      case SETTLE -> on.as(Replaceable.class).settle(ref, host);
      case REVERT -> {
        on.as(Replaceable.class).revert(ref, host);
        revisions.reverted(call);
      }
      case QUIESCE -> on.quiesceable().quiesce(ref, given.have(), host);
      case STOP -> stopped.stop(on, call, given.have());
      case RESUME -> on.quiesceable().resume(ref, given.want(), host);
      case RERUN -> on.quiesceable().rerun(ref, given.want(), host);
      case UP_SINCE -> {
        return on.quiesceable().upSince(ref, host).map(Instant::toString).orElse(null);
      }
      case AWAIT_HEALTHY -> {
        noting(
            call,
            Sickness.UNHEALTHY,
            () -> {
              Patience patience = patience(on, given.want());
              given
                  .textIfAny("after")
                  .map(Instant::parse)
                  .ifPresent(
                      last -> patience.awaitStart(on.quiesceable(), ref, given.want(), last));
              patience.await(on.quiesceable(), ref, given.want());
            });
        noting(
            call,
            Sickness.UNFINISHED,
            () -> hooks.tell(on, call.project(), ref, Moment.AFTER_START));
      }
      case PROVE -> {
        Probation probation = new Probation(host, patience(on, given.want()));
        noting(
            call, Sickness.UNHEALTHY, () -> probation.serve(on.quiesceable(), ref, given.want()));
        revisions.proved(call);
      }
      case HOLD ->
          on.holdable().hold(ref, given.have(), Duration.ofMillis(given.number("lease")), host);
      case RELEASE -> on.as(Holdable.class).release(ref, host);
      case RESET -> on.holdable().reset(ref, given.state("now"), host);
      case GIVE -> {
        return on.as(Shareable.class).give(given.text("shared"), host).orElse(null);
      }
      case TAKE -> {
        return on.as(Shareable.class).take(given.text("shared"), host);
      }
      case FEATURES -> {
        return List.copyOf(new TreeSet<>(on.as(Movable.class).features(host)));
      }
      case PIN -> pinning.pin(given, call);
      case ROLLBACK, BRANCH, RENAME, REQUIRE_DESTROYABLE, DIFFERENCE, LIST -> {
        if (call.operation() == Operation.REQUIRE_DESTROYABLE) {
          pinning.requireNone(call);
        }
        return new Keeping(on.as(Movable.class), host).perform(given, call);
      }
      case REQUIRE_CLOSABLE -> {
        if (Boolean.TRUE.equals(call.arguments().get("renaming"))) {
          pinning.requireNone(call);
        }
        on.as(Movable.class).requireClosable(call.project(), ref, host);
      }
      default -> {
        return new DataCalls(on.as(Movable.class), host, hooks, pinning).perform(given, call);
      }
    }
    return null;
  }

  private void requireUnread(Change<?> change, Call call) {
    if (change instanceof Change.Remove<?> r && r.destroyData()) {
      pinning.requireNone(call);
    }
  }

  /** What does not get well is nothing to go back to. */
  private void noting(Call call, Sickness sickness, Runnable wait) {
    try {
      wait.run();
    } catch (Failure e) {
      revisions.failed(call, sickness);
      throw e;
    }
  }

  private <S extends Record> Patience patience(Bound<S> on, S want) {
    return new Patience(host, text -> masked(text, on, want));
  }

  /** Made when something is told: clients wait for what is healthy. */
  private static <S extends Record> String masked(String text, Bound<S> on, S want) {
    return new Masker(on.state().secrets(want).stream().map(Secret::reveal).toList()).mask(text);
  }

  private static Map<String, Object> plain(Outside outside) {
    return Map.of(
        "type", outside.type(),
        "keys", outside.keys(),
        "secrets", outside.secrets(),
        "notes", outside.notes());
  }
}
