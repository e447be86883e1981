package dev.flocker.cli.run;

import dev.flocker.api.Ref;
import dev.flocker.cli.plan.Action;
import dev.flocker.cli.plan.Plan;
import dev.flocker.cli.plan.Types;
import dev.flocker.cli.run.Report.Outcome;
import dev.flocker.cli.session.NodeTrouble;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Sums up what became of a plan. */
final class Reports {

  private final Plan plan;
  private final Types types;
  private final Map<Ref, Outcome> outcomes = new TreeMap<>();
  private final Map<String, NodeTrouble> troubles = new LinkedHashMap<>();

  private Reports(Plan plan, Types types) {
    this.plan = plan;
    this.types = types;
    plan.unchanged().forEach(r -> raise(r, Outcome.OK));
    plan.unseen().forEach(r -> raise(r, Outcome.UNREACHABLE));
    plan.pending().forEach(r -> raise(r, Outcome.PENDING));
    plan.refusals()
        .forEach(
            (ref, no) -> {
              raise(ref, Outcome.FAILED);
              troubles.put(ref.toString(), no.trouble());
            });
  }

  /** Of a run that only looked. */
  static Report checked(Plan plan, Types types) {
    Reports reports = new Reports(plan, types);
    plan.actions().forEach(a -> reports.raise(a.ref(), Outcome.PENDING));
    return reports.report(false);
  }

  /** Of a plan that was run: {@code steps} is what the executor made of them. */
  static Report of(Plan plan, Types types, Map<Step, Executor.Outcome> steps, Executor executor) {
    Reports reports = new Reports(plan, types);
    Set<Ref> written = new LinkedHashSet<>();
    plan.changes().forEach(c -> written.add(c.ref()));
    plan.moves().forEach(m -> written.add(m.ref()));
    plan.renames().forEach(r -> written.add(r.ref()));
    written.forEach(r -> reports.raise(r, Outcome.CHANGED));
    steps.forEach((step, outcome) -> step.about().forEach(r -> reports.raise(r, outcome(outcome))));
    executor.troubles().forEach((step, why) -> reports.troubles.put(step.title(), why));
    return reports.report(executor.interrupted());
  }

  private static Outcome outcome(Executor.Outcome outcome) {
    return switch (outcome) {
      case DONE -> Outcome.OK;
      case SKIPPED -> Outcome.SKIPPED;
      case FAILED -> Outcome.FAILED;
    };
  }

  private void raise(Ref ref, Outcome outcome) {
    outcomes.merge(ref, outcome, (a, b) -> a.compareTo(b) > 0 ? a : b);
  }

  private Report report(boolean interrupted) {
    Map<String, Map<Ref, Outcome>> byNode = new TreeMap<>();
    plan.model().nodes().forEach(n -> byNode.put(n.name(), new TreeMap<>()));
    outcomes.forEach(
        (ref, outcome) ->
            nodes(ref)
                .forEach(n -> byNode.computeIfAbsent(n, x -> new TreeMap<>()).put(ref, outcome)));
    return new Report(
        plan.model().project(),
        outcomes,
        Report.counted(byNode),
        troubles,
        Ailing.of(plan, types, Instant.now()),
        interrupted);
  }

  /** Where a resource is or is to be, and for a change only where it changes. */
  private Set<String> nodes(Ref ref) {
    Set<String> nodes = new LinkedHashSet<>();
    for (Action action : plan.actions()) {
      if (action.ref().equals(ref)) {
        nodes.addAll(action.nodes());
        nodes.addAll(action.to());
      }
    }
    return nodes.isEmpty() ? new LinkedHashSet<>(plan.model().nodesOf(ref)) : nodes;
  }
}
