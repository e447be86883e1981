package dev.flocker.cli.modelcheck;

/** What may go wrong. Each takes one from what is left of faults. */
enum Mishap {
  /** A controller hears a node no more. */
  CUT,
  /** It was done, but the answer is lost. */
  LOST_REPLY,
  /** No answer comes, and it is done later, or never. */
  DELAY,
  /** It is done now, and once more later. */
  DOUBLE,
  /** It is done in part; then the node process dies, or loses its controller. */
  HALF,
  /** The node says that it cannot be done. */
  STEP_FAILS,
  CONTROLLER_DIES,
  /** A node process dies, and undoes nothing. */
  KILL,
  REBOOT,
  /** Nobody hears a node when a command begins. */
  UNREACHED,
  /** A node is lost for good, with its data. */
  GONE,
  /** A node is taken out of the inventory. */
  UNLISTED,
  /** A node without a copy gets the machine id of another. */
  CLONE,
  /** Someone mounts a copy that is no owner's. */
  HAND_MOUNT,
  /** A node comes up without its pool, and without the mark that it had one. */
  HIDDEN,
  /** A node that was powered off comes back. */
  POWER_ON
}
