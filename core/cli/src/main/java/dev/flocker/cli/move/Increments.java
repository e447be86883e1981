package dev.flocker.cli.move;

import dev.flocker.api.node.Version;
import java.util.List;
import java.util.Optional;

/** In which steps an owner's versions go to a replica. */
final class Increments {

  private Increments() {}

  /**
   * What flocker took after one version up to another, which is among it. Each goes in a stream of
   * its own: a third node may build upon any of them, and the snapshots that others took between
   * them stay out of the replica, which may have some of the same names.
   *
   * @param base empty before a full stream, which brings the last alone
   * @throws dev.flocker.cli.session.NodeTrouble.StepFailed if the owner does not list the last one
   *     after the base
   */
  static List<Version> of(Side owner, Optional<Version> base, Version last) {
    if (base.isEmpty()) {
      return List.of(last);
    }
    List<Version> versions = owner.requireCopy().versions();
    List<String> guids = versions.stream().map(Version::guid).toList();
    int from = guids.indexOf(base.get().guid()) + 1;
    int to = guids.indexOf(last.guid()) + 1;
    if (to == 0 || to < from) {
      throw owner.trouble(
          "it does not list the snapshot of " + owner.ref() + " that it has just taken",
          "run again");
    }
    return versions.subList(from, to);
  }
}
