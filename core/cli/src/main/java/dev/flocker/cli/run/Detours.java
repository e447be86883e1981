package dev.flocker.cli.run;

import dev.flocker.api.Ref;
import dev.flocker.api.Relation.Kind;
import dev.flocker.api.node.Progress;
import dev.flocker.cli.plan.Bypass;
import dev.flocker.cli.plan.Change;
import dev.flocker.cli.plan.Entry;
import dev.flocker.cli.plan.Plan;
import dev.flocker.cli.plan.Sight;
import dev.flocker.cli.plan.Types;
import dev.flocker.cli.session.NodeTrouble;
import java.util.HashSet;
import java.util.LinkedHashMap;
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
    long ready =
        plan.sights().of(part.ref(), plan.model().project()).stream()
            .filter(Sight::running)
            .filter(s -> plan.model().nodesOf(part.ref()).contains(s.node()))
            .count();
    return group.isReplaced()
        && part.data().isEmpty()
        && !ways(part.ref()).isEmpty()
        && neighbours.changes(Kind.LEADS_TO, part.ref()).isEmpty()
        && ready > Rolling.rollout(part.ref(), plan.model(), types).parallel();
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
   * Once nothing is replaced any more: visitors are led to all again. Whatever could not be turned
   * before is attempted once more.
   *
   * @throws NodeTrouble if something may still lead past a node
   */
  void end(Progress progress) {
    inTurn(
        () -> {
          past.values().forEach(Set::clear);
          past.keySet().forEach(ref -> turn(ref, progress));
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
    Set<String> nodes = Set.copyOf(past.getOrDefault(ref, Set.of()));
    Map<Sight, Change> changes = new LinkedHashMap<>();
    for (Sight way : ways(ref)) {
      Sight now = turned.getOrDefault(way, way);
      Entry entry = plan.model().entry(way.ref()).orElseThrow();
      Record want =
          types
              .type(way.ref().type())
              .desired(entry.declared(), way.node(), new Bypass(plan.model(), ref, nodes));
      if (!want.equals(now.state()) || unsure.contains(way)) {
        changes.put(way, Change.update(now, want));
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
