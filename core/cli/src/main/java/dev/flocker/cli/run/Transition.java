package dev.flocker.cli.run;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Preparable;
import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Replaceable;
import dev.flocker.cli.move.Replication;
import dev.flocker.cli.move.Retention;
import dev.flocker.cli.plan.Change;
import dev.flocker.cli.plan.Change.Verb;
import dev.flocker.cli.plan.Sight;
import dev.flocker.cli.plan.Types;
import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.node.wire.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Takes a group from what it is to what it should be. The methods are run in order, each once all
 * that it needs elsewhere is done.
 */
final class Transition {

  /**
   * How long newcomers wait before a hold ends by itself. Until the stop ends it is renewed: what
   * is left of it counts only when nobody is there to release it.
   */
  private static final Duration LEASE = Duration.ofSeconds(60);

  private final Group group;
  private final List<Change> ways;
  private final Types types;
  private final Sessions sessions;
  private final Invocations invoke;
  private final Sharing sharing;
  private final Downtimes.Watch pause;
  private final Holding holding = new Holding(LEASE.dividedBy(3), this::renew);
  private boolean released;
  private boolean started;
  private boolean running;

  /**
   * @param ways changes, where the group starts, of what leads to it
   */
  Transition(
      Group group,
      List<Change> ways,
      Types types,
      Sessions sessions,
      Invocations invoke,
      Sharing sharing,
      Downtimes.Watch pause) {
    this.group = group;
    this.running = group.stops() || group.isUp();
    this.ways = ways;
    this.types = types;
    this.sessions = sessions;
    this.invoke = invoke;
    this.sharing = sharing;
    this.pause = pause;
  }

  /**
   * All that is slow and needs no stop, data apart, and what must be in its place before the start.
   */
  void prepare(Progress progress) {
    List<Call> calls = new ArrayList<>();
    for (Part part : group.parts()) {
      part.start().ifPresent(change -> prepare(change, calls));
      part.followers().stream()
          .filter(c -> c.verb() != Verb.REMOVE && c.verb() != Verb.NONE)
          .forEach(c -> calls.add(invoke.apply(c)));
    }
    ways.forEach(way -> calls.add(invoke.prepare(way)));
    sharing.during(starting(), progress, () -> perform(calls, progress));
  }

  private void perform(List<Call> calls, Progress progress) {
    group.startNode().ifPresent(node -> perform(node, calls, progress));
  }

  /** What is made or made anew. */
  private List<Change> starting() {
    return group.parts().stream()
        .flatMap(part -> part.start().stream())
        .filter(c -> c.verb() == Verb.CREATE || c.verb() == Verb.REPLACE)
        .toList();
  }

  private void prepare(Change change, List<Call> calls) {
    boolean fresh = change.verb() == Verb.CREATE;
    if ((fresh || change.verb() == Verb.REPLACE)
        && types.can(change.ref(), change.provider(), Preparable.class)) {
      calls.add(invoke.prepare(change));
    }
    if (fresh) {
      calls.add(invoke.apply(change));
    }
  }

  /** Brings the data over, until little is left. */
  void push(Progress progress) {
    group.movers().forEach(h -> h.push(progress));
  }

  /**
   * Holds newcomers, stops the parts, closes their data and sends the rest of it; nothing of that
   * if one of the parts is not as the plan saw it.
   */
  void release(Progress progress) {
    String before = Retention.REPLACE + Replication.label();
    group.stopNode().ifPresent(node -> perform(node, comparisons(before), progress));
    released = true;
    List<Call> calls = new ArrayList<>(holds());
    group.parts().forEach(p -> p.stoppable().forEach(s -> calls.add(stop(p, s))));
    calls.addAll(snapshots(before));
    try {
      holding.begin();
      pause.begin();
      group.stopNode().ifPresent(node -> perform(node, calls, progress));
      String label = Replication.label();
      group.movers().forEach(h -> h.release(label, progress));
    } catch (NodeTrouble e) {
      holding.end();
      running &= recovery().after(e, false);
      pause.end();
      released = false;
      throw e;
    }
  }

  /** What is down already is not started again when this run is lost. */
  private Call stop(Part part, Sight sight) {
    return part.isDown()
        ? invoke.rest(sight.ref(), sight.provider(), sight.state())
        : invoke.quiesce(sight, dataOf(part));
  }

  private List<Call> holds() {
    return group.held().stream().map(s -> invoke.hold(s, LEASE)).toList();
  }

  /** A node that cannot be asked any more is the trouble of the step that is under way. */
  private void renew() {
    try {
      group.stopNode().ifPresent(node -> perform(node, holds(), Progress.NONE));
    } catch (NodeTrouble e) {
      holding.end();
    }
  }

  private List<Call> comparisons(String label) {
    return group.parts().stream()
        .filter(Part::stops)
        .map(
            p ->
                invoke.compare(
                    p.stop().orElseThrow(),
                    p.supervisors(),
                    p.dataOfReplaced().isEmpty() ? "" : label))
        .toList();
  }

  /** Before something else is started on data, its state is kept, all of it at one instant. */
  private List<Call> snapshots(String label) {
    Map<String, List<Sight>> byProvider = new LinkedHashMap<>();
    group.parts().stream()
        .flatMap(p -> p.dataOfReplaced().stream())
        .distinct()
        .forEach(s -> byProvider.computeIfAbsent(s.provider(), x -> new ArrayList<>()).add(s));
    return byProvider.values().stream().map(set -> invoke.snapshot(set, label)).toList();
  }

  private static List<Ref> dataOf(Part part) {
    return part.data().stream().map(Sight::ref).toList();
  }

  /** Starts the parts and waits until they are healthy. */
  void establish(Progress progress) {
    List<Mover> movers = group.movers();
    try {
      establish(movers, new Starting(group, invoke).calls(), progress);
    } catch (NodeTrouble e) {
      holding.end();
      running &= recovery().after(e, true);
      pause.end();
      throw new WayBack(group, types, invoke.project()).shown(e);
    }
    holding.end();
    started = true;
    running = true;
  }

  private void establish(List<Mover> movers, List<Call> calls, Progress progress) {
    if (movers.isEmpty()) {
      group.startNode().ifPresent(node -> perform(node, calls, progress));
    }
    for (int i = 0; i < movers.size(); i++) {
      movers.get(i).establish(i == movers.size() - 1 ? calls : List.of(), progress);
    }
  }

  /** Lets in those newcomers who still wait: all that leads here is as it should be. */
  void letIn(Progress progress) {
    List<Call> calls = group.held().stream().map(invoke::release).toList();
    group.stopNode().ifPresent(node -> perform(node, calls, progress));
    pause.end();
  }

  /**
   * Sees whether the parts stay up, side by side, while their visitors are served. Only what a node
   * saw is a relapse: when nobody looks on any more, the next run takes away what is left behind.
   *
   * @param turnBack leads visitors to where the parts were
   */
  void prove(Progress progress, Runnable turnBack) {
    List<Change> up =
        group.parts().stream().filter(p -> !p.rests()).flatMap(p -> p.start().stream()).toList();
    try {
      Parallel.forEach(up, c -> perform(c.node(), List.of(invoke.prove(c)), progress));
    } catch (NodeTrouble.StepFailed e) {
      started = false;
      running = recovery().afterTurn(e, turnBack);
      throw new WayBack(group, types, invoke.project()).shown(e);
    }
  }

  /** Whether the parts got well, and were not put back since. */
  boolean isStarted() {
    return started;
  }

  /** Whether the parts are known to run, or else what they took the place of. */
  boolean isRunning() {
    return running;
  }

  /**
   * Puts back what was replaced, though what took its place is well, as far as is known.
   *
   * @return whether it runs again; it does not if its data may have been changed since
   */
  boolean takeBack() {
    return orDown(recovery()::takeBack);
  }

  /** Takes away what is left behind. */
  void finish(Progress progress) {
    List<Call> calls = new ArrayList<>();
    for (Part part : group.parts()) {
      part.followers().stream()
          .filter(c -> c.verb() == Verb.REMOVE && !part.startsOn(c.node()))
          .forEach(c -> calls.add(invoke.apply(c)));
      part.stop().filter(c -> c.verb() == Verb.REMOVE).ifPresent(c -> calls.add(invoke.apply(c)));
    }
    group.stopNode().ifPresent(node -> perform(node, calls, progress));
    settle(progress);
    group.movers().forEach(Mover::finish);
  }

  /** Lets go of those that were replaced where the parts are now. */
  private void settle(Progress progress) {
    List<Call> calls =
        group.parts().stream()
            .flatMap(part -> part.start().stream())
            .filter(c -> c.verb() == Verb.REPLACE)
            .filter(c -> types.can(c.ref(), c.provider(), Replaceable.class))
            .map(invoke::settle)
            .toList();
    perform(calls, progress);
  }

  /** Undoes what came before {@link #establish}: what was stopped runs again where it was. */
  void putBack() {
    holding.end();
    if (released) {
      running &= orDown(recovery()::putBack);
    } else {
      group.movers().forEach(Mover::close);
    }
    pause.end();
  }

  /** Ends the holds, when what should have come after did not. */
  void letGo() {
    holding.end();
    recovery().letGo();
    pause.end();
  }

  private boolean orDown(BooleanSupplier recovery) {
    try {
      return recovery.getAsBoolean();
    } catch (NodeTrouble e) {
      running = false;
      throw e;
    }
  }

  private Recovery recovery() {
    return new Recovery(group, types, sessions, invoke);
  }

  private void perform(String node, List<Call> calls, Progress progress) {
    if (!calls.isEmpty()) {
      sessions.of(node).perform(calls, progress);
    }
  }
}
