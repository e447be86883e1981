package dev.flocker.node;

import dev.flocker.api.Ref;
import dev.flocker.api.ResourceType;
import dev.flocker.api.node.Change;
import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Holdable;
import dev.flocker.api.node.Host;
import dev.flocker.api.node.Movable;
import dev.flocker.api.node.NodeHalf;
import dev.flocker.api.node.Outgoing;
import dev.flocker.api.node.Outside;
import dev.flocker.api.node.Partial;
import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Provider;
import dev.flocker.api.node.Replaceable;
import dev.flocker.api.node.Shareable;
import dev.flocker.api.node.Version;
import dev.flocker.api.schema.Schema;
import dev.flocker.api.value.Port;
import dev.flocker.api.value.Secret;
import dev.flocker.node.host.Masker;
import dev.flocker.node.plugin.Plugins;
import dev.flocker.node.wire.Call;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes calls: finds the node half, decodes the arguments, and encodes what it returns. */
final class Dispatcher {

  private static final Schema<Copy> COPY = Schema.of(Copy.class);
  private static final Schema<Version> VERSION = Schema.of(Version.class);
  private static final Schema<Partial> PARTIAL = Schema.of(Partial.class);
  private static final Schema<Outgoing> OUTGOING = Schema.of(Outgoing.class);

  private final Plugins plugins;
  private final Host host;
  private final SecondLook secondLook;
  private final Stopped stopped;

  Dispatcher(Plugins plugins, Host host) {
    this.plugins = plugins;
    this.host = host;
    this.secondLook = new SecondLook(host);
    this.stopped = new Stopped(host);
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
    Object result = perform(bound(call.ref().type(), call.provider()), call, progress);
    stopped.after(call);
    return result;
  }

  Bound<?> bound(String type, String provider) {
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
      case COMPARE -> secondLook.beforeStop(on, call, given.change());
      case FORESEE -> on.foreseeable().foresee(given.change(), host);
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
        secondLook.compare(on, call, change);
        on.half().apply(change, host, progress);
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
      case REVERT -> on.as(Replaceable.class).revert(ref, host);
      case QUIESCE -> on.quiesceable().quiesce(ref, given.have(), host);
      case STOP -> stopped.stop(on, call, given.have());
      case RESUME -> on.quiesceable().resume(ref, given.want(), host);
      case AWAIT_HEALTHY -> patience(on, given.want()).await(on.quiesceable(), ref, given.want());
      case PROVE ->
          new Probation(host, patience(on, given.want()))
              .serve(on.quiesceable(), ref, given.want());
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
      default -> {
        return move(on.as(Movable.class), given, call);
      }
    }
    return null;
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

  /** By resource. */
  private static Map<Ref, Version> versions(Arguments<?> given) {
    List<String> refs = given.texts("refs");
    List<Version> versions = given.all("versions", VERSION);
    if (refs.isEmpty() || refs.size() != versions.size()) {
      throw new IllegalArgumentException("as many versions as resources, and one at least");
    }
    Map<Ref, Version> byRef = new LinkedHashMap<>();
    for (int i = 0; i < refs.size(); i++) {
      byRef.put(Ref.parse(refs.get(i)), versions.get(i));
    }
    return byRef;
  }

  private @Nullable Object move(Movable half, Arguments<?> given, Call call) {
    String project = call.project();
    Ref ref = call.ref();
    switch (call.operation()) {
      case COPY -> {
        return half.copy(project, ref, host).map(COPY::encode).orElse(null);
      }
      case SNAPSHOT -> {
        return VERSION.encode(half.snapshot(project, ref, given.text("label"), host));
      }
      case SNAPSHOTS -> {
        List<Ref> refs = given.texts("refs").stream().map(Ref::parse).toList();
        return half.snapshots(project, refs, given.text("label"), host).stream()
            .map(VERSION::encode)
            .toList();
      }
      case OUTGOING -> {
        Set<String> features = new HashSet<>(given.texts("features"));
        Optional<Version> base = given.optional("base", VERSION);
        List<Version> versions = given.all("versions", VERSION);
        return OUTGOING.encode(half.outgoing(project, ref, base, versions, features, host));
      }
      case REQUIRE_RECEIVABLE -> {
        Outgoing outgoing = given.required("outgoing", OUTGOING);
        half.requireReceivable(project, ref, outgoing, given.number("besides"), host);
      }
      case ADAPT -> half.adapt(project, ref, given.map("properties"), host);
      case PARTIAL -> {
        return PARTIAL.encode(half.partial(project, ref, host));
      }
      case SEND_REST -> {
        return half.sendRest(project, ref, given.text("token"), host);
      }
      case ABANDON -> half.abandon(project, ref, host);
      case SEND -> {
        Set<String> features = new HashSet<>(given.texts("features"));
        Optional<Version> base = given.optional("base", VERSION);
        return half.send(project, ref, base, given.required("to", VERSION), features, host);
      }
      case RECEIVE -> {
        return half.receive(project, ref, new HashSet<>(given.texts("features")), host);
      }
      case EXPECT -> half.expect(project, ref, host);
      case REQUIRE_CLOSABLE -> half.requireClosable(project, ref, host);
      case REQUIRE_OPENABLE -> half.requireOpenable(project, ref, host);
      case FENCE -> half.fence(project, ref, host);
      case RECORD ->
          half.record(
              project, ref, given.optional("expected", COPY), given.required("next", COPY), host);
      case OPEN -> half.open(project, ref, host);
      case RETAIN -> {
        Set<String> guids = new HashSet<>(given.texts("guids"));
        half.retain(project, ref, guids, (int) given.number("keep"), host);
      }
      case SET_ASIDE -> half.setAside(project, ref, given.text("suffix"), host);
      case ROLLBACK -> half.rollback(project, versions(given), host);
      default -> throw new IllegalArgumentException("unknown operation " + call.operation());
    }
    return null;
  }
}
