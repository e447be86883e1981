package dev.flocker.cli.modelcheck;

import dev.flocker.cli.modelcheck.Request.Op;

/**
 * How node processes end, and the machines under them: {@code Undo}, {@code Requests.end} and
 * {@code RunLock} of the node, in small.
 */
record NodeProcess(NodeSide nodes, Scripts scripts) {

  /** {@code Undo.before} */
  static void before(World w, int n, Op op) {
    if (w.get(n, World.HOLDER) == 0) {
      return;
    }
    switch (op.kind()) {
      case FENCE -> w.set(n, World.UNDO_OPEN, 1);
      case QUIESCE -> w.set(n, World.UNDO_RESUME, 1);
      default -> {}
    }
  }

  private static void loseUndo(World w, int n) {
    w.set(n, World.UNDO_OPEN, 0);
    w.set(n, World.UNDO_RESUME, 0);
  }

  /** {@code Undo.after} */
  static void after(World w, int n, Op op) {
    switch (op.kind()) {
      case OPEN -> w.set(n, World.UNDO_OPEN, 0);
      case RESUME -> w.set(n, World.UNDO_RESUME, 0);
      case RECORD -> {
        if (!op.takes()) {
          loseUndo(w, n);
        }
      }
      case SET_ASIDE -> loseUndo(w, n);
      default -> {}
    }
  }

  /** An operation that fails for a reason of the node's own. */
  static void fails(World w, int n, Op op) {
    before(w, n, op);
  }

  /** {@code Requests.end}, after the controller was lost: what is left to undo, the last first. */
  void undo(World w, int n) {
    boolean owes = w.is(n, World.OWES);
    boolean opened = !w.is(n, World.UNDO_OPEN) || NodeSide.open(w, n);
    if (opened && w.is(n, World.UNDO_RESUME) && nodes.fault() != Fault.NOT_STARTED_AGAIN) {
      NodeSide.resume(w, n);
    }
    if (w.owns(n) && owes && !w.is(n, World.RUNNING)) {
      w.violation = "the container on " + Copies.name(n) + " was stopped, and is not started again";
    }
    end(w, n);
  }

  /** The node process ends: what it was asked for is never done, with one exception. */
  void end(World w, int n) {
    w.killProcess(n);
    for (int slot = 0; slot < 2; slot++) {
      int number = w.message(slot);
      if (number != 0
          && scripts.request(number).node() == n
          && !scripts.request(number).mayOutliveItsSession()) {
        w.message(slot, 0);
      }
    }
  }

  /** What is lost with the machine's power. An owner is mounted again at boot. */
  void reboot(World w, int n) {
    w.killProcess(n);
    for (int slot = 0; slot < 2; slot++) {
      if (w.message(slot) != 0 && scripts.request(w.message(slot)).node() == n) {
        w.message(slot, 0);
      }
    }
    w.set(n, World.HAND, 0);
    w.open(n, w.owns(n) && w.is(n, World.AUTO) && !w.is(n, World.HIDDEN) && w.is(n, World.UP));
    w.set(n, World.RUNNING, w.isOpen(n) && w.is(n, World.STARTS) ? 1 : 0);
    for (int other = 0; other < World.NODES && w.isOpen(n); other++) {
      if (other != n && w.is(other, World.HAND)) {
        w.set(other, World.EXCUSED, 1); // No run had a say in it.
      }
    }
  }
}
