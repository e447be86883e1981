package dev.flocker.cli.modelcheck;

/** Mistakes that are put into the model, one at a time, to see that it finds them. */
enum Fault {
  NONE,

  /** Flocker's: what {@code zfs send} says at its end is not looked at; stale data is acquired. */
  SEND_FAILURE_IGNORED,

  /**
   * Flocker's: no reply to the order to own counts as a refusal, and the source is opened again.
   */
  LOST_REPLY_IS_NO,

  /** Flocker's: the source gives its ownership up after the target has taken it. */
  SOURCE_RENAMED_LATE,

  /** Flocker's: what does not answer is waited for, for ever. */
  WAITS_FOR_EVER,

  /** Flocker's: a container that was stopped for a move that failed stays stopped. */
  NOT_STARTED_AGAIN,

  /** A node that is gone for good pins what it has a part in: it cannot be struck off. */
  NOTHING_IS_FORGOTTEN,

  /** A handoff whose target is gone: no promotion leads out. */
  NO_WAY_BACK_FROM_HANDOFF,

  /** Two machines with one id are one to the run. */
  CLONES_UNNOTICED,

  /** What is mounted by hand is not looked at. */
  OPEN_BY_HAND_UNNOTICED,

  /** A target that shows nothing never had anything. */
  NOTHING_SHOWN_IS_NOTHING_THERE,

  /** A record is replaced whatever it is by now. */
  RECORDS_REPLACED_BLINDLY,

  /** A handoff is taken back without telling the target first. */
  TAKEN_BACK_IN_SECRET,

  /** A copy is promoted while its owner may be on. */
  PROMOTED_WITHOUT_POWER_OFF
}
