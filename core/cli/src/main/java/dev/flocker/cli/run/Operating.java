package dev.flocker.cli.run;

import dev.flocker.api.Ref;
import dev.flocker.api.Relation;
import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Holdable;
import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Quiesceable;
import dev.flocker.api.schema.Nearest;
import dev.flocker.cli.plan.Attendants;
import dev.flocker.cli.plan.Sight;
import dev.flocker.cli.plan.Sights;
import dev.flocker.cli.plan.Types;
import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.node.wire.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Stops, starts and restarts what runs, by who supervises it, as a person says. */
public final class Operating {

  /** How long newcomers wait before a hold ends by itself; it is renewed until the start. */
  private static final Duration LEASE = Duration.ofSeconds(60);

  private final Types types;
  private final Sessions sessions;
  private final Sights sights;

  /**
   * @param sights all that is flocker's on nodes, which are locked
   */
  public Operating(Types types, Sessions sessions, Sights sights) {
    this.types = types;
    this.sessions = sessions;
    this.sights = sights;
  }

  /**
   * Where something runs, or would.
   *
   * @param name its own, or {@code PROJECT/NAME}
   * @return one for each of its nodes
   * @throws NodeTrouble if nothing is called that, or something in several projects
   */
  public List<Sight> find(String name) {
    List<Sight> all = sights.sights().stream().filter(this::isOperable).toList();
    List<Sight> found =
        all.stream().filter(s -> s.ref().name().equals(name) || full(s).equals(name)).toList();
    List<String> full = found.stream().map(Operating::full).distinct().sorted().toList();
    if (full.isEmpty()) {
      List<String> names = all.stream().map(Operating::full).distinct().sorted().toList();
      throw new NodeTrouble.StepFailed(
          "the nodes",
          "none shows " + name,
          names.isEmpty() ? "there is nothing to start or stop" : Nearest.remedy(name, names));
    }
    if (full.size() > 1) {
      throw new NodeTrouble.StepFailed(
          "the nodes", name + " is in several projects", "say which: " + String.join(", ", full));
    }
    return found;
  }

  private boolean isOperable(Sight sight) {
    return sight.project().isPresent()
        && types.can(sight.ref(), sight.provider(), Quiesceable.class)
        && supervised(sight).isEmpty();
  }

  private static String full(Sight sight) {
    return sight.project().orElse("") + "/" + sight.ref().name();
  }

  /**
   * @param by who wants it
   */
  public void stop(Sight sight, String by) {
    Invocations invoke = invoke(sight);
    List<Call> calls = new ArrayList<>();
    supervisors(sight).forEach(s -> calls.add(invoke.stop(s, by)));
    calls.add(invoke.stop(sight, by));
    perform(sight, calls);
  }

  /** Returns once it is well, and stays up. */
  public void start(Sight sight) {
    perform(sight, starting(sight));
    prove(sight);
  }

  /** The same, while newcomers wait. */
  public void restart(Sight sight) {
    Invocations invoke = invoke(sight);
    List<Sight> ways = ways(sight);
    List<Call> holds = ways.stream().map(way -> invoke.hold(way, LEASE)).toList();
    Holding holding = new Holding(LEASE.dividedBy(3), () -> perform(sight, holds));
    List<Call> calls = new ArrayList<>(holds);
    stopping(sight).forEach(s -> calls.add(invoke.quiesce(s, List.of())));
    calls.addAll(starting(sight));
    holding.begin();
    try {
      perform(sight, calls);
    } finally {
      holding.end();
      perform(sight, ways.stream().map(invoke::release).toList());
    }
    prove(sight);
  }

  /** What leads to it on its node, and can hold. */
  private List<Sight> ways(Sight sight) {
    Set<Ref> ways = Attendants.waysTo(sight, types);
    return sights.sights().stream()
        .filter(s -> s.node().equals(sight.node()) && s.project().equals(sight.project()))
        .filter(s -> ways.contains(s.ref()) && types.can(s.ref(), s.provider(), Holdable.class))
        .toList();
  }

  private void prove(Sight sight) {
    perform(sight, List.of(invoke(sight).prove(sight.ref(), sight.provider(), sight.state())));
  }

  /** What it uses was closed by a boot, if that came while it was stopped. */
  private List<Call> starting(Sight sight) {
    Invocations invoke = invoke(sight);
    List<Call> calls = new ArrayList<>();
    types.uses(sight).stream()
        .flatMap(ref -> sights.at(ref, sight.node(), sight.project().orElse("")).stream())
        .filter(s -> s.copy().filter(c -> c.role() == Copy.Role.OWNER).isPresent())
        .forEach(s -> calls.add(invoke.open(s)));
    stopping(sight).forEach(s -> calls.add(invoke.resume(s.ref(), s.provider(), s.state())));
    calls.add(invoke.awaitHealthy(sight.ref(), sight.provider(), sight.state()));
    return calls;
  }

  /** Its supervisors, or else itself. */
  private List<Sight> stopping(Sight sight) {
    List<Sight> supervisors = supervisors(sight);
    return supervisors.isEmpty() ? List.of(sight) : supervisors;
  }

  private List<Sight> supervisors(Sight of) {
    return sights.sights().stream()
        .filter(s -> s.node().equals(of.node()) && s.project().equals(of.project()))
        .filter(s -> supervised(s).contains(of.ref()))
        .toList();
  }

  private List<Ref> supervised(Sight by) {
    return types.type(by.ref().type()).relationsSeen(by.ref(), by.state()).stream()
        .filter(r -> r.kind() == Relation.Kind.SUPERVISES)
        .map(Relation::to)
        .toList();
  }

  private Invocations invoke(Sight sight) {
    return new Invocations(types, sight.project().orElse(""));
  }

  private void perform(Sight at, List<Call> calls) {
    if (!calls.isEmpty()) {
      sessions.of(at.node()).perform(calls, Progress.NONE);
    }
  }
}
