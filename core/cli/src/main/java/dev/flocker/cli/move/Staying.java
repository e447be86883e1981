package dev.flocker.cli.move;

import dev.flocker.api.node.Version;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Decides which snapshots of a copy stay. */
@FunctionalInterface
public interface Staying {

  /**
   * @param versions what the copy has, oldest first
   * @param needed GUIDs of what replicas build upon and of what a person asked for
   */
  Stay of(List<Version> versions, Set<String> needed);

  /**
   * What stays.
   *
   * @param guids those that are needed among them
   * @param keep how many of the newest others
   * @param released those that may go though their node could go back by them
   */
  record Stay(Set<String> guids, int keep, Set<String> released) {

    public Stay(Set<String> guids, int keep) {
      this(guids, keep, Set.of());
    }
  }

  /** Those of a schedule, which is not known here, and the newest of others. */
  static Staying beside(int keep) {
    return (versions, needed) -> {
      Set<String> guids = new HashSet<>(needed);
      versions.stream().filter(SnapshotName::isScheduled).forEach(v -> guids.add(v.guid()));
      return new Stay(guids, keep);
    };
  }
}
