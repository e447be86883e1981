package dev.flocker.cli.modelcheck;

import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Progress;
import dev.flocker.cli.move.Decision;
import dev.flocker.cli.move.Decision.Stale;
import dev.flocker.cli.move.Handoff;
import dev.flocker.cli.move.Repairs;
import dev.flocker.cli.move.Replication;
import dev.flocker.cli.move.Side;
import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.node.wire.Call.Operation;
import java.util.List;
import java.util.Set;

/**
 * What a controller does after it decided, by the real sequences of {@code dev.flocker.cli.move},
 * put together as its commands put them together.
 */
sealed interface Program {

  /** How many snapshots stay besides those that are needed. */
  int KEEP = 1;

  Scene scene();

  /**
   * @return whether the run looks and decides again
   * @throws NodeTrouble if it ends by a failure
   */
  boolean run(Sides sides);

  /** A volume with its container: {@code Transition}, {@code Recovery} and {@code DataMovers}. */
  record Moving(Scene scene, int from, int to, boolean resumed) implements Program {
    @Override
    public boolean run(Sides sides) {
      try (Handoff handoff = new Handoff(sides.side(from), sides.side(to))) {
        if (!resumed) {
          handoff.push(Progress.NONE);
        }
        try {
          handOver(handoff, sides);
        } catch (NodeTrouble e) {
          boolean back = handoff.giveUp().equals(Copies.name(from));
          if (back && !resumed) {
            sides.container(from, Operation.RESUME);
          }
          return false;
        }
        handoff.settle();
        handoff.retain(sides.others(from, to), KEEP);
        return false;
      }
    }

    private void handOver(Handoff handoff, Sides sides) {
      if (resumed) {
        handoff.resume();
      } else {
        sides.container(from, Operation.QUIESCE);
        handoff.release(Progress.NONE);
      }
      handoff.establish(List.of(sides.container(Operation.RESUME)), Progress.NONE);
    }
  }

  /** {@code Runner.repaired}: what earlier runs left behind is put right first. */
  record Repairing(
      Scene scene, String owner, List<Stale> stale, String takeFrom, int home, int round)
      implements Program {
    @Override
    public boolean run(Sides sides) {
      boolean well = true;
      for (Stale s : stale) {
        well &= attempt(() -> repair(s, sides));
      }
      if (!takeFrom.isEmpty()) {
        well &= attempt(() -> Repairs.takeBack(sides.side(owner), sides.side(takeFrom)));
      }
      return well;
    }

    private void repair(Stale s, Sides sides) {
      Side side = sides.side(s.node());
      if (s.fate() == Decision.Fate.DEMOTE) {
        Repairs.demote(side, sides.side(owner));
      } else {
        sides.container(Copies.node(s.node()), Operation.QUIESCE);
        Repairs.setAside(side);
      }
    }

    private static boolean attempt(Runnable repair) {
      try {
        repair.run();
        return true;
      } catch (NodeTrouble.StepFailed e) {
        return false;
      } catch (NodeTrouble.Unreachable e) {
        return true; // It is decided again, without that node.
      }
    }
  }

  /** It is where it belongs. */
  record Staying(Scene scene, int home, boolean open) implements Program {
    @Override
    public boolean run(Sides sides) {
      if (!open) {
        sides.side(home).open();
      }
      sides.container(home, Operation.RESUME);
      return false;
    }
  }

  /** {@code flocker volume push}, and what a run does for a replica. */
  record Pushing(Scene scene, int owner, int to) implements Program {
    @Override
    public boolean run(Sides sides) {
      Replication replication = new Replication(sides.side(owner), sides.side(to));
      replication.push(Progress.NONE);
      replication.retain(sides.others(owner, to), KEEP);
      return false;
    }
  }

  /** {@code flocker volume promote --accept-loss}, after all that has to be off is off. */
  record Promoting(Scene scene, int node, List<Copy> seen, List<String> aside) implements Program {
    @Override
    public boolean run(Sides sides) {
      Repairs.promoteWithLoss(sides.side(node), seen, aside.stream().map(sides::side).toList());
      return false;
    }
  }

  /** {@code flocker volume forget}. */
  record Forgetting(Scene scene, Set<String> ids, List<Integer> holders) implements Program {
    @Override
    public boolean run(Sides sides) {
      holders.forEach(n -> Repairs.forget(sides.side(n), ids));
      return false;
    }
  }
}
