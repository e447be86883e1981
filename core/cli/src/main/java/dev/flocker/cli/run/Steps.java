package dev.flocker.cli.run;

import dev.flocker.api.Ref;
import dev.flocker.api.Relation.Kind;
import dev.flocker.api.ResourceType.Claim;
import dev.flocker.api.node.Holdable;
import dev.flocker.api.node.Movable;
import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Provider;
import dev.flocker.api.node.Quiesceable;
import dev.flocker.cli.plan.Change;
import dev.flocker.cli.plan.Change.Verb;
import dev.flocker.cli.plan.DataMove;
import dev.flocker.cli.plan.Plan;
import dev.flocker.cli.plan.Types;
import dev.flocker.node.wire.Call;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** Makes the graph of a plan. */
final class Steps {

  private final Plan plan;
  private final Types types;
  private final Sessions sessions;
  private final Neighbours neighbours;
  private final Invocations invoke;
  private final Movers movers;
  private final Graph graph = new Graph();
  private final Map<Transition, Chain> chains = new LinkedHashMap<>();
  private final Map<Change, Step> plain = new LinkedHashMap<>();

  /** The steps of one transition. */
  private record Chain(Step prepare, Step release, Step establish, Step turn, Step finish) {}

  private Steps(Plan plan, Types types, Sessions sessions, Movers movers) {
    this.plan = plan;
    this.types = types;
    this.sessions = sessions;
    this.neighbours = new Neighbours(plan, types);
    this.invoke = new Invocations(types, plan.model().project());
    this.movers = movers;
  }

  static Graph of(Plan plan, Types types, Sessions sessions, Movers movers) {
    return new Steps(plan, types, sessions, movers).graph();
  }

  private Graph graph() {
    Set<Change> taken = new HashSet<>();
    Function<DataMove, Mover> handoffs = movers::mover;
    for (Transition t : new Transitions(plan, types, neighbours, handoffs, sessions).find()) {
      chains.put(t, chain(t, taken));
    }
    for (Change change : plan.changes()) {
      if (!taken.contains(change)) {
        plain.put(change, graph.add(plainStep(change)));
      }
    }
    orderPlain();
    orderChains();
    copies();
    return graph;
  }

  private Chain chain(Transition t, Set<Change> taken) {
    List<Change> turns = new ArrayList<>();
    for (Part part : t.parts()) {
      part.stop().ifPresent(taken::add);
      part.start().ifPresent(taken::add);
      taken.addAll(part.followers());
      if (part.start().isPresent()) {
        neighbours.changes(Kind.LEADS_TO, part.ref()).stream()
            .filter(taken::add)
            .forEach(turns::add);
      }
    }
    Set<Ref> about = about(t, turns);
    String names = String.join(", ", t.refs().stream().map(Ref::toString).toList());
    Step prepare = step("prepare " + names, Step.Phase.PREPARE, about, t.nodes(), t::prepare);
    Step push = step("push the data of " + names, Step.Phase.PREPARE, about, t.nodes(), t::push);
    Step release = step("stop " + names, Step.Phase.RELEASE, about, t.nodes(), t::release);
    Step establish =
        step(
            "start " + names, Step.Phase.ESTABLISH, about, t.nodes(), or(t::establish, t::putBack));
    Step turn =
        step(
            "turn the routes to " + names,
            Step.Phase.ESTABLISH,
            about,
            turns.stream().map(Change::node).distinct().toList(),
            p -> turn(t, turns, p));
    Step finish =
        step(
            "clean up after " + names,
            Step.Phase.ESTABLISH,
            about,
            t.nodes(),
            or(t::finish, t::letGo));
    graph.order(prepare, release);
    graph.order(push, release);
    graph.order(release, establish);
    graph.order(establish, turn);
    graph.order(turn, finish);
    return new Chain(prepare, release, establish, turn, finish);
  }

  private static Set<Ref> about(Transition t, List<Change> turns) {
    Set<Ref> about = new LinkedHashSet<>(t.refs());
    t.parts().forEach(p -> p.followers().forEach(c -> about.add(c.ref())));
    turns.forEach(c -> about.add(c.ref()));
    about.addAll(t.data());
    return about;
  }

  private Step step(
      String title, Step.Phase phase, Set<Ref> about, List<String> nodes, Step.Work work) {
    return graph.add(new Step(title, phase, about, nodes, work));
  }

  private static Step.Work or(Step.Work run, Runnable abandon) {
    return new Step.Work() {
      @Override
      public void run(Progress progress) {
        run.run(progress);
      }

      @Override
      public void abandon() {
        abandon.run();
      }
    };
  }

  /**
   * The new owner's own node first, then all others: were they turned together, they could lead to
   * each other.
   */
  private void turn(Transition t, List<Change> turns, Progress progress) {
    List<Change> first =
        turns.stream().filter(c -> t.startNode().filter(c.node()::equals).isPresent()).toList();
    first.forEach(c -> turn(c, progress));
    Parallel.forEach(
        turns.stream().filter(c -> !first.contains(c)).toList(), c -> turn(c, progress));
  }

  private void turn(Change change, Progress progress) {
    sessions.of(change.node()).perform(calls(change), progress);
  }

  private List<Call> calls(Change change) {
    List<Call> calls = new ArrayList<>();
    boolean fresh = change.verb() == Verb.CREATE;
    if (change.verb() != Verb.NONE) {
      calls.add(invoke.apply(change));
    }
    if (can(change, Movable.class)) {
      change
          .have()
          .filter(h -> change.want().isPresent())
          .ifPresent(h -> calls.add(invoke.open(h)));
    }
    change
        .want()
        .ifPresent(
            want -> {
              if (can(change, Holdable.class) && !fresh) {
                calls.add(invoke.reset(change.ref(), change.provider(), want));
              }
              if (can(change, Quiesceable.class)) {
                calls.add(invoke.resume(change.ref(), change.provider(), want));
              }
            });
    return calls;
  }

  private Step plainStep(Change change) {
    String verb =
        switch (change.verb()) {
          case CREATE -> "create ";
          case UPDATE, REPLACE -> "update ";
          case REMOVE -> "remove ";
          case NONE -> "start ";
        };
    Step.Phase phase = change.verb() == Verb.CREATE ? Step.Phase.PREPARE : Step.Phase.ESTABLISH;
    return new Step(
        verb + change.ref(),
        phase,
        Set.of(change.ref()),
        List.of(change.node()),
        p -> turn(change, p));
  }

  private void orderPlain() {
    plain.forEach(
        (change, step) ->
            plain.forEach(
                (other, before) -> {
                  boolean related =
                      neighbours.from(change.ref(), Kind.USES).contains(other.ref())
                          || neighbours.from(change.ref(), Kind.SUPERVISES).contains(other.ref())
                          || neighbours.from(change.ref(), Kind.ATTACHES).contains(other.ref());
                  if (related && change.verb() == Verb.REMOVE) {
                    graph.orderIfPossible(step, before);
                  } else if (related) {
                    graph.orderIfPossible(before, step);
                  }
                }));
  }

  private void orderChains() {
    chains.forEach(
        (t, chain) -> {
          plain.forEach((change, step) -> orderWithPlain(t, chain, change, step));
          chains.forEach(
              (other, otherChain) -> {
                if (t != other && portsMeet(t, other)) {
                  graph.order(chain.release(), otherChain.establish());
                }
                if (t != other && t.refs().equals(other.refs()) && before(t, other)) {
                  // One that runs on several nodes is changed on one after the other.
                  graph.order(chain.finish(), otherChain.release());
                }
              });
        });
    chains.forEach(
        (t, chain) ->
            reached(t)
                .forEach(
                    other ->
                        graph.orderIfPossible(
                            Objects.requireNonNull(chains.get(other)).finish(), chain.release())));
  }

  private void orderWithPlain(Transition t, Chain chain, Change change, Step step) {
    boolean used =
        t.refs().stream().anyMatch(r -> neighbours.from(r, Kind.USES).contains(change.ref()));
    if (used && change.verb() == Verb.REMOVE) {
      graph.order(chain.finish(), step);
    } else if (used) {
      graph.order(step, chain.prepare());
    }
    boolean leads = can(change, Holdable.class) && change.verb() == Verb.REMOVE;
    if (leads) {
      graph.order(step, chain.release());
    }
  }

  private boolean before(Transition t, Transition other) {
    List<Transition> all = new ArrayList<>(chains.keySet());
    return all.indexOf(t) < all.indexOf(other);
  }

  /** Whether one gives up a port on a node that the other is to have there. */
  private boolean portsMeet(Transition leaves, Transition comes) {
    if (!leaves.stops()
        || leaves.stopNode().isEmpty()
        || !leaves.stopNode().equals(comes.startNode())) {
      return false;
    }
    Set<Integer> given = new HashSet<>();
    leaves
        .parts()
        .forEach(
            p ->
                p.stop()
                    .flatMap(Change::have)
                    .ifPresent(s -> given.addAll(ports(p.ref(), s.state()))));
    return comes.parts().stream()
        .flatMap(
            p -> p.start().flatMap(Change::want).stream().flatMap(w -> ports(p.ref(), w).stream()))
        .anyMatch(given::contains);
  }

  private List<Integer> ports(Ref ref, Record state) {
    return types.type(ref.type()).claims(state).stream()
        .map(Claim::claimed)
        .map(p -> p.number())
        .toList();
  }

  /** The transitions of those that this one reaches through what is attached to it. */
  private List<Transition> reached(Transition t) {
    Set<Ref> targets = new HashSet<>();
    t.refs()
        .forEach(
            ref ->
                neighbours
                    .of(Kind.ATTACHES, ref)
                    .forEach(a -> targets.addAll(neighbours.from(a, Kind.REACHES))));
    return chains.keySet().stream()
        .filter(other -> other != t && other.refs().stream().anyMatch(targets::contains))
        .toList();
  }

  /** Copies are made once all else is done: they are to hold the newest state. */
  private void copies() {
    List<Step> before = graph.steps();
    for (DataMove move : plan.moves()) {
      if (!move.handsOff()) {
        Step copy =
            step(
                "copy " + move.ref() + " to " + move.to(),
                Step.Phase.ESTABLISH,
                Set.of(move.ref()),
                List.of(move.from(), move.to()),
                p -> movers.copy(move, p));
        before.stream()
            .filter(s -> s.about().contains(move.ref()))
            .forEach(s -> graph.order(s, copy));
      }
    }
  }

  private boolean can(Change change, Class<?> capability) {
    return types
        .provider(change.ref().type(), change.provider())
        .map(Provider::node)
        .filter(capability::isInstance)
        .isPresent();
  }
}
