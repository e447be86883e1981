package dev.flocker.cli.run;

import dev.flocker.api.Fact;
import dev.flocker.api.NodeInfo;
import dev.flocker.api.Ref;
import dev.flocker.api.Relation;
import dev.flocker.api.Summary.Grade;
import dev.flocker.cli.plan.Change;
import dev.flocker.cli.plan.Change.Verb;
import dev.flocker.cli.plan.Plan;
import dev.flocker.cli.plan.Types;
import dev.flocker.cli.state.Instance;
import dev.flocker.cli.state.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Something that was not well when a run looked.
 *
 * @param status in its node's words
 * @param since from when on that goes on, where it is known
 */
public record Ailing(Ref ref, String node, String status, Optional<Instant> since) {

  /**
   * All of a plan that is declared and runs. What the plan changes is left out, as that tells how
   * it goes; but not what has been failing again and again for a while and is only started again.
   */
  static List<Ailing> of(Plan plan, Types types, Instant now) {
    List<NodeInfo> nodes = plan.model().nodes();
    String project = plan.model().project();
    Set<Ref> changed = plan.changes().stream().map(Change::ref).collect(Collectors.toSet());
    Set<Ref> anew =
        plan.changes().stream()
            .filter(c -> c.verb() == Verb.CREATE || c.verb() == Verb.REPLACE)
            .map(Change::ref)
            .collect(Collectors.toSet());
    List<Ailing> all = new ArrayList<>();
    State.of(plan.sights(), types, nodes, Optional.of(project), now).projects().stream()
        .flatMap(p -> p.resources().stream())
        .filter(r -> plan.model().entry(r.ref()).isPresent())
        .filter(r -> r.grade() == Grade.BAD)
        .forEach(
            r ->
                r.instances().stream()
                    .filter(i -> i.grade() == Grade.BAD && i.copy().isEmpty() && !supervises(i))
                    .map(i -> of(r.ref(), i))
                    .filter(a -> !(a.since().isPresent() ? anew : changed).contains(a.ref()))
                    .forEach(all::add));
    return List.copyOf(all);
  }

  /** Whom it supervises says it for both. */
  private static boolean supervises(Instance one) {
    return one.relations().stream().anyMatch(r -> r.kind() == Relation.Kind.SUPERVISES);
  }

  private static Ailing of(Ref ref, Instance one) {
    Optional<Instant> since =
        one.facts().stream()
            .filter(f -> f.kind() == Fact.Kind.TIME && f.label().equals(Fact.SINCE))
            .map(Fact::instant)
            .findFirst();
    return new Ailing(ref, one.node(), one.status(), since);
  }
}
