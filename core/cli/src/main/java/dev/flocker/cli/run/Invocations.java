package dev.flocker.cli.run;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Version;
import dev.flocker.api.schema.Schema;
import dev.flocker.api.value.LocalPath;
import dev.flocker.cli.plan.Adoptions.Adoption;
import dev.flocker.cli.plan.Change;
import dev.flocker.cli.plan.DataMove;
import dev.flocker.cli.plan.Sight;
import dev.flocker.cli.plan.Types;
import dev.flocker.node.wire.Call;
import dev.flocker.node.wire.Call.Operation;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Calls to node halves, with their arguments as {@link Call.Operation} names them. */
final class Invocations {

  private static final Schema<Version> VERSION = Schema.of(Version.class);

  private final Types types;
  private final String project;
  private final boolean kept;

  Invocations(Types types, String project) {
    this(types, project, false);
  }

  private Invocations(Types types, String project, boolean kept) {
    this.types = types;
    this.project = project;
    this.kept = kept;
  }

  /** The same of what goes back: who started what its playbook wants stopped stays noted. */
  Invocations goingBack() {
    return new Invocations(types, project, true);
  }

  String project() {
    return project;
  }

  /**
   * What is to be replaced is kept then, with who supervises it.
   *
   * @param snapshot in the name of those that are about to be taken of its data; empty if it has
   *     none
   */
  Call compare(Change change, List<Sight> supervisors, String snapshot) {
    Map<String, Object> plain = change(change);
    plain.put("beside", supervisors.stream().map(this::plain).toList());
    plain.put("snapshot", snapshot);
    return call(change, Operation.COMPARE, plain);
  }

  private Map<String, Object> plain(Sight sight) {
    return Map.of(
        "ref", sight.ref().toString(),
        "provider", sight.provider(),
        "state", state(sight));
  }

  /** What it was before it was replaced. */
  Call earlier(Sight have) {
    return call(have, Operation.EARLIER, Map.of("have", state(have)));
  }

  Call recall(Sight have, long number) {
    return call(have, Operation.RECALL, Map.of("number", number));
  }

  /** Brings the data of several, which are one state, back to versions that it holds. */
  Call rollback(Map<Sight, Version> to) {
    Sight first = to.keySet().iterator().next();
    List<String> refs = to.keySet().stream().map(s -> s.ref().toString()).toList();
    List<Object> versions = to.values().stream().map(v -> (Object) VERSION.encode(v)).toList();
    return call(first, Operation.ROLLBACK, Map.of("refs", refs, "versions", versions));
  }

  Call fence(Sight have) {
    return call(have, Operation.FENCE, Map.of());
  }

  /** Only looks, and so offers no file. */
  Call foresee(Change change) {
    return call(change, Operation.FORESEE, change(change));
  }

  /** Whether data that is to move can be as wanted where it goes. */
  Call foresee(DataMove move) {
    return arrival(Operation.FORESEE, move.ref(), move.provider(), move.want());
  }

  /** What of {@link #arrived} needs no stop. */
  Call prepare(Ref ref, String provider, Record wanted) {
    return arrival(Operation.PREPARE, ref, provider, wanted);
  }

  /** Brings the data of what runs outside of flocker near. */
  Call adopt(Adoption adoption) {
    return call(
        adoption.sight().provider(),
        Operation.ADOPT,
        adoption.ref(),
        Map.of(
            "adopting", encode(adoption.ref(), adoption.adopting()), "outside", adoption.name()));
  }

  Call prepare(Change change) {
    return offering(call(change, Operation.PREPARE, change(change)), change.want());
  }

  /** On which ports something listens by itself, as far as the node knows. */
  Call exposed(Ref ref, String provider, Record want) {
    return call(provider, Operation.EXPOSED, ref, Map.of("want", encode(ref, want)));
  }

  /** Brings what tells that. */
  Call get(Ref ref, String provider, Record want) {
    Call call = call(provider, Operation.GET, ref, Map.of("want", encode(ref, want)));
    return offering(call, Optional.of(want));
  }

  /** Whether a node has what is shared, and how it writes it. */
  Call give(Change change, String shared) {
    return call(change, Operation.GIVE, Map.of("shared", shared));
  }

  Call take(Change change, String shared) {
    return call(change, Operation.TAKE, Map.of("shared", shared));
  }

  Call apply(Change change) {
    return offering(call(change, Operation.APPLY, change(change)), change.want());
  }

  /**
   * @param instead as in {@link #resume(Ref, String, Record, List)}
   */
  Call apply(Change change, List<Ref> instead) {
    Map<String, Object> arguments = new LinkedHashMap<>(change(change));
    arguments.put("instead", names(instead));
    return offering(call(change, Operation.APPLY, arguments), change.want());
  }

  /** Makes data that has just arrived as its new owner should have it, whatever it is now. */
  Call arrived(Ref ref, String provider, Record wanted) {
    return arrival(Operation.APPLY, ref, provider, wanted);
  }

  private Call arrival(Operation operation, Ref ref, String provider, Record wanted) {
    Map<String, Object> want = encode(ref, wanted);
    return call(
        provider,
        operation,
        ref,
        Map.of("change", "update", "want", want, "have", want, "version", ""));
  }

  Call open(Sight have) {
    return call(have, Operation.OPEN, Map.of());
  }

  /**
   * @param data what holds data that it uses: if that is given up, it is not started again
   */
  Call quiesce(Sight have, List<Ref> data) {
    return call(have, Operation.QUIESCE, Map.of("have", state(have), "data", names(data)));
  }

  /** Stops what its playbook wants stopped, if it runs. */
  Call rest(Ref ref, String provider, Record want) {
    return call(
        provider,
        Operation.STOP,
        ref,
        Map.of("have", encode(ref, want), "by", "its playbook", "declared", true));
  }

  /** Stops what was started only just, and is as wanted. */
  Call stop(Ref ref, String provider, Record want) {
    return call(
        provider, Operation.QUIESCE, ref, Map.of("have", encode(ref, want), "data", List.of()));
  }

  Call resume(Ref ref, String provider, Record want) {
    return call(provider, Operation.RESUME, ref, Map.of("want", encode(ref, want)));
  }

  Call upSince(Sight have) {
    return call(have, Operation.UP_SINCE, Map.of());
  }

  /**
   * Starts what takes over data from others.
   *
   * @param instead those who were stopped for it, and must not be started again
   */
  Call resume(Ref ref, String provider, Record want, List<Ref> instead) {
    return call(
        provider,
        Operation.RESUME,
        ref,
        Map.of("want", encode(ref, want), "instead", names(instead)));
  }

  private static List<String> names(List<Ref> refs) {
    return refs.stream().map(Ref::toString).toList();
  }

  Call awaitHealthy(Ref ref, String provider, Record want) {
    return call(provider, Operation.AWAIT_HEALTHY, ref, Map.of("want", encode(ref, want)));
  }

  Call prove(Change change) {
    return prove(change.ref(), change.provider(), change.want().orElseThrow());
  }

  Call prove(Ref ref, String provider, Record want) {
    return call(provider, Operation.PROVE, ref, Map.of("want", encode(ref, want)));
  }

  Call hold(Sight have, Duration lease) {
    return call(have, Operation.HOLD, Map.of("have", state(have), "lease", lease.toMillis()));
  }

  Call release(Sight have) {
    return call(have, Operation.RELEASE, Map.of());
  }

  Call reset(Ref ref, String provider, Record now) {
    return call(provider, Operation.RESET, ref, Map.of("now", encode(ref, now)));
  }

  /**
   * Of several at one instant.
   *
   * @param set at least one, all of one provider
   */
  Call snapshot(List<Sight> set, String label) {
    Sight first = set.getFirst();
    List<String> refs = set.stream().map(s -> s.ref().toString()).toList();
    return set.size() == 1
        ? call(first, Operation.SNAPSHOT, Map.of("label", label))
        : call(first, Operation.SNAPSHOTS, Map.of("refs", refs, "label", label));
  }

  Call settle(Change change) {
    return call(change, Operation.SETTLE, Map.of());
  }

  Call revert(Change change) {
    return call(change, Operation.REVERT, Map.of());
  }

  /** Only what is declared names files of the controller: what a node shows never does. */
  private Call offering(Call call, Optional<Record> want) {
    List<LocalPath> files =
        want.map(w -> types.type(call.ref().type()).state().files(w)).orElse(List.of());
    return new Call(
        call.provider(), call.operation(), call.project(), call.ref(), call.arguments(), files);
  }

  Call call(Sight of, Operation operation, Map<String, Object> arguments) {
    return call(of.provider(), operation, of.ref(), arguments);
  }

  private Call call(Change of, Operation operation, Map<String, Object> arguments) {
    return call(of.provider(), operation, of.ref(), arguments);
  }

  private Call call(String provider, Operation operation, Ref ref, Map<String, Object> arguments) {
    Map<String, Object> all = new LinkedHashMap<>(arguments);
    if (kept) {
      all.put("kept", true);
    }
    return new Call(provider, operation, project, ref, all);
  }

  private Map<String, Object> change(Change change) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("change", change.verb().name().toLowerCase(Locale.ROOT));
    change.want().ifPresent(w -> plain.put("want", encode(change.ref(), w)));
    change
        .have()
        .ifPresent(
            h -> {
              plain.put("have", encode(change.ref(), h.state()));
              plain.put("version", h.version());
            });
    plain.put("destroyData", change.destroyData());
    return plain;
  }

  Map<String, Object> state(Sight sight) {
    return encode(sight.ref(), sight.state());
  }

  private Map<String, Object> encode(Ref ref, Record state) {
    return types.type(ref.type()).state().encode(state);
  }
}
