package dev.flocker.cli.upkeep;

import dev.flocker.api.Placement;
import dev.flocker.api.Ref;
import dev.flocker.api.Upkeep;
import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Version;
import dev.flocker.cli.move.Retention;
import dev.flocker.cli.move.SnapshotName;
import dev.flocker.cli.move.Staying;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Data under upkeep, as the nodes show it.
 *
 * @param owner its owner's copy
 * @param replicas the copies of the nodes that should have one, by node; those that have
 */
public record Subject(Ref ref, Placement placement, Copy owner, Map<String, Copy> replicas) {

  boolean hasSchedule() {
    return placement.upkeep().snapshots().isPresent();
  }

  /** By what its owner holds: whoever took it, from wherever. */
  boolean isSnapshotDue(Instant now) {
    Optional<Instant> last =
        owner.versions().reversed().stream()
            .flatMap(v -> SnapshotName.of(v).stream())
            .filter(SnapshotName::scheduled)
            .map(SnapshotName::at)
            .findFirst();
    return placement
        .upkeep()
        .snapshots()
        .filter(s -> last.isEmpty() || new Interval(s.every()).isDue(last.get(), now))
        .isPresent();
  }

  Optional<Duration> refresh() {
    return placement.upkeep().refresh();
  }

  boolean isRefreshDue(String node, Instant now) {
    Optional<Instant> last = common(node).flatMap(SnapshotName::of).map(SnapshotName::at);
    return refresh()
        .filter(every -> last.isEmpty() || new Interval(every).isDue(last.get(), now))
        .isPresent();
  }

  /** The newest snapshot that a replica has of its owner's. */
  Optional<Version> common(String node) {
    return Optional.ofNullable(replicas.get(node)).flatMap(r -> Retention.newestCommon(owner, r));
  }

  /** What stays of its snapshots: those of its schedule by that, and the newest of the others. */
  public Staying staying(Instant now) {
    Optional<Generations> schedule =
        placement.upkeep().snapshots().map(Upkeep.Snapshots::byPeriod).map(Generations::new);
    if (schedule.isEmpty()) {
      return Staying.beside(placement.keep());
    }
    return (versions, needed) -> stay(schedule.get().outdated(versions, now), versions, needed);
  }

  private Staying.Stay stay(List<Version> outdated, List<Version> versions, Set<String> needed) {
    Set<String> stay = new HashSet<>(needed);
    List<String> others = new ArrayList<>();
    for (Version version : versions) {
      if (SnapshotName.of(version).filter(SnapshotName::scheduled).isEmpty()) {
        others.add(version.guid());
      } else if (!outdated.contains(version)) {
        stay.add(version.guid());
      }
    }
    others.removeAll(needed);
    stay.addAll(others.subList(Math.max(0, others.size() - placement.keep()), others.size()));
    return new Staying.Stay(stay, 0);
  }
}
