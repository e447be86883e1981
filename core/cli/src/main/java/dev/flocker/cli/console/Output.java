package dev.flocker.cli.console;

import dev.flocker.api.value.Problem;
import dev.flocker.cli.run.RunListener;
import dev.flocker.cli.session.NodeTrouble;
import java.util.List;

/** How a run tells what it does. */
public interface Output extends RunListener {

  /** What keeps the run from beginning. */
  void problems(List<Problem> problems);

  void warning(String text);

  /** What ended the run as a whole. */
  void trouble(NodeTrouble trouble);

  /** The end of every run, whatever became of it. */
  void recap(Recap recap);
}
