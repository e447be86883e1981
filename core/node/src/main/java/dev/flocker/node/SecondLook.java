package dev.flocker.node;

import dev.flocker.api.Diff;
import dev.flocker.api.Ref;
import dev.flocker.api.node.Change;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Host;
import dev.flocker.api.node.Observed;
import dev.flocker.api.node.Scope;
import dev.flocker.node.wire.Call;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Looks at a resource again just before it is written to, so that what somebody changed by hand
 * since the plan's look stays as they left it.
 */
final class SecondLook {

  private record Key(String provider, String project, Ref ref) {
    static Key of(Call call) {
      return new Key(call.provider(), call.project(), call.ref());
    }
  }

  private final Host host;

  /** The versions that flocker's own preparations have left since the plan's look. */
  private final Map<Key, String> prepared = new ConcurrentHashMap<>();

  /** What was as planned just before it was stopped. */
  private final Set<Key> stopped = ConcurrentHashMap.newKeySet();

  SecondLook(Host host) {
    this.host = host;
  }

  /** A plan is made from a new look: what was before does not count any more. */
  void forget() {
    prepared.clear();
    stopped.clear();
  }

  /** What a plan saw. */
  private record Planned<S extends Record>(S have, String version) {

    static <S extends Record> Optional<Planned<S>> of(Change<S> change) {
      return switch (change) {
        case Change.Create<S> c -> Optional.empty();
        case Change.Update<S> u -> Optional.of(new Planned<>(u.have(), u.version()));
        case Change.Replace<S> r -> Optional.of(new Planned<>(r.have(), r.version()));
        case Change.Remove<S> r -> Optional.of(new Planned<>(r.have(), r.version()));
      };
    }
  }

  /**
   * @throws Failure if the resource is neither as the plan saw it nor as flocker prepared it since;
   *     not if it is to be removed and is gone
   */
  <S extends Record> void compare(Bound<S> on, Call call, Change<S> change) {
    Optional<Planned<S>> planned = Planned.of(change);
    Optional<String> version = planned.map(Planned::version);
    if (version.equals(Optional.of(""))) {
      return; // whatever is there is meant
    }
    if (change instanceof Change.Replace<S> && stopped.contains(Key.of(call))) {
      return; // what clients wait for is not looked at twice
    }
    Optional<Observed<S>> now = look(on, call);
    boolean done = now.isEmpty() && change instanceof Change.Remove<S>;
    Optional<String> expected = Optional.ofNullable(prepared.get(Key.of(call))).or(() -> version);
    if (!done && !now.map(Observed::version).equals(expected)) {
      throw new Failure(
          call.ref().toString(),
          "changed since flocker looked: "
              + difference(on, planned.map(Planned::have), now.map(Observed::state)),
          "run again");
    }
  }

  /**
   * Compares what is to be stopped for a change while it still runs: its replacement then comes
   * without another look, as clients wait for it.
   */
  <S extends Record> void beforeStop(Bound<S> on, Call call, Change<S> change) {
    compare(on, call, change);
    stopped.add(Key.of(call));
  }

  private static <S extends Record> String difference(
      Bound<S> on, Optional<S> have, Optional<S> now) {
    if (now.isEmpty()) {
      return "it is gone";
    }
    if (have.isEmpty()) {
      return "it is there by now";
    }
    Diff diff = Diff.between(on.state(), now.get(), have.get(), Set.of());
    String keys =
        diff.changes().stream().map(Diff.Change::attribute).collect(Collectors.joining(", "));
    return keys.isEmpty() ? "it is another one by now" : "its " + keys;
  }

  /**
   * After something new or an update was prepared: what is there by now is what the change itself
   * is to find. What is to be replaced is left alone by a preparation.
   */
  <S extends Record> void note(Bound<S> on, Call call) {
    look(on, call).ifPresent(now -> prepared.put(Key.of(call), now.version()));
  }

  /** The project's own, or else what nobody's project has of that name. */
  private <S extends Record> Optional<Observed<S>> look(Bound<S> on, Call call) {
    Optional<String> ours = Optional.of(call.project());
    return on.half().observe(new Scope(call.project(), Set.of(call.ref())), host).stream()
        .filter(o -> o.ref().equals(call.ref()))
        .filter(o -> o.project().isEmpty() || o.project().equals(ours))
        .max(Comparator.comparing(o -> o.project().isPresent()));
  }
}
