package dev.flocker.cli.run;

import dev.flocker.api.Ref;
import dev.flocker.api.Relation.Kind;
import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Holdable;
import dev.flocker.api.node.Movable;
import dev.flocker.api.node.Preparable;
import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Quiesceable;
import dev.flocker.cli.plan.Change;
import dev.flocker.cli.plan.Change.Verb;
import dev.flocker.cli.plan.DataMove;
import dev.flocker.cli.plan.Plan;
import dev.flocker.cli.plan.Types;
import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.node.wire.Call;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Makes the graph of a plan. */
final class Steps {

  private final Plan plan;
  private final Types types;
  private final Sessions sessions;
  private final Neighbours neighbours;
  private final Invocations invoke;
  private final Sharing sharing;
  private final Movers movers;
  private final Graph graph = new Graph();
  private final Map<Group, Chain> chains = new LinkedHashMap<>();
  private final Map<Change, Step> plain = new LinkedHashMap<>();

  private Steps(Plan plan, Types types, Sessions sessions, Movers movers) {
    this.plan = plan;
    this.types = types;
    this.sessions = sessions;
    this.neighbours = new Neighbours(plan, types);
    this.invoke = new Invocations(types, plan.model().project());
    this.sharing = new Sharing(types, sessions, invoke, this::holders);
    this.movers = movers;
  }

  /** Where a resource is, or belongs. */
  private Set<String> holders(Ref ref) {
    Set<String> nodes = new HashSet<>(plan.model().nodesOf(ref));
    plan.sights().of(ref, plan.model().project()).forEach(sight -> nodes.add(sight.node()));
    return nodes;
  }

  static Graph of(Plan plan, Types types, Sessions sessions, Movers movers) {
    return new Steps(plan, types, sessions, movers).graph();
  }

  private Graph graph() {
    Set<Change> taken = new HashSet<>();
    Function<DataMove, Mover> handoffs = movers::mover;
    for (Group group : new Groups(plan, types, neighbours, handoffs).find()) {
      chains.put(group, chain(group, taken));
    }
    for (Change change : plan.changes()) {
      if (!taken.contains(change)) {
        plain.put(change, graph.add(plainStep(change)));
      }
    }
    new Order(types, neighbours, graph).of(chains, plain);
    copies();
    return graph;
  }

  private Chain chain(Group group, Set<Change> taken) {
    for (Part part : group.parts()) {
      part.stop().ifPresent(taken::add);
      part.start().ifPresent(taken::add);
      taken.addAll(part.followers());
    }
    List<Change> ways = ways(group);
    List<Change> turns = ways.stream().filter(taken::add).toList();
    Transition t = new Transition(group, preparable(group, ways), types, sessions, invoke, sharing);
    Set<Ref> about = about(group, turns);
    List<String> nodes = group.nodes();
    String names = String.join(", ", group.refs().stream().map(Ref::toString).toList());
    Step prepare = step("prepare " + names, about, nodes, t::prepare);
    Step push = step("push the data of " + names, about, nodes, t::push);
    Step release = step("stop " + names, about, nodes, t::release);
    Step establish = step("start " + names, about, nodes, or(t::establish, t::putBack));
    Step turn =
        step(
            "turn the routes to " + names,
            about,
            turns.stream().map(Change::node).distinct().toList(),
            p -> {
              turn(group, turns, p);
              t.letIn(p);
            });
    Step prove =
        step(
            "see whether " + names + " stays up",
            about,
            nodes,
            p -> t.prove(p, () -> turnBack(group, turns)));
    Step finish =
        step(
            "clean up after " + names,
            about,
            nodes,
            or(p -> finish(group, t, p), () -> abandon(group, t)));
    graph.order(prepare, release);
    graph.order(push, release);
    graph.order(release, establish);
    graph.order(establish, turn);
    graph.order(turn, prove);
    graph.order(prove, finish);
    return new Chain(prepare, release, establish, turn, prove, finish);
  }

  /** What leads to the parts of a group that start, on every node. */
  private List<Change> ways(Group group) {
    return group.parts().stream()
        .filter(part -> part.start().isPresent())
        .flatMap(part -> neighbours.changes(Kind.LEADS_TO, part.ref()).stream())
        .distinct()
        .toList();
  }

  /** Those on the node where it starts that can be prepared. */
  private List<Change> preparable(Group group, List<Change> ways) {
    return ways.stream()
        .filter(c -> group.startNode().equals(Optional.of(c.node())))
        .filter(c -> c.verb() == Verb.CREATE || c.verb() == Verb.UPDATE)
        .filter(c -> types.can(c.ref(), c.provider(), Preparable.class))
        .toList();
  }

  private void finish(Group group, Transition t, Progress progress) {
    t.finish(progress);
    prune(group);
  }

  private void abandon(Group group, Transition t) {
    t.letGo();
    try {
      prune(group);
    } catch (NodeTrouble e) {
      // The run has failed by something else; the next one prunes.
    }
  }

  /** What was kept before a replacement, also before one that failed, does not add up. */
  private void prune(Group group) {
    group.parts().forEach(part -> part.dataOfReplaced().forEach(movers::prune));
  }

  private static Set<Ref> about(Group group, List<Change> turns) {
    Set<Ref> about = new LinkedHashSet<>(group.refs());
    group.parts().forEach(p -> p.followers().forEach(c -> about.add(c.ref())));
    turns.forEach(c -> about.add(c.ref()));
    about.addAll(group.data());
    return about;
  }

  private Step step(String title, Set<Ref> about, List<String> nodes, Step.Work work) {
    return graph.add(new Step(title, about, nodes, work));
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
   * each other. The node that holds newcomers lets them go as soon as it leads to the new owner.
   */
  private void turn(Group group, List<Change> turns, Progress progress) {
    List<Change> first =
        turns.stream().filter(c -> group.startNode().filter(c.node()::equals).isPresent()).toList();
    first.forEach(c -> turn(c, progress));
    Parallel.forEach(
        turns.stream().filter(c -> !first.contains(c)).toList(),
        c -> {
          List<Call> calls = calls(c);
          if (group.stopNode().filter(c.node()::equals).isPresent()) {
            group.held().stream()
                .filter(held -> held.ref().equals(c.ref()))
                .forEach(held -> calls.add(invoke.release(held)));
          }
          sessions.of(c.node()).perform(calls, progress);
        });
  }

  /** To where a group was: there first, as when it came. */
  private void turnBack(Group group, List<Change> turns) {
    List<Change> back =
        turns.stream().filter(c -> c.verb() == Verb.UPDATE).map(Change::reversed).toList();
    Predicate<Change> first = c -> group.stopNode().filter(c.node()::equals).isPresent();
    back.stream().filter(first).forEach(c -> turn(c, Progress.NONE));
    Parallel.forEach(back.stream().filter(first.negate()).toList(), c -> turn(c, Progress.NONE));
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
    if (types.can(change.ref(), change.provider(), Movable.class)) {
      change
          .have()
          .filter(h -> change.want().isPresent())
          .filter(h -> h.copy().map(c -> c.role() != Copy.Role.REPLICA).orElse(true))
          .ifPresent(h -> calls.add(invoke.open(h)));
    }
    change
        .want()
        .ifPresent(
            want -> {
              if (types.can(change.ref(), change.provider(), Holdable.class) && !fresh) {
                calls.add(invoke.reset(change.ref(), change.provider(), want));
              }
              if (types.can(change.ref(), change.provider(), Quiesceable.class)) {
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
    return new Step(
        verb + change.ref(), Set.of(change.ref()), List.of(change.node()), p -> turn(change, p));
  }

  /**
   * Copies come last, to hold the newest state: if the data itself is in its place, whatever became
   * of those who use it. Those of one resource are made one after the other, as each writes the
   * owner's record; that one fails keeps no other from being made.
   */
  private void copies() {
    List<Step> before = graph.steps();
    Map<Ref, Step> last = new HashMap<>();
    for (List<DataMove> set : new Sets(plan).copies()) {
      Set<Ref> refs = new LinkedHashSet<>(set.stream().map(DataMove::ref).toList());
      DataMove first = set.getFirst();
      String names = String.join(", ", refs.stream().map(Ref::toString).toList());
      Step copy =
          step(
              "copy " + names + " to " + first.to(),
              refs,
              List.of(first.from(), first.to()),
              p -> movers.copy(set, p));
      before.stream()
          .filter(s -> s.about().stream().anyMatch(refs::contains))
          .forEach(s -> graph.order(s, copy));
      chains.forEach(
          (group, chain) -> {
            if (refs.stream().anyMatch(group::uses)) {
              graph.await(chain.finish(), copy);
            }
          });
      for (Ref ref : refs) {
        Step previous = last.put(ref, copy);
        if (previous != null) {
          graph.await(previous, copy);
        }
      }
    }
  }
}
