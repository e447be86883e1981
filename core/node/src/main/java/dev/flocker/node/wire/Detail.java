package dev.flocker.node.wire;

/** How closely a look looks. */
public enum Detail {
  /** What plans compare. */
  STATE,
  /** Also how well is what runs. */
  HEALTH,
  /** Also how everything is at the moment. */
  LIVE,
  /** Also what takes a while to measure. */
  MEASURED
}
