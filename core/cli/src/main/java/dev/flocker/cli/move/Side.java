package dev.flocker.cli.move;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Outgoing;
import dev.flocker.api.node.Partial;
import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Version;
import dev.flocker.api.schema.Schema;
import dev.flocker.cli.session.NodeSession;
import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.node.wire.Call;
import dev.flocker.node.wire.Call.Operation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One volume on one node, through the session with that node.
 *
 * @param provider whose copy it is
 */
public record Side(NodeSession session, String provider, String project, Ref ref) {

  private static final Schema<Copy> COPY = Schema.of(Copy.class);
  private static final Schema<Version> VERSION = Schema.of(Version.class);
  private static final Schema<Partial> PARTIAL = Schema.of(Partial.class);
  private static final Schema<Outgoing> OUTGOING = Schema.of(Outgoing.class);

  public String node() {
    return session.node();
  }

  public String id() {
    return session.facts().id();
  }

  /** Its copy as it is now. */
  public Optional<Copy> copy() {
    return Optional.ofNullable(one(call(Operation.COPY, Map.of()))).map(c -> read(COPY, c));
  }

  /**
   * @throws NodeTrouble.StepFailed if there is none
   */
  Copy requireCopy() {
    return copy().orElseThrow(() -> trouble("it has no copy of " + ref, "run again"));
  }

  Version snapshot(String label) {
    return read(VERSION, one(snapshotCall(label)));
  }

  /**
   * Snapshots of several volumes that are one state.
   *
   * @param others on the same node
   * @return this one's, then theirs
   */
  public List<Version> snapshots(List<Side> others, String label) {
    List<String> refs = new ArrayList<>(List.of(ref.toString()));
    others.forEach(o -> refs.add(o.ref().toString()));
    @Nullable Object said = one(call(Operation.SNAPSHOTS, Map.of("refs", refs, "label", label)));
    List<Version> versions =
        said instanceof List<?> list
            ? list.stream().map(v -> read(VERSION, v)).toList()
            : List.of();
    if (versions.size() != refs.size()) {
      throw trouble("it did not say which snapshots it took of " + refs, "run again");
    }
    return versions;
  }

  /**
   * A copy that was closed.
   *
   * @param last taken after: nothing can have been written since
   */
  record Closed(Version last, Copy copy) {}

  Closed close(String label) {
    List<Call> calls =
        List.of(
            call(Operation.FENCE, Map.of()), snapshotCall(label), call(Operation.COPY, Map.of()));
    List<@Nullable Object> results = session.perform(calls, Progress.NONE);
    return new Closed(read(VERSION, results.get(1)), read(COPY, results.get(2)));
  }

  private Call snapshotCall(String label) {
    return call(Operation.SNAPSHOT, Map.of("label", label));
  }

  public void requireClosable() {
    one(call(Operation.REQUIRE_CLOSABLE, Map.of()));
  }

  /** The same, and that nobody reads it by its name. */
  public void requireRenamable() {
    one(call(Operation.REQUIRE_CLOSABLE, Map.of("renaming", true)));
  }

  public void requireOpenable() {
    one(call(Operation.REQUIRE_OPENABLE, Map.of()));
  }

  void fence() {
    one(call(Operation.FENCE, Map.of()));
  }

  /** Opens it for writing. The node refuses unless its record says OWNER. */
  public void open() {
    one(openCall());
  }

  Call openCall() {
    return call(Operation.OPEN, Map.of());
  }

  void record(Optional<Copy> expected, Copy next) {
    one(recordCall(expected, next));
  }

  Call recordCall(Optional<Copy> expected, Copy next) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    expected.ifPresent(e -> arguments.put("expected", COPY.encode(e)));
    arguments.put("next", COPY.encode(next));
    return call(Operation.RECORD, arguments);
  }

  void expect() {
    one(call(Operation.EXPECT, Map.of()));
  }

  void setAside(String suffix) {
    one(call(Operation.SET_ASIDE, Map.of("suffix", suffix)));
  }

  /**
   * Has snapshots stay until the session ends, whoever prunes, while the node is not locked.
   *
   * @param by for whoever comes for the same
   * @throws NodeTrouble.StepFailed if somebody else has some of it stay so
   */
  public void pin(String by, Set<String> guids) {
    one(call(Operation.PIN, Map.of("by", by, "guids", List.copyOf(guids))));
  }

  void retain(Staying.Stay stay) {
    one(
        call(
            Operation.RETAIN,
            Map.of(
                "guids", List.copyOf(stay.guids()),
                "keep", stay.keep(),
                "released", List.copyOf(stay.released()))));
  }

  /** Every snapshot of its copy, oldest first, with what keeps each there. */
  public List<Listed> list() {
    return one(call(Operation.LIST, Map.of())) instanceof List<?> all
        ? all.stream().map(said -> understood(() -> Listed.parse(said))).toList()
        : List.of();
  }

  Set<String> features() {
    return new HashSet<>(words(one(call(Operation.FEATURES, Map.of()))));
  }

  /** What it would send to a receiver with these features. */
  Outgoing outgoing(Optional<Version> base, List<Version> versions, Set<String> features) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    base.ifPresent(b -> arguments.put("base", VERSION.encode(b)));
    arguments.put("versions", versions.stream().map(VERSION::encode).toList());
    arguments.put("features", List.copyOf(features));
    return read(OUTGOING, one(call(Operation.OUTGOING, arguments)));
  }

  void requireReceivable(Outgoing outgoing, long besides) {
    one(
        call(
            Operation.REQUIRE_RECEIVABLE,
            Map.of("outgoing", OUTGOING.encode(outgoing), "besides", besides)));
  }

  void adapt(Map<String, String> properties) {
    one(call(Operation.ADAPT, Map.of("properties", properties)));
  }

  Partial partial() {
    return read(PARTIAL, one(call(Operation.PARTIAL, Map.of())));
  }

  List<String> sendRest(String token) {
    return words(one(call(Operation.SEND_REST, Map.of("token", token))));
  }

  void abandon() {
    one(call(Operation.ABANDON, Map.of()));
  }

  List<String> send(Optional<Version> base, Version to, Set<String> features) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    base.ifPresent(b -> arguments.put("base", VERSION.encode(b)));
    arguments.put("to", VERSION.encode(to));
    arguments.put("features", List.copyOf(features));
    return words(one(call(Operation.SEND, arguments)));
  }

  List<String> receive(Set<String> features) {
    return words(one(call(Operation.RECEIVE, Map.of("features", List.copyOf(features)))));
  }

  /** Makes data of its own from a version, which may share what both have in common. */
  public void branch(Version from, String toProject, Ref to) {
    one(
        call(
            Operation.BRANCH,
            Map.of(
                "from", VERSION.encode(from),
                "toProject", toProject,
                "to", to.toString(),
                "record", COPY.encode(Copy.fresh()))));
  }

  /** Gives its copy another name. */
  public void rename(String toProject, Ref to) {
    one(call(Operation.RENAME, Map.of("toProject", toProject, "to", to.toString())));
  }

  public void requireDestroyable() {
    one(call(Operation.REQUIRE_DESTROYABLE, Map.of()));
  }

  /**
   * What has changed since a version, as the node tells it.
   *
   * @param to until when; empty for now
   */
  public List<String> difference(Version from, Optional<Version> to) {
    Map<String, Object> arguments = new LinkedHashMap<>(Map.of("from", VERSION.encode(from)));
    to.ifPresent(t -> arguments.put("to", VERSION.encode(t)));
    return words(one(call(Operation.DIFFERENCE, arguments)));
  }

  NodeTrouble.StepFailed trouble(String why, String remedy) {
    return new NodeTrouble.StepFailed(node(), why, remedy);
  }

  private Call call(Operation operation, Map<String, Object> arguments) {
    return new Call(provider, operation, project, ref, arguments);
  }

  private @Nullable Object one(Call call) {
    return session.perform(List.of(call), Progress.NONE).getFirst();
  }

  private <R extends Record> R read(Schema<R> schema, @Nullable Object said) {
    return understood(() -> schema.decode(said));
  }

  private <R extends Record> R understood(Supplier<R> reading) {
    try {
      return reading.get();
    } catch (IllegalArgumentException e) {
      throw trouble(
          "what it says of " + ref + " is not understood: " + e.getMessage(), "run again");
    }
  }

  private static List<String> words(@Nullable Object result) {
    return result instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
  }
}
