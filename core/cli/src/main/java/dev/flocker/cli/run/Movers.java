package dev.flocker.cli.run;

import dev.flocker.api.node.Progress;
import dev.flocker.cli.plan.Change;
import dev.flocker.cli.plan.DataMove;
import dev.flocker.cli.plan.Plan;
import dev.flocker.cli.plan.Rename;
import dev.flocker.cli.plan.Repair;
import dev.flocker.cli.plan.Sight;
import dev.flocker.cli.session.NodeTrouble;
import java.util.List;
import java.util.function.Consumer;

/** How data gets from one node to another. */
public interface Movers {

  Mover mover(DataMove move);

  /** The same of data that stays on its node, and gets another name there. */
  Mover mover(Rename rename);

  /**
   * Sees to it, before anything is touched, that a node can make a change.
   *
   * @throws NodeTrouble.StepFailed if it cannot
   */
  void foresee(Change change);

  /**
   * Sees to it, before anything is touched, that nothing but what a run stops keeps data open that
   * is to go.
   *
   * @throws NodeTrouble.StepFailed if something does
   */
  void requireClosable(DataMove move);

  /**
   * Sees to it, before anything is touched, that a node can take what is to come there.
   *
   * @param besides bytes that other data brings there in the same run
   * @return about how many bytes it brings itself
   * @throws NodeTrouble.StepFailed if it cannot
   */
  long requireReceivable(DataMove move, long besides);

  /**
   * Brings copies on another node up to the owner's state now.
   *
   * @param set what is one state, from one node to one other
   */
  void copy(List<DataMove> set, Progress progress);

  /** Lets go of snapshots that nobody needs any more, of data that stays where it is. */
  void prune(Sight owner);

  /** Puts right what an earlier run left behind. */
  void repair(Repair repair);

  /** Makes them for a plan. */
  interface Maker {

    /**
     * @param lost is told of a node that was lost where that fails nothing
     */
    Movers of(Plan plan, Sessions sessions, Consumer<NodeTrouble.Unreachable> lost);
  }
}
