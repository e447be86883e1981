package dev.flocker.cli.fake;

import dev.flocker.api.Ref;
import dev.flocker.api.Summary;
import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Scope;
import dev.flocker.api.node.Version;
import dev.flocker.api.schema.Schema;
import dev.flocker.cli.session.Drained;
import dev.flocker.cli.session.Errand;
import dev.flocker.cli.session.Launch;
import dev.flocker.cli.session.Launched;
import dev.flocker.cli.session.NodeFacts;
import dev.flocker.cli.session.NodeSession;
import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.node.wire.Call;
import dev.flocker.node.wire.Detail;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A conversation with a node of a {@link FakeCluster}. */
final class FakeSession implements NodeSession {

  private final FakeCluster cluster;
  private final FakeNode node;

  FakeSession(FakeCluster cluster, FakeNode node) {
    this.cluster = cluster;
    this.node = node;
  }

  @Override
  public String node() {
    return node.name;
  }

  @Override
  public NodeFacts facts() {
    return new NodeFacts(node.id, Map.of("machine", node.machine), List.of(), Map.of());
  }

  private void reached() {
    if (node.lost) {
      throw new NodeTrouble.Unreachable(node.name, "it has been silent for 30 s", "");
    }
  }

  @Override
  public void lock(Errand errand, Duration patience) {
    reached();
    cluster.locking(node.name);
  }

  @Override
  public void unlock() {
    reached();
    cluster.log.add(node.name + " UNLOCK");
  }

  @Override
  public List<Entry> history(int most, String project) {
    reached();
    return node.history.stream().filter(e -> e.what().startsWith(project)).toList();
  }

  @Override
  public void drain(String by) {
    reached();
    cluster.say(node.name + " DRAIN");
    node.drained = Optional.of(new Drained(by, "2026-11-30T05:00:00Z"));
  }

  @Override
  public Optional<Drained> undrain() {
    reached();
    Optional<Drained> was = node.drained;
    node.drained = Optional.empty();
    return was;
  }

  @Override
  public Observation observe(Map<String, Scope> scopes, Detail detail) {
    reached();
    if (node.faulty) {
      throw new NodeTrouble.PluginAtFault(node.name, "a plugin is confused", "");
    }
    List<View> views = scopes.keySet().stream().map(type -> view(type, detail)).toList();
    return new Observation(views, cluster.listening(node), node.drained);
  }

  private View view(String type, Detail detail) {
    if (node.blind && cluster.types.type(type).movable()) {
      return new View(type, "fake", List.of(), "the pool is gone");
    }
    List<Map<String, Object>> resources = new ArrayList<>();
    node.things.forEach(
        (ref, thing) -> {
          if (ref.type().equals(type)) {
            Map<String, Object> plain = new LinkedHashMap<>(thing.plain(ref));
            node.noted(ref, thing.running(), plain);
            if (detail != Detail.STATE && node.ailing.containsKey(ref)) {
              plain.put("now", Schema.of(Summary.class).encode(node.ailing.get(ref)));
              plain.put("known", !node.obscure.contains(ref));
            }
            resources.add(plain);
          }
        });
    return new View(type, "fake", resources, null, node.dim ? "it is dark" : null);
  }

  @Override
  public List<Lack> lacking() {
    return List.of();
  }

  @Override
  public List<@Nullable Object> perform(List<Call> calls, Progress progress) {
    List<@Nullable Object> results = new ArrayList<>();
    for (Call call : calls) {
      cluster.say(node.name + " " + call.operation() + " " + call.ref());
      reached();
      synchronized (cluster) {
        perform(call);
        Object lie = node.lies.get(call.operation());
        results.add(lie == null ? answer(call) : lie);
      }
    }
    return results;
  }

  private @Nullable Object answer(Call call) {
    return switch (call.operation()) {
      case COPY -> shown(call.ref());
      case EXPOSED -> node.images.get(call.ref());
      case SNAPSHOTS -> snapshots(call);
      case EARLIER -> node.told(call);
      case LIST -> node.listed(call.ref());
      case RECALL -> node.recalled(call);
      case FEATURES -> List.of();
      case UP_SINCE -> "2026-11-30T05:00:00Z";
      case OUTGOING -> Map.of("bytes", 1L, "properties", Map.of(), "features", List.of());
      case SEND -> List.of("send", version(call, "base"), version(call, "to"));
      case RECEIVE -> List.of("receive", call.ref().name());
      case DIFFERENCE -> List.of("M F evil\u001b[31m", "+ F made");
      default -> null;
    };
  }

  private static String version(Call call, String key) {
    return call.arguments().get(key) instanceof Map<?, ?> version
        ? String.valueOf(version.get("guid"))
        : "-";
  }

  /** Of several, by one name; each has a GUID of its own. */
  private List<?> snapshots(Call call) {
    String name = "flocker-" + call.arguments().get("label");
    return ((List<?>) call.arguments().get("refs"))
        .stream()
            .map(r -> Ref.parse(String.valueOf(r)))
            .map(ref -> Schema.of(Version.class).encode(snapshot(call.project(), ref, name)))
            .toList();
  }

  private Version snapshot(String project, Ref ref, String name) {
    Copy copy = node.copy(ref);
    Version version = new Version(name, node.newGuid(copy));
    node.put(ref, project, node.runs(ref), FakeCopies.snapshot(copy, version));
    return version;
  }

  private @Nullable Object shown(Ref ref) {
    if (node.blind) {
      throw new NodeTrouble.StepFailed(node.name, "the pool is gone", "");
    }
    Thing thing = node.things.get(ref);
    return thing == null ? null : thing.copy().map(Schema.of(Copy.class)::encode).orElse(null);
  }

  private void perform(Call call) {
    switch (call.operation()) {
      case APPLY -> apply(call);
      case COMPARE -> node.keep(call);
      case GET -> cluster.get(node, call.ref());
      case QUIESCE -> set(call.ref(), false);
      case STOP -> {
        node.stop(call);
        set(call.ref(), false);
      }
      case RESUME, RERUN -> {
        node.start(call);
        set(call.ref(), true);
      }
      case AWAIT_HEALTHY -> node.start(call);
      case REVERT -> node.revert(call.ref());
      case RETAIN -> node.retain(call);
      case PIN -> node.pinned = List.copyOf((List<?>) call.arguments().get("guids"));
      case SETTLE -> node.replaced.remove(call.ref());
      case RECORD -> record(call);
      case RENAME -> {
        Ref to = Ref.parse(String.valueOf(call.arguments().get("to")));
        String project = String.valueOf(call.arguments().get("toProject"));
        node.things.put(to, node.things.remove(call.ref()).of(project));
      }
      case OPEN -> node.things.computeIfPresent(call.ref(), (r, t) -> t.opened());
      default -> {}
    }
  }

  private void record(Call call) {
    Copy next = Schema.of(Copy.class).decode(call.arguments().get("next"));
    if (node.things.containsKey(call.ref())) {
      node.things.computeIfPresent(call.ref(), (r, thing) -> thing.recorded(next));
    } else {
      node.put(call.ref(), call.project(), true, next);
    }
  }

  @SuppressWarnings("unchecked")
  private void apply(Call call) {
    Ref ref = call.ref();
    if (call.arguments().get("change").equals("remove")) {
      node.stopped.remove(ref);
      node.things.remove(ref);
      return;
    }
    if (!call.arguments().get("change").equals("update")) {
      node.stopped.remove(ref);
    }
    if (call.arguments().get("change").equals("replace")) {
      node.replaced.put(ref, Objects.requireNonNull(node.things.get(ref)));
    }
    boolean movable = cluster.types.type(ref.type()).movable();
    boolean stands = !Set.of("app", "guard").contains(ref.type());
    node.things.put(
        ref,
        new Thing(
            call.project(),
            (Map<String, Object>) call.arguments().get("want"),
            stands || node.runs(ref),
            movable ? Optional.of(FakeCopies.of(Copy.Role.OWNER)) : Optional.empty()));
  }

  /** A guard's app stops and starts with it. */
  private void set(Ref ref, boolean running) {
    node.set(ref, running);
    node.set(new Ref("app", ref.name()), running);
  }

  @Override
  public Channel connect(NodeSession to, List<String> receive) {
    throw new NodeTrouble.StepFailed(node.name, "no bytes move here", "");
  }

  @Override
  public Launched launch(Launch what) {
    reached();
    return cluster.launched(node.name, what);
  }

  @Override
  public void close() {}
}
