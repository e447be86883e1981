package dev.flocker.cli.run;

import dev.flocker.api.Ref;
import dev.flocker.api.Relation.Kind;
import dev.flocker.api.node.Progress;
import dev.flocker.cli.plan.Bypass;
import dev.flocker.cli.plan.Change;
import dev.flocker.cli.plan.Change.Verb;
import dev.flocker.cli.plan.Entry;
import dev.flocker.cli.plan.Plan;
import dev.flocker.cli.plan.Sight;
import dev.flocker.cli.plan.Types;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Leads the visitors of what is replaced on one of its nodes to the others meanwhile. */
final class Detours {

  private final Plan plan;
  private final Types types;
  private final Neighbours neighbours;
  private final Applying applying;

  /** The nodes that visitors are led past now, by what is there. */
  private final Map<Ref, Set<String>> past = new HashMap<>();

  /** Where what leads to something leads now, if not where the plan saw it lead. */
  private final Map<Sight, Sight> turned = new ConcurrentHashMap<>();

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
    if (group.parts().size() != 1 || !group.movers().isEmpty()) {
      return false;
    }
    Part part = group.parts().getFirst();
    long ready =
        plan.sights().of(part.ref(), plan.model().project()).stream()
            .filter(Sight::running)
            .filter(s -> plan.model().nodesOf(part.ref()).contains(s.node()))
            .count();
    return part.stop().equals(part.start())
        && part.stop().filter(c -> c.verb() == Verb.REPLACE).isPresent()
        && part.data().isEmpty()
        && !ways(part.ref()).isEmpty()
        && neighbours.changes(Kind.LEADS_TO, part.ref()).isEmpty()
        && ready > Rolling.rollout(part.ref(), plan.model(), types).parallel();
  }

  /** Past the node of a group. */
  synchronized void lead(Group group, Progress progress) {
    for (Part part : group.parts()) {
      past.computeIfAbsent(part.ref(), r -> new HashSet<>()).addAll(part.nodes());
      turn(part.ref(), progress);
    }
  }

  /** To it again; does nothing if they are not led past it. */
  synchronized void back(Group group, Progress progress) {
    for (Part part : group.parts()) {
      Set<String> nodes = past.get(part.ref());
      if (nodes != null) {
        nodes.removeAll(part.nodes());
        turn(part.ref(), progress); // also what an attempt before could not
      }
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
      if (!want.equals(now.state())) {
        changes.put(way, Change.update(now, want));
      }
    }
    Parallel.forEach(
        List.copyOf(changes.keySet()),
        way -> {
          Change change = Objects.requireNonNull(changes.get(way));
          applying.make(change, progress);
          turned.put(way, way.showing(change.want().orElseThrow()));
        });
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
