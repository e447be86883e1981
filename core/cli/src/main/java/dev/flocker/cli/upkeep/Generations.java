package dev.flocker.cli.upkeep;

import dev.flocker.api.Upkeep.Period;
import dev.flocker.api.node.Version;
import dev.flocker.cli.move.SnapshotName;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Grandfather, father, son: which snapshots of a schedule stay. Periods are counted that have one,
 * not those that went by: after a long pause, or under a clock that ran ahead, no more go than
 * came.
 *
 * @param keep of how many periods the newest stays
 */
record Generations(Map<Period, Integer> keep) {

  private record Snapshot(Version version, Instant at) {}

  /**
   * Those of a schedule that go. What was taken for another reason is not looked at, and neither is
   * what a clock ahead of this one dates: its time comes.
   *
   * @param versions oldest first
   */
  List<Version> outdated(List<Version> versions, Instant now) {
    List<Snapshot> all = scheduled(versions);
    Set<Version> stay = new HashSet<>();
    if (!all.isEmpty()) {
      stay.add(all.getLast().version());
    }
    List<Snapshot> past = new ArrayList<>(all.stream().filter(s -> !s.at().isAfter(now)).toList());
    past.sort(Comparator.comparing(Snapshot::at));
    keep.forEach((period, count) -> stay.addAll(newest(period, count, past.reversed())));
    return past.stream().map(Snapshot::version).filter(v -> !stay.contains(v)).toList();
  }

  private static List<Snapshot> scheduled(List<Version> versions) {
    List<Snapshot> all = new ArrayList<>();
    for (Version version : versions) {
      Optional<SnapshotName> taken = SnapshotName.of(version).filter(SnapshotName::scheduled);
      taken.ifPresent(t -> all.add(new Snapshot(version, t.at())));
    }
    return all;
  }

  private static List<Version> newest(Period period, int count, List<Snapshot> newestFirst) {
    Set<ZonedDateTime> begun = new HashSet<>();
    List<Version> newest = new ArrayList<>();
    for (Snapshot snapshot : newestFirst) {
      if (newest.size() < count && begun.add(begin(period, snapshot.at()))) {
        newest.add(snapshot.version());
      }
    }
    return newest;
  }

  private static ZonedDateTime begin(Period period, Instant at) {
    ZonedDateTime hour = at.atZone(ZoneOffset.UTC).truncatedTo(ChronoUnit.HOURS);
    ZonedDateTime day = hour.truncatedTo(ChronoUnit.DAYS);
    return switch (period) {
      case HOURLY -> hour;
      case DAILY -> day;
      case WEEKLY -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case MONTHLY -> day.withDayOfMonth(1);
      case YEARLY -> day.withDayOfYear(1);
    };
  }
}
