package dev.flocker.cli.run;

import dev.flocker.api.Ref;
import dev.flocker.api.Relation.Kind;
import dev.flocker.api.node.Progress;
import dev.flocker.cli.plan.Change;
import dev.flocker.cli.plan.Plan;
import dev.flocker.cli.plan.Serving;
import dev.flocker.cli.plan.Sight;
import dev.flocker.cli.plan.Types;
import dev.flocker.cli.session.NodeTrouble;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Leads the visitors of what is replaced on one of its nodes to the others meanwhile. */
final class Detours {

  private final Plan plan;
  private final Types types;
  private final Neighbours neighbours;
  private final Applying applying;
  private final Served served;

  /** Those that were turned, or are about to be. */
  private final Map<Where, Way> ways = new ConcurrentHashMap<>();

  private record Where(Ref ref, String node) {}

  Detours(Plan plan, Types types, Neighbours neighbours, Applying applying) {
    this.plan = plan;
    this.types = types;
    this.neighbours = neighbours;
    this.applying = applying;
    this.served = new Served(plan, types);
  }

  /**
   * Whether others can serve all visitors meanwhile, however many are replaced at once. Where what
   * leads there is changed by the same run, that would have to be undone: newcomers wait then.
   */
  boolean serve(Group group) {
    if (group.parts().size() != 1) {
      return false;
    }
    Part part = group.parts().getFirst();
    return group.isReplaced()
        && part.data().isEmpty()
        && !ways(part.ref()).isEmpty()
        && neighbours.changes(Kind.LEADS_TO, part.ref()).isEmpty()
        && ready(part.ref()) > Rolling.rollout(part.ref(), plan.model(), types).parallel();
  }

  /**
   * Whether it is one that does not run, is to be started where it is, and others serve meanwhile:
   * visitors are led to it only once it is well.
   */
  boolean revives(Group group) {
    if (group.parts().size() != 1 || !group.movers().isEmpty()) {
      return false;
    }
    Part part = group.parts().getFirst();
    return part.stop().isEmpty()
        && !part.rests()
        && part.start().filter(this::isDown).isPresent()
        && !ways(part.ref()).isEmpty()
        && neighbours.changes(Kind.LEADS_TO, part.ref()).isEmpty()
        && ready(part.ref()) > 0;
  }

  /** What is changed in place serves meanwhile, and may be the only one that does. */
  private boolean isDown(Change change) {
    return change.have().isPresent() && serving().isSick(change.ref(), change.node());
  }

  /** Whether nothing of a group is one of several that is not well where it is. */
  boolean isWell(Group group) {
    return group.parts().stream()
        .flatMap(part -> part.start().stream())
        .noneMatch(
            c ->
                c.have().isPresent()
                    && plan.model().nodesOf(c.ref()).size() > 1
                    && !serving().isWell(c.ref(), c.node()));
  }

  /** On how many nodes it is well that it is to be on. */
  private long ready(Ref ref) {
    return plan.model().nodesOf(ref).stream().filter(node -> serving().isWell(ref, node)).count();
  }

  private Serving serving() {
    return new Serving(plan.model(), types, plan.sights());
  }

  /** Where something leads to one of these. */
  List<String> nodes(Set<Ref> refs) {
    return refs.stream().flatMap(r -> ways(r).stream()).map(Sight::node).distinct().toList();
  }

  /**
   * Past the node of a group.
   *
   * @throws NodeTrouble if something may still lead there; the rest does not
   */
  void lead(Group group, Progress progress) {
    for (Part part : group.parts()) {
      served.leave(part);
      turn(part.ref(), progress);
    }
  }

  /** From now on a group is well where it starts, and is to be led to. */
  void arrived(Group group) {
    group.parts().forEach(part -> part.start().ifPresent(served::arrived));
  }

  /**
   * To it again; does nothing if they are led past none of its nodes.
   *
   * @throws NodeTrouble if something may still lead past it; the rest does not
   */
  void back(Group group, Progress progress) {
    for (Part part : group.parts()) {
      if (served.isLed(part.ref())) {
        served.comeBack(part);
        turn(part.ref(), progress);
      }
    }
  }

  /**
   * Once none of these is replaced any more: visitors are led to all their nodes again. Whatever
   * could not be turned before is attempted once more.
   *
   * @throws NodeTrouble if something may still lead past a node
   */
  void end(Collection<Group> groups, Progress progress) {
    Set<Ref> refs = new LinkedHashSet<>();
    for (Part part : groups.stream().flatMap(g -> g.parts().stream()).toList()) {
      served.comeBack(part);
      refs.add(part.ref());
    }
    refs.forEach(ref -> turn(ref, progress));
  }

  /** Makes what leads somewhere as planned, but leads it only to where that is well by now. */
  void make(Change change, Consumer<Change> how) {
    Optional<Ref> to =
        plan.model().entry(change.ref()).stream()
            .flatMap(way -> plan.model().targets(way, Kind.LEADS_TO).stream())
            .findFirst();
    if (change.want().isEmpty() || to.isEmpty()) {
      how.accept(change);
    } else {
      way(change.ref(), change.node(), change.have())
          .make(() -> Optional.of(byNow(change, to.get())), how);
    }
  }

  private Change byNow(Change change, Ref to) {
    return served.past(to).isEmpty()
        ? change
        : served.want(change.ref(), change.node(), to).map(change::wanting).orElse(change);
  }

  private Way way(Ref ref, String node, Optional<Sight> seen) {
    return ways.computeIfAbsent(
        new Where(ref, node), w -> new Way(node, plan.model().project(), seen));
  }

  private void turn(Ref ref, Progress progress) {
    Queue<NodeTrouble> troubles = new ConcurrentLinkedQueue<>();
    Parallel.forEach(
        turnable(ref),
        where -> {
          try {
            way(where.ref(), where.node(), plan.sights().at(where.ref(), where.node()))
                .turn(
                    () -> served.want(where.ref(), where.node(), ref),
                    change -> applying.make(change, progress));
          } catch (NodeTrouble.Cancelled e) {
            throw e;
          } catch (NodeTrouble e) {
            troubles.add(notTurned(where, ref, served.past(ref), e));
          }
        });
    raise(troubles);
  }

  /** What leads to something by now: not what a step of its own is still to make. */
  private List<Where> turnable(Ref ref) {
    List<Ref> leading = neighbours.of(Kind.LEADS_TO, ref);
    Stream<Where> seen =
        ways(ref).stream().map(s -> new Where(s.ref(), s.node())).filter(w -> !isPlanned(w));
    Stream<Where> made = ways.keySet().stream().filter(w -> leading.contains(w.ref()));
    return Stream.concat(seen, made).distinct().toList();
  }

  private boolean isPlanned(Where where) {
    return plan.changes().stream()
        .anyMatch(c -> c.ref().equals(where.ref()) && c.node().equals(where.node()));
  }

  private static NodeTrouble notTurned(Where way, Ref ref, Set<String> past, NodeTrouble why) {
    String what =
        past.isEmpty()
            ? " may not lead to " + ref + " on all of its nodes: "
            : " may still lead to " + ref + " on " + String.join(", ", past) + ": ";
    String text = way.ref() + what + why.why();
    return switch (why) {
      case NodeTrouble.Unreachable u ->
          new NodeTrouble.Unreachable(
              way.node(), text, "once " + way.node() + " answers, run again, which turns it");
      case NodeTrouble.StepFailed s ->
          new NodeTrouble.StepFailed(
              way.node(),
              text,
              s.remedy().isEmpty() ? "run again, which turns it" : s.remedy() + "; then run again");
      default -> why;
    };
  }

  private static void raise(Queue<NodeTrouble> troubles) {
    NodeTrouble first = troubles.poll();
    if (first != null) {
      troubles.forEach(first::addSuppressed);
      throw first;
    }
  }

  /** What leads to something, and is declared, wherever it is. */
  private List<Sight> ways(Ref ref) {
    return neighbours.of(Kind.LEADS_TO, ref).stream()
        .filter(way -> plan.model().entry(way).isPresent())
        .flatMap(way -> plan.sights().of(way, plan.model().project()).stream())
        .filter(way -> plan.model().nodesOf(way.ref()).contains(way.node()))
        .toList();
  }
}
