package dev.flocker.cli.state;

import dev.flocker.api.node.Copy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A copy of data on one node.
 *
 * @param open whether it is mounted for writing
 * @param snapshots the oldest first
 * @param common the newest that it has in common with the owner, if it is not that: what came after
 *     is missing here. Empty if there is none, or no owner was seen
 */
public record CopyLook(
    Copy.Role role, boolean open, List<Snapshot> snapshots, Optional<Snapshot> common) {

  /**
   * @param taken when, by its node's clock; empty if that could not be told
   */
  public record Snapshot(String name, Optional<Instant> taken) {}

  /** Empty if it has none. */
  public Optional<Snapshot> newest() {
    return snapshots.isEmpty() ? Optional.empty() : Optional.of(snapshots.getLast());
  }
}
