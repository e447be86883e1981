package dev.flocker.cli.move;

import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Copy.Role;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Steps that put records right after a run was cut short. Doing one again does no harm. */
public final class Repairs {

  /** More handoffs than a volume sees in its life. */
  private static final long FAR = 1_000_000;

  private Repairs() {}

  /** A copy that has handed over becomes a replica of the owner. */
  public static void demote(Side stale, Side owner) {
    Copy of = owner.requireCopy();
    Copy copy = stale.requireCopy();
    stale.record(
        Optional.of(copy), Records.as(Role.REPLICA, copy, of.generation(), of.promotion()));
  }

  /** Closes a copy, marks it DIVERGED and gives it another name. Its user has been quiesced. */
  public static void setAside(Side stale) {
    Copy copy = stale.requireCopy();
    stale.fence();
    if (copy.role() != Role.DIVERGED) {
      stale.record(
          Optional.of(copy), Records.as(Role.DIVERGED, copy, copy.generation(), copy.promotion()));
    }
    stale.setAside("diverged-" + copy.generation() + "-" + Replication.label());
  }

  /**
   * Takes a recorded handoff back. The target's record goes first: an order to own that is still
   * under way finds another record than it expects. A target that shows nothing is not believed: it
   * had a copy, and may have written to it since.
   */
  public static void takeBack(Side owner, Side to) {
    Copy handing = owner.requireCopy();
    Optional<Copy> target = to.copy();
    if (handing.role() != Role.HANDING_OFF
        || target.map(c -> c.role() != Role.REPLICA).orElse(true)) {
      throw owner.trouble(
          "its handoff of " + owner.ref() + " cannot be taken back any more", "run again");
    }
    Copy replica = target.orElseThrow();
    long generation = Math.max(handing.generation(), replica.generation()) + 1;
    String promotion = Records.newPromotion();
    to.record(target, Records.as(Role.REPLICA, replica, generation, promotion));
    owner.record(Optional.of(handing), Records.as(Role.OWNER, handing, generation, promotion));
    owner.open();
  }

  /**
   * Makes a replica the owner although the owner is gone: what that wrote since the replica's
   * newest version is lost. Far up, as nobody knows how often it was handed over among the nodes
   * that are gone.
   *
   * @param seen every copy that was seen
   * @param aside copies in its way: the promotion waits until they are closed and renamed
   */
  public static void promoteWithLoss(Side replica, List<Copy> seen, List<Side> aside) {
    Copy copy = replica.requireCopy();
    aside.forEach(Repairs::setAside);
    long top = seen.stream().mapToLong(Copy::generation).max().orElse(copy.generation());
    replica.record(
        Optional.of(copy),
        Records.as(
            Role.OWNER, copy, Math.max(top, copy.generation()) + FAR, Records.newPromotion()));
    replica.open();
  }

  /**
   * Strikes nodes that are gone for good from a copy's record.
   *
   * @param gone their machine ids
   */
  public static void forget(Side side, Set<String> gone) {
    Optional<Copy> copy = side.copy();
    copy.filter(c -> c.peers().stream().anyMatch(gone::contains))
        .ifPresent(c -> side.record(copy, Records.without(c, gone)));
  }
}
