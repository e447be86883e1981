package dev.flocker.cli.upkeep;

import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Version;
import dev.flocker.api.value.Durations;
import dev.flocker.cli.move.Retention;
import dev.flocker.cli.move.SnapshotName;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A replica that lags behind its owner by more than twice the interval at which it is to be
 * refreshed.
 *
 * @param by how old what it has is
 */
public record Behind(String node, Duration by, Duration every) {

  /**
   * @param every as the playbook says; empty where it is not at hand: then as what the replica has
   *     was taken for
   * @return empty if it is near enough, or is not refreshed by itself
   */
  public static Optional<Behind> of(
      String node, Copy owner, Copy replica, Optional<Duration> every, Instant now) {
    Optional<Version> newest = Retention.newestCommon(owner, replica);
    Optional<SnapshotName> taken = newest.flatMap(SnapshotName::of);
    Optional<Duration> wanted = every.or(() -> taken.flatMap(SnapshotName::every));
    if (taken.isEmpty() || wanted.isEmpty()) {
      return Optional.empty();
    }
    Duration by = Duration.between(taken.get().at(), now);
    boolean late = by.compareTo(wanted.get().multipliedBy(2)) > 0;
    return late ? Optional.of(new Behind(node, by, wanted.get())) : Optional.empty();
  }

  /** A clause that follows the name of the data. */
  public String text() {
    return "its replica on %s is %s behind, and is to be refreshed every %s"
        .formatted(node, Durations.about(by), Durations.format(every));
  }
}
