package dev.flocker.cli.run;

import dev.flocker.cli.model.Project;
import dev.flocker.cli.plan.Plan;
import dev.flocker.cli.plan.Types;
import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.cli.upkeep.Lags;
import java.util.Map;
import java.util.function.Consumer;

/** One plan: told step by step, and done. */
final class PlanRun {

  private final Project project;
  private final Plan plan;
  private final Types types;
  private final Sessions sessions;
  private final Movers movers;
  private final RunListener listener;

  PlanRun(
      Project project,
      Plan plan,
      Types types,
      Sessions sessions,
      Movers movers,
      RunListener listener) {
    this.project = project;
    this.plan = plan;
    this.types = types;
    this.sessions = sessions;
    this.movers = movers;
    this.listener = listener;
  }

  /** Who does not want to know the steps costs nothing. */
  void tell() {
    listener.planned(project, Lags.noted(plan));
    listener.foreseen(project, () -> Track.of(graph(new Downtimes()), Map.of()));
  }

  /**
   * @param lost gets every node that was lost on the way
   */
  Report run(Consumer<NodeTrouble.Unreachable> lost) {
    Downtimes pauses = new Downtimes();
    Executor executor = new Executor(graph(pauses), listener);
    Map<Step, Executor.Outcome> outcomes = executor.run();
    for (NodeTrouble why : executor.troubles().values()) {
      if (why instanceof NodeTrouble.Unreachable e) {
        lost.accept(e);
      }
    }
    listener.ran(project, executor.tracks(), pauses.over());
    return Reports.of(plan, types, outcomes, executor);
  }

  private Graph graph(Downtimes pauses) {
    return Steps.of(plan, types, sessions, movers, pauses);
  }
}
