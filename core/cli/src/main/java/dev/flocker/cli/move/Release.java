package dev.flocker.cli.move;

import dev.flocker.api.node.Version;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a person lets go of, that would stay otherwise. What a copy or a handoff needs stays
 * nevertheless.
 *
 * @param rollbacks whether those that were taken before replacements, for going back with data
 * @param targets marks of backup targets
 * @param guids of single snapshots
 */
public record Release(boolean rollbacks, Set<String> targets, Set<String> guids) {

  public static final Release NONE = new Release(false, Set.of(), Set.of());

  /** Whether nobody has to be asked for that need any more. */
  boolean ends(String guid, Need need) {
    return switch (need.kind()) {
      case COPY, HANDOFF -> false;
      case BACKUP -> targets.contains(need.whose()) || guids.contains(guid);
      case PERSON -> guids.contains(guid);
    };
  }

  /** Whether a snapshot is one of those. */
  public boolean covers(Version version) {
    String name = version.snapshot();
    return guids.contains(version.guid())
        || (rollbacks && name.contains(Retention.REPLACE))
        || targets.stream().anyMatch(mark -> name.contains(Retention.BACKUP + mark + "-"));
  }

  /**
   * @param keep how many of the newest stay, of all that may go; empty if nothing else is to go
   */
  public Staying staying(Optional<Integer> keep) {
    return (versions, needed) -> {
      Set<String> released = new HashSet<>();
      Set<String> rest = new HashSet<>(needed);
      for (Version version : versions) {
        (covers(version) ? released : rest).add(version.guid());
      }
      released.removeAll(needed);
      return keep.map(n -> new Staying.Stay(needed, n, released))
          .orElse(new Staying.Stay(rest, 0, released));
    };
  }
}
