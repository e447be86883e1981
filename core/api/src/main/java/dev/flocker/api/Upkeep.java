package dev.flocker.api;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is done for data again and again, by {@code flocker keep}. It is no part of what a node
 * should show: a change of it changes nothing there.
 *
 * @param snapshots which are taken, and stay; empty for none
 * @param refresh how often replicas are brought up to the owner's state; empty for never
 * @since 0.1
 */
public record Upkeep(Optional<Snapshots> snapshots, Optional<Duration> refresh) {

  public static final Upkeep NONE = new Upkeep(Optional.empty(), Optional.empty());

  public Upkeep {
    refresh.ifPresent(Upkeep::requireSeconds);
  }

  public boolean isNone() {
    return equals(NONE);
  }

  /** The name of a snapshot says when it was taken, to the second. */
  private static void requireSeconds(Duration every) {
    if (every.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException(every + " is no interval; use 1s or more");
    }
  }

  /**
   * Snapshots by a schedule.
   *
   * @param every how often one is taken
   * @param keep of how many of the last periods that have one the newest stays; at least one
   * @since 0.1
   */
  public record Snapshots(Duration every, Map<Period, Integer> keep) {

    public Snapshots {
      requireSeconds(every);
      keep = Map.copyOf(keep);
      if (keep.values().stream().noneMatch(n -> n > 0)) {
        throw new IllegalArgumentException("keeps none; say of how many periods one is kept");
      }
    }

    /** The same, from the shortest period to the longest. */
    public Map<Period, Integer> byPeriod() {
      return new EnumMap<>(keep);
    }
  }

  /**
   * What a snapshot is kept for. All are of UTC, weeks begin on Monday.
   *
   * @since 0.1
   */
  public enum Period {
    HOURLY,
    DAILY,
    WEEKLY,
    MONTHLY,
    YEARLY
  }
}
