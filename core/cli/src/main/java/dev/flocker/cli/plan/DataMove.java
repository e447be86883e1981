package dev.flocker.cli.plan;

import dev.flocker.api.Ref;

/**
 * Data that goes from one node to another.
 *
 * @param want what it should be where it goes
 * @param keep how many versions are kept besides those that replicas need
 */
public record DataMove(
    Ref ref, String provider, String from, String to, Kind kind, Record want, int keep) {

  /** What is moved. */
  public enum Kind {
    /** Ownership, with all of the data. */
    HANDOFF,
    /** Ownership, which an earlier run had begun to hand over: the data is there already. */
    RESUMED_HANDOFF,
    /** A copy; the owner stays owner. */
    COPY
  }

  public boolean handsOff() {
    return kind != Kind.COPY;
  }
}
