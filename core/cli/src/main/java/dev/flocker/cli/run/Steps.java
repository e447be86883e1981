package dev.flocker.cli.run;

import dev.flocker.api.Ref;
import dev.flocker.api.Relation.Kind;
import dev.flocker.api.node.Preparable;
import dev.flocker.api.node.Progress;
import dev.flocker.cli.plan.Change;
import dev.flocker.cli.plan.Change.Verb;
import dev.flocker.cli.plan.Plan;
import dev.flocker.cli.plan.Types;
import dev.flocker.cli.session.NodeTrouble;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Makes the graph of a plan. */
final class Steps {

  private final Plan plan;
  private final Types types;
  private final Neighbours neighbours;
  private final Invocations invoke;
  private final Sharing sharing;
  private final Applying applying;
  private final Detours detours;
  private final Movers movers;
  private final Downtimes pauses;
  private final Graph graph = new Graph();
  private final Map<Group, Chain> chains = new LinkedHashMap<>();
  private final Map<Group, Transition> detoured = new LinkedHashMap<>();
  private final Map<Change, Step> plain = new LinkedHashMap<>();

  private Steps(Plan plan, Types types, Sessions sessions, Movers movers, Downtimes pauses) {
    this.plan = plan;
    this.types = types;
    this.neighbours = new Neighbours(plan, types);
    this.invoke = new Invocations(types, plan.model().project());
    this.sharing = new Sharing(types, sessions, invoke, this::holders);
    this.applying = new Applying(plan.model(), types, sessions, invoke);
    this.detours = new Detours(plan, types, neighbours, applying);
    this.movers = movers;
    this.pauses = pauses;
  }

  /** Where a resource is, or belongs. */
  private Set<String> holders(Ref ref) {
    Set<String> nodes = new HashSet<>(plan.model().nodesOf(ref));
    plan.sights().of(ref, plan.model().project()).forEach(sight -> nodes.add(sight.node()));
    return nodes;
  }

  static Graph of(Plan plan, Types types, Sessions sessions, Movers movers, Downtimes pauses) {
    return new Steps(plan, types, sessions, movers, pauses).graph();
  }

  private Graph graph() {
    Set<Change> taken = new HashSet<>();
    List<Group> groups = new ArrayList<>(new Groups(plan, types, neighbours, movers).find());
    // What is not well goes first: nobody misses it, and it is led to once it is mended.
    groups.sort(Comparator.comparing(detours::isWell));
    for (Group group : groups) {
      chains.put(group, chain(group, taken));
    }
    for (Change change : plan.changes()) {
      if (!taken.contains(change)) {
        plain.put(change, graph.add(plainStep(change)));
      }
    }
    new Order(types, neighbours, graph).of(chains, plain);
    new Rolling(plan.model(), types, neighbours, graph).order(chains);
    lastTurns();
    new Copies(graph, movers).after(chains, new Sets(plan).copies());
    return graph;
  }

  private Chain chain(Group found, Set<Change> taken) {
    for (Part part : found.parts()) {
      part.stop().ifPresent(taken::add);
      part.start().ifPresent(taken::add);
      taken.addAll(part.followers());
    }
    // Nobody need wait where others serve.
    boolean replaced = detours.serve(found);
    boolean detour = replaced || detours.revives(found);
    Group group = replaced ? found.holdingNobody() : found;
    List<Change> ways = ways(group);
    Turn turn = new Turn(group, ways.stream().filter(taken::add).toList(), applying, detours);
    Transition t =
        new Transition(
            group,
            preparable(group, ways),
            types,
            applying.sessions(),
            applying.invoke(),
            sharing,
            pauses.of(group));
    if (replaced) {
      detoured.put(found, t);
    }
    Set<Ref> about = group.about(turn.changes());
    List<String> nodes = group.nodes();
    String names = group.named();
    Step prepare = step("prepare " + names, about, nodes, t::prepare);
    Step push = step("push the data of " + names, about, nodes, t::push);
    Step release = step("stop " + names, about, nodes, p -> release(group, t, detour, p));
    Step establish = step("start " + names, about, nodes, or(t::establish, quietly(t::putBack)));
    Step turning =
        step(
            "turn the routes to " + names,
            about,
            turn.nodes(),
            or(p -> turn(group, t, turn, p), quietly(() -> leadBack(group, t))));
    Step prove =
        step("see whether " + names + " stays up", about, nodes, p -> t.prove(p, turn::back));
    Step finish =
        step(
            "clean up after " + names,
            about,
            nodes,
            or(p -> finish(group, t, p), () -> abandon(group, t, detour)));
    graph.order(prepare, release);
    graph.order(push, release);
    graph.order(release, establish);
    graph.order(establish, turning);
    graph.order(turning, prove);
    graph.order(prove, finish);
    return new Chain(prepare, release, establish, turning, prove, finish);
  }

  private void release(Group group, Transition t, boolean detour, Progress progress) {
    if (detour) {
      detours.lead(group, progress);
    }
    t.release(progress);
  }

  /** Not to what does not run: others serve. */
  private void leadBack(Group group, Transition t) {
    if (t.isRunning()) {
      detours.back(group, Progress.NONE);
    }
  }

  private void turn(Group group, Transition t, Turn turn, Progress progress) {
    detours.arrived(group);
    turn.make(progress);
    detours.back(group, progress);
    t.letIn(progress);
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

  private Optional<String> abandon(Group group, Transition t, boolean detour) {
    try {
      return new Abandoning(group, t, detours, detour, reverts(group)).run();
    } finally {
      try {
        prune(group);
      } catch (NodeTrouble e) {
        // The run has failed by something else; the next one prunes.
      }
    }
  }

  private boolean reverts(Group group) {
    return group.refs().stream().anyMatch(r -> Rolling.rollout(r, plan.model(), types).reverts());
  }

  /** Visitors are led to all nodes again, also where that could not be done at its time. */
  private void lastTurns() {
    if (!detoured.isEmpty()) {
      Set<Ref> about = new LinkedHashSet<>();
      detoured.keySet().forEach(g -> about.addAll(g.refs()));
      Step end =
          step(
              "see that visitors are led to all nodes again",
              about,
              detours.nodes(about),
              or(
                  p -> detours.end(thoseThatRun(), p),
                  quietly(() -> detours.end(thoseThatRun(), Progress.NONE))));
      chains.forEach(
          (group, chain) -> {
            if (detoured.containsKey(group)) {
              graph.await(chain.finish(), end);
            }
          });
    }
  }

  private List<Group> thoseThatRun() {
    return detoured.entrySet().stream()
        .filter(e -> e.getValue().isRunning())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** What was kept before a replacement, also before one that failed, does not add up. */
  private void prune(Group group) {
    group.parts().stream()
        .flatMap(part -> part.dataOfReplaced().stream())
        .filter(s -> plan.renames().stream().noneMatch(r -> r.was().equals(s.ref())))
        .forEach(movers::prune);
  }

  private Step step(String title, Set<Ref> about, List<String> nodes, Step.Work work) {
    return graph.add(new Step(title, about, nodes, work));
  }

  private static Supplier<Optional<String>> quietly(Runnable abandon) {
    return () -> {
      abandon.run();
      return Optional.empty();
    };
  }

  private static Step.Work or(Step.Work run, Supplier<Optional<String>> abandon) {
    return new Step.Work() {
      @Override
      public void run(Progress progress) {
        run.run(progress);
      }

      @Override
      public Optional<String> abandon() {
        return abandon.get();
      }
    };
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
        verb + change.ref(),
        Set.of(change.ref()),
        List.of(change.node()),
        p -> applying.make(change, p));
  }
}
