package dev.flocker.cli.run;

import dev.flocker.api.Ref;
import dev.flocker.api.Relation;
import dev.flocker.api.Relation.Kind;
import dev.flocker.cli.plan.Change;
import dev.flocker.cli.plan.Entry;
import dev.flocker.cli.plan.Plan;
import dev.flocker.cli.plan.Sight;
import dev.flocker.cli.plan.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who relates to whom in a plan: as declared, and for what nothing declares any more, as the nodes
 * show it.
 */
final class Neighbours {

  private final Plan plan;
  private final Types types;

  Neighbours(Plan plan, Types types) {
    this.plan = plan;
    this.types = types;
  }

  /** The resources that have a relation to {@code to}. */
  List<Ref> of(Kind kind, Ref to) {
    List<Ref> refs = new ArrayList<>(plan.model().related(kind, to));
    for (Sight sight : plan.sights().sights()) {
      if (seen(sight).contains(new Relation(kind, to)) && !refs.contains(sight.ref())) {
        refs.add(sight.ref());
      }
    }
    return refs;
  }

  /** What a resource has a relation to. */
  List<Ref> from(Ref ref, Kind kind) {
    Optional<Entry> entry = plan.model().entry(ref);
    List<Relation> relations =
        entry.isPresent()
            ? types.type(ref.type()).relations(entry.get().declared().spec())
            : plan.sights().sights().stream()
                .filter(s -> s.ref().equals(ref))
                .flatMap(s -> seen(s).stream())
                .distinct()
                .toList();
    return relations.stream().filter(r -> r.kind() == kind).map(Relation::to).toList();
  }

  /** Those on one node, as they are now, of a relation to {@code to}. */
  List<Sight> sights(Kind kind, Ref to, String node) {
    return of(kind, to).stream()
        .flatMap(ref -> plan.sights().of(ref, plan.model().project()).stream())
        .filter(s -> s.node().equals(node))
        .toList();
  }

  List<Change> changes(Kind kind, Ref to) {
    List<Ref> refs = of(kind, to);
    return plan.changes().stream().filter(c -> refs.contains(c.ref())).toList();
  }

  private List<Relation> seen(Sight sight) {
    boolean ours = sight.project().equals(Optional.of(plan.model().project()));
    return ours
        ? types.type(sight.ref().type()).relationsSeen(sight.ref(), sight.state())
        : List.of();
  }
}
