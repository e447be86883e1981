package dev.flocker.node;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Host;
import dev.flocker.api.node.Movable;
import dev.flocker.api.node.Outgoing;
import dev.flocker.api.node.Partial;
import dev.flocker.api.node.Version;
import dev.flocker.api.schema.Schema;
import dev.flocker.node.wire.Call;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the calls that are about data. */
record DataCalls(Movable half, Host host, HookCalls hooks, Pinning pinning) {

  private static final Schema<Copy> COPY = Schema.of(Copy.class);
  private static final Schema<Version> VERSION = Schema.of(Version.class);
  private static final Schema<Partial> PARTIAL = Schema.of(Partial.class);
  private static final Schema<Outgoing> OUTGOING = Schema.of(Outgoing.class);

  /**
   * @return plain values; null if the operation returns nothing
   */
  @Nullable Object perform(Arguments<?> given, Call call) {
    String project = call.project();
    Ref ref = call.ref();
    switch (call.operation()) {
      case COPY -> {
        return half.copy(project, ref, host).map(COPY::encode).orElse(null);
      }
      case SNAPSHOT -> {
        String label = given.text("label");
        return VERSION.encode(
            hooks.around(project, Set.of(ref), () -> half.snapshot(project, ref, label, host)));
      }
      case SNAPSHOTS -> {
        List<Ref> refs = given.texts("refs").stream().map(Ref::parse).toList();
        String label = given.text("label");
        return hooks
            .around(project, Set.copyOf(refs), () -> half.snapshots(project, refs, label, host))
            .stream()
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
      case REQUIRE_OPENABLE -> half.requireOpenable(project, ref, host);
      case FENCE -> half.fence(project, ref, host);
      case RECORD ->
          half.record(
              project, ref, given.optional("expected", COPY), given.required("next", COPY), host);
      case OPEN -> half.open(project, ref, host);
      case RETAIN -> {
        Set<String> guids = new HashSet<>(given.texts("guids"));
        Set<String> earlier = ofEarlierOnes(call);
        given.texts("released").forEach(earlier::remove);
        guids.addAll(earlier);
        guids.addAll(pinning.guids());
        half.retain(project, ref, guids, (int) given.number("keep"), host);
      }
      case SET_ASIDE -> half.setAside(project, ref, given.text("suffix"), host);
      default -> throw new IllegalArgumentException("unknown operation " + call.operation());
    }
    return null;
  }

  /** The data that earlier definitions can come back with stays as long as they do. */
  private Set<String> ofEarlierOnes(Call call) {
    Set<String> labels = new Revisions(host).snapshots(call.project()).keySet();
    Set<String> guids = new HashSet<>();
    if (!labels.isEmpty()) {
      half.copy(call.project(), call.ref(), host).stream()
          .flatMap(copy -> copy.versions().stream())
          .filter(v -> labels.stream().anyMatch(v.snapshot()::endsWith))
          .forEach(v -> guids.add(v.guid()));
    }
    return guids;
  }
}
