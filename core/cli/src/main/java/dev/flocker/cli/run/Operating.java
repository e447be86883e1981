package dev.flocker.cli.run;

import dev.flocker.api.Ref;
import dev.flocker.api.Relation;
import dev.flocker.api.node.Holdable;
import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Quiesceable;
import dev.flocker.cli.move.Decision;
import dev.flocker.cli.move.Ownership;
import dev.flocker.cli.plan.Attendants;
import dev.flocker.cli.plan.Finding;
import dev.flocker.cli.plan.NodeViews;
import dev.flocker.cli.plan.Sight;
import dev.flocker.cli.plan.Sights;
import dev.flocker.cli.plan.Types;
import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.node.wire.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

  /** What can be stopped and started, by its name; one for each of its nodes. */
  public Finding finding() {
    return new Finding(sights, this::isOperable, "there is nothing to start or stop");
  }

  boolean isOperable(Sight sight) {
    return types.can(sight.ref(), sight.provider(), Quiesceable.class)
        && targets(sight, Relation.Kind.SUPERVISES).isEmpty();
  }

  /**
   * @param by who wants it
   */
  public void stop(Sight sight, String by) {
    ByPerson wants = new ByPerson(invoke(sight), by);
    List<Call> calls = new ArrayList<>();
    supervisors(sight).forEach(s -> calls.add(wants.stop(s)));
    calls.add(wants.stop(sight));
    perform(sight, calls);
  }

  /** Whether it runs, and who supervises it is well. */
  public boolean isUp(Sight sight) {
    return sight.running() && supervisors(sight).stream().allMatch(Sight::running);
  }

  /** Whether it is meant to end, and so may be done. */
  public boolean ends(Sight sight) {
    return types.type(sight.ref().type()).ends(sight.state());
  }

  /**
   * Returns once it is well, and stays up. Newcomers wait until it is well.
   *
   * @param by who wants it
   */
  public void start(Sight sight, String by) {
    whole(sight, starting(sight, by), List.of());
    prove(sight);
  }

  /**
   * The same, while newcomers wait. Whatever comes in between, it is started again, and newcomers
   * are let in. What is meant to end runs again, once: from then on it is not started any more,
   * however that ends.
   *
   * @param by who wants it
   */
  public void restart(Sight sight, String by) {
    Invocations invoke = invoke(sight);
    List<Call> calls = new ArrayList<>();
    List<Call> once = ends(sight) ? startingAgain(sight, by) : List.of();
    stopping(sight).forEach(s -> calls.add(invoke.quiesce(s, List.of())));
    calls.addAll(ends(sight) ? opening(sight) : starting(sight, by));
    whole(sight, calls, once);
    prove(sight);
  }

  /**
   * Performs calls while newcomers are held; what is stopped in between does not stay so.
   *
   * @param once come after the others: from then on nothing is started any more
   */
  private void whole(Sight sight, List<Call> calls, List<Call> once) {
    List<Sight> ways = ways(sight);
    Invocations invoke = invoke(sight);
    List<Call> holds = ways.stream().map(way -> invoke.hold(way, LEASE)).toList();
    List<Call> release = ways.stream().map(invoke::release).toList();
    Holding holding = new Holding(LEASE.dividedBy(3), () -> perform(sight, holds));
    List<Call> all = new ArrayList<>(holds);
    all.addAll(calls);
    boolean resumes = !ends(sight) || isUp(sight);
    holding.begin();
    try {
      perform(sight, all);
      if (!once.isEmpty()) {
        resumes = false;
        perform(sight, once);
      }
      holding.end();
      perform(sight, release);
    } catch (NodeTrouble e) {
      holding.end();
      boolean starts = resumes;
      Uninterrupted.run(() -> putBack(sight, starts, release, e));
      throw e;
    }
  }

  private void putBack(Sight sight, boolean starts, List<Call> release, NodeTrouble why) {
    List<List<Call>> all = new ArrayList<>();
    if (starts) {
      all.add(resuming(sight));
    }
    sharing(sight).forEach(other -> all.add(resuming(other)));
    all.add(release);
    for (List<Call> calls : all) {
      try {
        perform(sight, calls);
      } catch (NodeTrouble e) {
        why.addSuppressed(e);
      }
    }
  }

  /** What leads to it on its node, and can hold. */
  List<Sight> ways(Sight sight) {
    Set<Ref> ways = Attendants.waysTo(sight, types);
    return sights.sights().stream()
        .filter(s -> s.node().equals(sight.node()) && s.project().equals(sight.project()))
        .filter(s -> ways.contains(s.ref()) && types.can(s.ref(), s.provider(), Holdable.class))
        .toList();
  }

  private void prove(Sight sight) {
    perform(sight, List.of(invoke(sight).prove(sight.ref(), sight.provider(), sight.state())));
  }

  /**
   * What it uses was closed by a boot, if that came while it was stopped. What shares something of
   * it, such as its network, is started anew: it has what is gone.
   */
  private List<Call> starting(Sight sight, String by) {
    Invocations invoke = invoke(sight);
    ByPerson wants = new ByPerson(invoke, by);
    List<Call> calls = new ArrayList<>(opening(sight));
    stopping(sight).forEach(s -> calls.add(wants.resume(s)));
    calls.add(wants.awaitHealthy(sight));
    for (Sight other : sharing(sight)) {
      stopping(other).forEach(s -> calls.add(invoke.quiesce(s, List.of())));
      calls.addAll(resuming(other));
      calls.add(invoke.awaitHealthy(other.ref(), other.provider(), other.state()));
    }
    return calls;
  }

  /** Nothing shares what is meant to end. */
  private List<Call> startingAgain(Sight sight, String by) {
    ByPerson wants = new ByPerson(invoke(sight), by);
    List<Call> calls = new ArrayList<>();
    stopping(sight).forEach(s -> calls.add(wants.rerun(s)));
    calls.add(wants.awaitHealthy(sight, lastStart(sight)));
    return calls;
  }

  private List<Call> opening(Sight sight) {
    return owned(sight).stream().map(invoke(sight)::open).toList();
  }

  private Optional<String> lastStart(Sight sight) {
    List<Call> ask = List.of(invoke(sight).upSince(sight));
    return Optional.ofNullable(sessions.of(sight.node()).perform(ask, Progress.NONE).getFirst())
        .map(Object::toString);
  }

  List<Sight> sharing(Sight sight) {
    return related(Relation.Kind.SHARES, sight).stream().filter(Sight::running).toList();
  }

  private List<Call> resuming(Sight sight) {
    return stopping(sight).stream()
        .map(s -> invoke(sight).goingBack().resume(s.ref(), s.provider(), s.state()))
        .toList();
  }

  /**
   * The data that it uses, on its node.
   *
   * @throws NodeTrouble if the nodes do not show plainly that this one owns it: another one may
   *     write to it, or have newer data
   */
  List<Sight> owned(Sight sight) {
    List<Sight> owned = new ArrayList<>();
    String project = sight.project().orElse("");
    for (Ref ref : types.uses(sight)) {
      Decision decision =
          Ownership.decide(NodeViews.of(sights, ref, project), sight.node(), Set.of());
      if (!(decision instanceof Decision.Stay stay) || !stay.stale().isEmpty()) {
        throw refusal(sight, ref, decision);
      }
      sights.at(ref, sight.node(), project).ifPresent(owned::add);
    }
    return owned;
  }

  private static NodeTrouble refusal(Sight sight, Ref ref, Decision decision) {
    return switch (decision) {
      case Decision.Blocked b -> refusal(sight, ref, b.why(), b.remedy());
      case Decision.Conflict c -> refusal(sight, ref, c.why(), c.remedy());
      default ->
          refusal(
              sight,
              ref,
              sight.node() + " is not plainly its owner",
              "run its playbook first, which puts that right");
    };
  }

  private static NodeTrouble refusal(Sight sight, Ref ref, String why, String remedy) {
    return new NodeTrouble.StepFailed(
        sight.node(), sight.ref() + " is not started: " + ref + ": " + why, remedy);
  }

  /** Its supervisors, or else itself. */
  private List<Sight> stopping(Sight sight) {
    List<Sight> supervisors = supervisors(sight);
    return supervisors.isEmpty() ? List.of(sight) : supervisors;
  }

  List<Sight> supervisors(Sight of) {
    return related(Relation.Kind.SUPERVISES, of);
  }

  /** Those on its node that have a relation to it. */
  private List<Sight> related(Relation.Kind kind, Sight to) {
    return sights.sights().stream()
        .filter(s -> s.node().equals(to.node()) && s.project().equals(to.project()))
        .filter(s -> targets(s, kind).contains(to.ref()))
        .toList();
  }

  private List<Ref> targets(Sight from, Relation.Kind kind) {
    return types.type(from.ref().type()).relationsSeen(from.ref(), from.state()).stream()
        .filter(r -> r.kind() == kind)
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
