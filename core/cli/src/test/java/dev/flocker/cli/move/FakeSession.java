package dev.flocker.cli.move;

import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Copy.Role;
import dev.flocker.api.node.Outgoing;
import dev.flocker.api.node.Partial;
import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Version;
import dev.flocker.api.schema.Schema;
import dev.flocker.cli.fake.UnaskedSession;
import dev.flocker.cli.move.Cluster.Node;
import dev.flocker.cli.session.NodeFacts;
import dev.flocker.cli.session.NodeSession;
import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.node.wire.Call;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A session with a node of a {@link Cluster}. It does what ZFS does, and refuses what ZFS refuses.
 */
final class FakeSession extends UnaskedSession {

  private static final Schema<Copy> COPY = Schema.of(Copy.class);
  private static final Schema<Version> VERSION = Schema.of(Version.class);

  private static final Schema<Partial> PARTIAL = Schema.of(Partial.class);
  private static final Schema<Outgoing> OUTGOING = Schema.of(Outgoing.class);

  private final Cluster cluster;
  private final Node node;

  FakeSession(Cluster cluster, String node) {
    this.cluster = cluster;
    this.node = cluster.node(node);
  }

  @Override
  public String node() {
    return node.name;
  }

  @Override
  public NodeFacts facts() {
    return new NodeFacts(node.id, Map.of(), List.of(), Map.of());
  }

  @Override
  public List<Object> perform(List<Call> calls, Progress progress) {
    List<Object> results = new ArrayList<>();
    for (Call call : calls) {
      reached();
      Object truth = cluster.primitive(() -> onNode(() -> apply(call)));
      results.add(node.lies.getOrDefault(call.operation(), truth));
      reached();
    }
    return results;
  }

  private void reached() {
    if (!node.reachable) {
      throw new NodeTrouble.Unreachable(node.name, "no answer", "");
    }
  }

  /** A fault may have struck just before. */
  private <T> T onNode(Supplier<T> effect) {
    reached();
    return effect.get();
  }

  private Object apply(Call call) {
    Map<String, Object> arguments = call.arguments();
    return switch (call.operation()) {
      case COPY -> {
        refuse(node.blind, "could not look");
        yield node.copy().map(COPY::encode).orElse(null);
      }
      case FEATURES -> List.copyOf(node.features);
      case REQUIRE_OPENABLE -> {
        refuse(node.locked, "its key is not loaded");
        yield null;
      }
      case PARTIAL -> PARTIAL.encode(partial());
      case SEND_REST -> {
        refuse(node.restRefused, "what was sent is gone");
        yield List.of("rest");
      }
      case ABANDON -> {
        node.rest = Optional.empty();
        yield null;
      }
      case ADAPT -> {
        node.tainted = false;
        yield null;
      }
      case OUTGOING -> OUTGOING.encode(outgoing((List<?>) arguments.get("versions")));
      case REQUIRE_RECEIVABLE -> {
        Outgoing outgoing = OUTGOING.decode(arguments.get("outgoing"));
        refuse(outgoing.bytes() > node.room, "it has no room for " + outgoing.bytes());
        yield null;
      }
      case SNAPSHOT -> VERSION.encode(snapshot("flocker-" + arguments.get("label")));
      case REQUIRE_CLOSABLE -> null;
      case EXPECT -> {
        node.incoming = Optional.empty();
        yield null;
      }
      case FENCE -> {
        refuse(node.running, "busy: used by the container");
        node.mounted = false;
        yield null;
      }
      case RECORD -> {
        record(
            Optional.ofNullable(arguments.get("expected")).map(COPY::decode),
            COPY.decode(arguments.get("next")));
        yield null;
      }
      case OPEN -> {
        refuse(node.record.filter(r -> r.role() == Role.OWNER).isEmpty(), "is no owner");
        node.mounted = true;
        yield null;
      }
      case SEND -> send(arguments);
      case RECEIVE -> List.of("receive");
      case SET_ASIDE -> {
        node.aside.put(String.valueOf(arguments.get("suffix")), List.copyOf(node.data));
        node.record = Optional.empty();
        node.snapshots = new LinkedHashMap<>();
        node.data = new ArrayList<>();
        yield null;
      }
      case RETAIN -> {
        retain((List<?>) arguments.get("guids"), (int) arguments.get("keep"));
        yield null;
      }
      case QUIESCE -> {
        node.starts = false;
        node.running = false;
        yield null;
      }
      case RESUME -> {
        refuse(!node.mounted, "the volume is not mounted");
        node.starts = true;
        node.running = true;
        yield null;
      }
      default -> throw new AssertionError(call.operation());
    };
  }

  private void refuse(boolean condition, String why) {
    if (condition) {
      throw new NodeTrouble.StepFailed(node.name, why, "");
    }
  }

  private Version snapshot(String name) {
    Version version = new Version(name, cluster.newGuid());
    node.snapshots.put(version, List.copyOf(node.data));
    return version;
  }

  private Partial partial() {
    List<Version> arrived =
        node.record.isPresent()
            ? List.of()
            : node.incoming.map(i -> List.copyOf(i.keySet())).orElse(List.of());
    return new Partial(node.rest.map(v -> "token"), arrived, "discard db");
  }

  /** A version takes up one byte. */
  private static Outgoing outgoing(List<?> versions) {
    return new Outgoing(Math.max(1, versions.size()), Map.of(), List.of());
  }

  private void record(Optional<Copy> expected, Copy next) {
    boolean same =
        expected.isPresent() == node.record.isPresent()
            && (expected.isEmpty() || Records.same(expected.get(), node.record.orElseThrow()));
    refuse(!same, "its record is " + node.record);
    refuse(next.role() != Role.OWNER && node.mounted, "it is mounted");
    if (node.record.isEmpty()) {
      refuse(node.incoming.isEmpty(), "nothing was received");
      node.snapshots = node.incoming.orElseThrow();
      node.data = new ArrayList<>(List.copyOf(node.snapshots.values()).getLast());
      node.incoming = Optional.empty();
    }
    node.record = Optional.of(next);
  }

  private List<String> send(Map<String, Object> arguments) {
    String base =
        Optional.ofNullable(arguments.get("base")).map(b -> VERSION.decode(b).guid()).orElse("");
    String to = VERSION.decode(arguments.get("to")).guid();
    List<String> mine = node.snapshots.keySet().stream().map(Version::guid).toList();
    refuse(!mine.contains(to) || (!base.isEmpty() && !mine.contains(base)), "no such snapshot");
    return List.of("send", base, to);
  }

  private void retain(List<?> guids, int keep) {
    List<Version> free =
        node.snapshots.keySet().stream().filter(v -> !guids.contains(v.guid())).toList();
    free.subList(0, Math.max(0, free.size() - keep)).forEach(node.snapshots::remove);
  }

  @Override
  public Channel connect(NodeSession to, List<String> receive) {
    reached();
    return new Stream((FakeSession) to);
  }

  private final class Stream implements Channel {
    private final FakeSession to;

    Stream(FakeSession to) {
      this.to = to;
    }

    @Override
    public Optional<String> relayed() {
      return Optional.empty();
    }

    @Override
    public void send(List<String> send, Progress progress) {
      reached();
      to.reached();
      cluster.primitive(
          () -> {
            reached();
            to.reached();
            if (send.getFirst().equals("rest")) {
              to.receiveRest(node);
            } else {
              to.receive(node, send.get(1), send.get(2));
            }
            to.node.tainted = true;
            return send;
          });
      progress.report("send", 1, -1);
      reached();
      to.reached();
    }

    @Override
    public void close() {}
  }

  private void receiveRest(Node source) {
    refuse(node.receivesNothing, "the stream broke off");
    Version version = node.rest.orElseThrow();
    Map<Version, List<String>> into =
        node.record.isPresent() ? node.snapshots : new LinkedHashMap<>();
    into.put(version, source.snapshots.get(version));
    if (node.record.isEmpty()) {
      node.incoming = Optional.of(into);
    }
    node.rest = Optional.empty();
  }

  /**
   * The last snapshot alone, which must be the one after the base; or nothing: a stream cut short
   * leaves no trace.
   */
  private void receive(Node source, String base, String last) {
    Map<Version, List<String>> into =
        node.record.isPresent()
            ? node.snapshots
            : node.incoming.orElseGet(() -> new LinkedHashMap<>());
    String newest = into.isEmpty() ? "" : List.copyOf(into.keySet()).getLast().guid();
    refuse(node.rest.isPresent(), "it has partially complete state");
    refuse(!newest.equals(base), "the most recent snapshot is " + newest + ", not " + base);
    refuse(node.mounted, "it is mounted and modified");
    List<Version> all = List.copyOf(source.snapshots.keySet());
    List<String> guids = all.stream().map(Version::guid).toList();
    int at = guids.indexOf(last);
    refuse(
        !base.isEmpty() && guids.indexOf(base) != at - 1, "a third node may need what is skipped");
    into.put(all.get(at), source.snapshots.get(all.get(at)));
    if (node.record.isPresent()) {
      node.data = new ArrayList<>(List.copyOf(into.values()).getLast());
    } else {
      node.incoming = Optional.of(into);
    }
  }
}
