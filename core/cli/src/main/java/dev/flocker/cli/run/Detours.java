package dev.flocker.cli.run;

import dev.flocker.api.Ref;
import dev.flocker.api.Relation.Kind;
import dev.flocker.api.node.Progress;
import dev.flocker.cli.plan.Bypass;
import dev.flocker.cli.plan.Change;
import dev.flocker.cli.plan.Entry;
import dev.flocker.cli.plan.Plan;
import dev.flocker.cli.plan.Serving;
import dev.flocker.cli.plan.Sight;
import dev.flocker.cli.plan.Types;
import dev.flocker.cli.session.NodeTrouble;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;

/** Leads the visitors of what is replaced on one of its nodes to the others meanwhile. */
final class Detours {

  private final Plan plan;
  private final Types types;
  private final Neighbours neighbours;
  private final Applying applying;

  /** One turn after the other: each is of all nodes that visitors are led past by then. */
  private final ReentrantLock turning = new ReentrantLock();

  /** The nodes that visitors are led past now, by what is there. */
  private final Map<Ref, Set<String>> past = new LinkedHashMap<>();

  /** Where what leads to something leads now, if not where the plan saw it lead. */
  private final Map<Sight, Sight> turned = new ConcurrentHashMap<>();

  /** What may lead elsewhere: to turn it failed, or its node stopped answering meanwhile. */
  private final Set<Sight> unsure = ConcurrentHashMap.newKeySet();

  Detours(Plan plan, Types types, Neighbours neighbours, Applying applying) {
    this.plan = plan;
    this.types = types;
    this.neighbours = neighbours;
    this.applying = applying;
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
    return change.have().isPresent() && !serving().isWell(change.ref(), change.node());
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
    inTurn(
        () -> {
          for (Part part : group.parts()) {
            past.computeIfAbsent(part.ref(), r -> new HashSet<>()).addAll(part.nodes());
            turn(part.ref(), progress);
          }
        });
  }

  /**
   * To it again; does nothing if they are not led past it.
   *
   * @throws NodeTrouble if something may still lead past it; the rest does not
   */
  void back(Group group, Progress progress) {
    inTurn(
        () -> {
          for (Part part : group.parts()) {
            Set<String> nodes = past.get(part.ref());
            if (nodes != null) {
              nodes.removeAll(part.nodes());
              turn(part.ref(), progress);
            }
          }
        });
  }

  /**
   * Once none of these is replaced any more: visitors are led to all their nodes again. Whatever
   * could not be turned before is attempted once more.
   *
   * @throws NodeTrouble if something may still lead past a node
   */
  void end(Collection<Group> groups, Progress progress) {
    inTurn(
        () -> {
          Set<Ref> refs = new LinkedHashSet<>();
          for (Part part : groups.stream().flatMap(g -> g.parts().stream()).toList()) {
            past.getOrDefault(part.ref(), new HashSet<>()).removeAll(part.nodes());
            refs.add(part.ref());
          }
          refs.forEach(ref -> turn(ref, progress));
        });
  }

  private void inTurn(Runnable work) {
    turning.lock();
    try {
      work.run();
    } finally {
      turning.unlock();
    }
  }

  private void turn(Ref ref, Progress progress) {
    Set<String> nodes = new HashSet<>(past.getOrDefault(ref, Set.of()));
    nodes.addAll(serving().sick(ref, plan.changes()));
    if (nodes.containsAll(plan.model().nodesOf(ref))) {
      return; // to nobody would be worse
    }
    Map<Sight, Change> changes = new LinkedHashMap<>();
    for (Sight way : ways(ref)) {
      Sight now = turned.getOrDefault(way, way);
      Entry entry = plan.model().entry(way.ref()).orElseThrow();
      Record want =
          types
              .type(way.ref().type())
              .desired(entry.declared(), way.node(), new Bypass(plan.model(), ref, nodes));
      if (!want.equals(now.state()) || unsure.contains(way)) {
        // Whatever an attempt that failed has left of it is meant.
        Sight have = unsure.contains(way) ? now.showing(now.state()) : now;
        changes.put(way, Change.update(have, want));
      }
    }
    Queue<NodeTrouble> troubles = new ConcurrentLinkedQueue<>();
    Parallel.forEach(
        List.copyOf(changes.keySet()),
        way -> {
          try {
            turn(way, Objects.requireNonNull(changes.get(way)), progress);
          } catch (NodeTrouble.Cancelled e) {
            throw e;
          } catch (NodeTrouble e) {
            troubles.add(notTurned(way, ref, nodes, e));
          }
        });
    raise(troubles);
  }

  private void turn(Sight way, Change change, Progress progress) {
    unsure.add(way);
    applying.make(change, progress);
    turned.put(way, way.showing(change.want().orElseThrow()));
    unsure.remove(way);
  }

  private static NodeTrouble notTurned(Sight way, Ref ref, Set<String> past, NodeTrouble why) {
    String what =
        past.isEmpty()
            ? " may not lead to " + ref + " on all of its nodes: "
            : " may still lead to " + ref + " on " + String.join(", ", new TreeSet<>(past)) + ": ";
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
