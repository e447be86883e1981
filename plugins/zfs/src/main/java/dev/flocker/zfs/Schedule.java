package dev.flocker.zfs;

import dev.flocker.api.Upkeep;
import dev.flocker.api.Upkeep.Period;
import dev.flocker.api.schema.Default;
import dev.flocker.api.schema.Doc;
import dev.flocker.api.schema.Range;
import dev.flocker.api.value.Durations;
import java.time.Duration;
import java.util.Map;

/** When snapshots of a volume are taken by themselves, and which of them stay. */
public record Schedule(
    @Doc("How often flocker keep takes one, such as 1h.") Duration every,
    @Doc("Which of them stay, such as {hourly: 24, daily: 7, weekly: 4}.") Buckets keep) {

  public Schedule {
    requireInterval(every);
  }

  /**
   * @throws IllegalArgumentException saying what to write instead
   */
  static void requireInterval(Duration every) {
    if (every.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException(
          "every is " + Durations.format(every) + "; use 1s or more, such as 5m");
    }
  }

  /** Of how many of the last hours, days and so on that have one the newest snapshot stays. */
  public record Buckets(
      @Doc("Of how many hours.") @Default("0") @Range(min = 0, max = 1000) int hourly,
      @Doc("Of how many days, of UTC.") @Default("0") @Range(min = 0, max = 1000) int daily,
      @Doc("Of how many weeks, which begin on Monday.") @Default("0") @Range(min = 0, max = 1000)
          int weekly,
      @Doc("Of how many months.") @Default("0") @Range(min = 0, max = 1000) int monthly,
      @Doc("Of how many years.") @Default("0") @Range(min = 0, max = 1000) int yearly) {

    public Buckets {
      if (hourly + daily + weekly + monthly + yearly == 0) {
        throw new IllegalArgumentException(
            "keeps none; say how many, such as {hourly: 24, daily: 7}");
      }
    }

    private Map<Period, Integer> byPeriod() {
      return Map.of(
          Period.HOURLY,
          hourly,
          Period.DAILY,
          daily,
          Period.WEEKLY,
          weekly,
          Period.MONTHLY,
          monthly,
          Period.YEARLY,
          yearly);
    }
  }

  static Upkeep upkeep(Volume volume) {
    return new Upkeep(
        volume.snapshots().map(s -> new Upkeep.Snapshots(s.every(), s.keep().byPeriod())),
        volume.replicas().flatMap(Replicas::every).filter(e -> !volume.replicaNodes().isEmpty()));
  }
}
