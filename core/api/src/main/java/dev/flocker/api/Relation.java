package dev.flocker.api;

/**
 * What one resource is to another. Core orders steps by these alone; it knows no types.
 *
 * @since 0.1
 */
public record Relation(Kind kind, Ref to) {

  /**
   * @since 0.1
   */
  public enum Kind {
    /** container to volume: quiesce me before it moves, resume me after. */
    USES,
    /** unit to container: its quiesce and resume go through me. */
    SUPERVISES,
    /** route to container: hold me while that is down, turn me when it is healthy. */
    LEADS_TO,
    /**
     * link to container: what I attach to starts after that, unless they wait for each other; its
     * moving does not touch me.
     */
    REACHES,
    /** link to container: applied where that runs, before it starts. */
    ATTACHES,
    /** container to container: I start once that is well. */
    FOLLOWS,
    /**
     * container to container: what I am made of is that one's, such as its network, so that I am
     * made anew when it is.
     */
    SHARES
  }
}
