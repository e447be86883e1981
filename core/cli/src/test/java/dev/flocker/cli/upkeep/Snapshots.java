package dev.flocker.cli.upkeep;

import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Snapshots by flocker's names, and copies that have them. */
final class Snapshots {

  private Snapshots() {}

  /**
   * @param what such as {@code scheduled-}; empty for one of a push
   */
  static Version version(String what, Instant at) {
    String time = at.toString().replaceAll("[-:Z]", "");
    return new Version("flocker-" + what + time + "-0a1b", what + at);
  }

  static Version version(String what, String at) {
    return version(what, Instant.parse(at));
  }

  static Copy copy(Copy.Role role, Version... versions) {
    return new Copy(
        "v", 1, "p", role, Optional.empty(), List.of(), List.of(versions), role == Copy.Role.OWNER);
  }

  static Copy owner(Version... versions) {
    return copy(Copy.Role.OWNER, versions);
  }

  static Copy replica(Version... versions) {
    return copy(Copy.Role.REPLICA, versions);
  }
}
