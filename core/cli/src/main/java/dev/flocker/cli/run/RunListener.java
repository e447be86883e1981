package dev.flocker.cli.run;

import dev.flocker.cli.model.Project;
import dev.flocker.cli.plan.Plan;
import dev.flocker.cli.session.NodeTrouble;

/** Is told how a whole run goes on; called from several threads. */
public interface RunListener extends Watcher {

  /** A node could not be asked; the others go on where that is safe. */
  void unreachable(String node, NodeTrouble why);

  /** What will be done, or with {@code --check} would be. */
  void planned(Project project, Plan plan);

  void finished(Project project, Report report);
}
