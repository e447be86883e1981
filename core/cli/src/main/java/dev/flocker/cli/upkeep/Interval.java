package dev.flocker.cli.upkeep;

import java.time.Duration;
import java.time.Instant;

/**
 * How often something is done. Time is cut into intervals of this length, so that what is looked at
 * now and then is done in each: looking a moment too early puts nothing off by a whole round.
 */
record Interval(Duration every) {

  /**
   * Whether it is to be done again. Rounds that were missed are not made up for. A clock that was
   * far ahead when it was done last puts nothing off.
   */
  boolean isDue(Instant last, Instant now) {
    return number(now) > number(last) || !last.isBefore(now.plus(every));
  }

  private long number(Instant at) {
    return Math.floorDiv(at.toEpochMilli(), Math.max(1, every.toMillis()));
  }
}
