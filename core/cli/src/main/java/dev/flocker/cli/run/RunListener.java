package dev.flocker.cli.run;

import dev.flocker.cli.model.Project;
import dev.flocker.cli.plan.Plan;
import dev.flocker.cli.session.NodeTrouble;
import java.util.List;
import java.util.function.Supplier;

/** Is told how a whole run goes on; called from several threads. */
public interface RunListener extends Watcher {

  /** A node could not be asked; the others go on where that is safe. */
  void unreachable(String node, NodeTrouble why);

  /** What will be done, or with {@code --check} would be. */
  void planned(Project project, Plan plan);

  /** The steps in which that will be done; only who asks for them has them made. */
  default void foreseen(Project project, Supplier<List<Track>> steps) {}

  /** The same steps, when the last has ended. */
  default void ran(Project project, List<Track> steps, List<Downtime> pauses) {}

  void finished(Project project, Report report);
}
