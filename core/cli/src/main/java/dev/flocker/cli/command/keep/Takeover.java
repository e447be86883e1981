package dev.flocker.cli.command.keep;

import dev.flocker.cli.move.Promotion;
import dev.flocker.cli.move.Repairs;
import dev.flocker.cli.move.Side;
import dev.flocker.cli.session.NodeTrouble;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Copies on one node that become the owners although nodes are gone, and what those wrote last is
 * lost: all of them, or none.
 *
 * @param allowed of each volume, in their order
 */
record Takeover(List<Volumes> volumes, List<Promotion.Allowed> allowed, String node) {

  /**
   * @param volumes that are one state
   * @throws NodeTrouble if one of them may not become the owner there, or could not be opened
   */
  static Takeover of(List<Volumes> volumes, String node) {
    List<Promotion.Allowed> allowed =
        volumes.stream().map(v -> new Succession(v, Set.of()).allowed(node)).toList();
    volumes.forEach(v -> v.on(node).requireOpenable());
    return new Takeover(volumes, allowed, node);
  }

  /**
   * What has to be powered off before, each with a fence.
   *
   * @param off nodes that are off, or are going to be
   * @throws NodeTrouble if there is one that may be on and cannot be powered off
   */
  Set<String> toPowerOff(Set<String> off) {
    Set<String> known = new LinkedHashSet<>(off);
    Set<String> more = new LinkedHashSet<>();
    for (int i = 0; i < volumes.size(); i++) {
      more.addAll(new Succession(volumes.get(i), known).toPowerOff(allowed.get(i)));
      known.addAll(more);
    }
    return more;
  }

  /** All that may own them is off. */
  void carryOut() {
    for (int i = 0; i < volumes.size(); i++) {
      Volumes one = volumes.get(i);
      List<Side> aside = allowed.get(i).aside().stream().map(one::on).toList();
      Repairs.promoteWithLoss(one.on(node), one.copies(), aside);
    }
  }
}
