package dev.flocker.cli.plan;

import dev.flocker.api.Ref;

/**
 * A record that an earlier run, or a node that was away, has left behind, to be put right before
 * anything else is planned.
 *
 * @param node whose copy it is
 * @param other the owner; for a handoff that is taken back, its target
 */
public record Repair(Kind kind, Ref ref, String provider, String node, String other) {

  /** What becomes of the copy, for people. */
  public String note() {
    return switch (kind) {
      case TAKE_BACK -> "its unfinished handoff to " + other + " is taken back";
      case DEMOTE -> "it was handed over to " + other + " and becomes a replica";
      case SET_ASIDE -> "it was superseded by " + other + " and is kept under another name";
      case RENAME -> "it gets the name that it has on " + other;
    };
  }

  /** What is put right. */
  public enum Kind {
    /** A handoff that was recorded, but not finished, and is not wanted any more. */
    TAKE_BACK,
    /** A copy that was handed over: it becomes a replica. */
    DEMOTE,
    /** A copy that was superseded and may hold what the owner does not: kept under another name. */
    SET_ASIDE,
    /** A copy that still has the name from before, where its owner has the new one. */
    RENAME
  }
}
