package dev.flocker.cli.move;

import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Copy.Role;
import dev.flocker.cli.move.Decision.Blocked;
import dev.flocker.cli.move.Decision.Conflict;
import dev.flocker.cli.move.Decision.Fate;
import dev.flocker.cli.move.Decision.Stale;
import dev.flocker.cli.move.NodeView.Seen;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Decides about one volume from what the nodes show of it. The table in docs/how-moves-stay-safe.md
 * is this class in words.
 */
public final class Ownership {

  private static final String CHOOSE =
      "find out which copy is the right one, then make it the owner: flocker volume promote --on"
          + " NODE --accept-loss keeps the others under another name";

  private final List<NodeView> views;
  private final List<Held> held;
  private final List<Seen> seen;
  private final List<String> unseen;
  private final String home;

  private record Held(String node, String id, Copy copy) {
    boolean claims() {
      return copy.role() == Role.OWNER || copy.role() == Role.HANDING_OFF;
    }

    boolean isOpenThoughNotOwner() {
      return copy.open() && copy.role() != Role.OWNER;
    }
  }

  private Ownership(List<NodeView> views, String home, Set<String> assumedAbsent) {
    this.views = views;
    this.home = home;
    this.seen = views.stream().filter(Seen.class::isInstance).map(Seen.class::cast).toList();
    this.unseen =
        views.stream()
            .filter(NodeView.Unreachable.class::isInstance)
            .map(NodeView::node)
            .filter(n -> !assumedAbsent.contains(n))
            .toList();
    this.held =
        seen.stream()
            .flatMap(s -> s.copy().map(c -> new Held(s.node(), s.id(), c)).stream())
            .toList();
  }

  /**
   * @param views one for every node of the inventory, not only for those of the play
   * @param home the node where it should live
   * @param assumedAbsent nodes that the user vouches for: they have no copy
   */
  public static Decision decide(List<NodeView> views, String home, Set<String> assumedAbsent) {
    return new Ownership(views, home, assumedAbsent).decide();
  }

  private Decision decide() {
    if (held.isEmpty()) {
      return absent();
    }
    if (held.stream().map(h -> h.copy().volume()).distinct().count() > 1) {
      return conflict("there are different volumes of this name", held);
    }
    Optional<Held> intruded = held.stream().filter(Held::isOpenThoughNotOwner).findFirst();
    if (intruded.isPresent()) {
      return openByHand(intruded.get());
    }
    List<Held> claims = held.stream().filter(Held::claims).toList();
    if (claims.isEmpty()) {
      return ownerless();
    }
    long top = claims.stream().mapToLong(h -> h.copy().generation()).max().orElseThrow();
    List<Held> leaders = claims.stream().filter(h -> h.copy().generation() == top).toList();
    List<Held> owners = leaders.stream().filter(h -> h.copy().role() == Role.OWNER).toList();
    if (owners.size() > 1
        || leaders.stream().map(h -> h.copy().promotion()).distinct().count() > 1) {
      return conflict("generation " + top + " was given twice", leaders);
    }
    Held leader = owners.isEmpty() ? leaders.getFirst() : owners.getFirst();
    Optional<Held> newer = newerThan(leader);
    if (newer.isPresent()) {
      return new Blocked(
          "the copy on " + newer.get().node() + " has known a later owner than " + leader.node(),
          promoteRemedy(),
          unseen);
    }
    List<Stale> stale = stale(leader);
    return leader.copy().role() == Role.OWNER
        ? owned(leader, stale)
        : interrupted(leader, leader.copy().handoff().orElseThrow(), stale);
  }

  private Decision absent() {
    if (unseen.isEmpty()) {
      return new Decision.Create(home);
    }
    return new Blocked(
        "no node that was seen has it, and it is made empty only when all of them were seen",
        "bring them back, or say --assume-absent for each that never had it",
        unseen);
  }

  private Decision ownerless() {
    return new Blocked(
        "no node that was seen owns it; there are copies on " + names(held),
        promoteRemedy(),
        unseen);
  }

  private String promoteRemedy() {
    return (unseen.isEmpty() ? "" : "bring back " + String.join(", ", unseen) + "; ")
        + "if its owner is gone for good: flocker volume promote --accept-loss";
  }

  private static Conflict conflict(String why, List<Held> between) {
    return new Conflict(why, CHOOSE, between.stream().map(Held::node).toList());
  }

  /** Someone mounted it: what is written there would be missing wherever it is opened next. */
  private static Conflict openByHand(Held held) {
    String role = held.copy().role().word();
    return new Conflict(
        "it is mounted for writing on " + held.node() + ", though its record says " + role,
        "stop what uses it there and unmount it",
        List.of(held.node()));
  }

  /** A replica follows its owner, so a later generation on one means a later owner somewhere. */
  private Optional<Held> newerThan(Held leader) {
    return held.stream()
        .filter(h -> h.copy().role() == Role.REPLICA)
        .filter(h -> h.copy().generation() > leader.copy().generation())
        .filter(h -> !burnt(h, leader))
        .findFirst();
  }

  /** The target of a handoff, told not to accept it any more, and with nothing newer than it. */
  private static boolean burnt(Held replica, Held leader) {
    return leader
        .copy()
        .handoff()
        .filter(h -> h.node().equals(replica.id()) && isAt(replica.copy(), h))
        .isPresent();
  }

  private static boolean isAt(Copy replica, Copy.Handoff handoff) {
    return replica.newest().filter(v -> v.guid().equals(handoff.version().guid())).isPresent();
  }

  private Decision owned(Held owner, List<Stale> stale) {
    if (owner.node().equals(home)) {
      return new Decision.Stay(home, owner.copy().open(), stale);
    }
    if (viewOf(home).isEmpty()) {
      return new Blocked(
          "it is to move from " + owner.node() + " to " + home + ", which was not seen",
          "bring it back",
          List.of(home));
    }
    List<Peer> peers = unseenPeers();
    // What is stale is put right without them, and may be all that names them. Then it is decided
    // again.
    return peers.isEmpty() || !stale.isEmpty()
        ? new Decision.Move(owner.node(), home, stale)
        : mustSeePeers(peers, forgetRemedy(peers));
  }

  private Decision interrupted(Held owner, Copy.Handoff handoff, List<Stale> stale) {
    Optional<Seen> to = seen.stream().filter(s -> s.id().equals(handoff.node())).findFirst();
    List<Peer> peers = unseenPeers();
    if (peers.stream().anyMatch(p -> p.id().equals(handoff.node()))) {
      return mustSeePeers(peers, "flocker volume promote --on " + owner.node() + " --accept-loss");
    }
    if (to.isEmpty() || !peers.isEmpty()) {
      return mustSeePeers(peers, forgetRemedy(peers));
    }
    Optional<Copy> there = to.get().copy();
    if (there.isEmpty()) {
      return new Blocked(
          to.get().node() + " shows no copy, but had all of it when it was to become the owner",
          "import its pool if it is hidden; if it is lost: flocker volume promote --on "
              + owner.node()
              + " --accept-loss",
          List.of(to.get().node()));
    }
    boolean ready =
        there
            .filter(c -> c.role() == Role.REPLICA && isAt(c, handoff))
            .filter(c -> c.generation() < owner.copy().generation())
            .isPresent();
    return ready && to.get().node().equals(home)
        ? new Decision.Promote(owner.node(), home, stale)
        : new Decision.TakeBack(owner.node(), to.get().node(), stale);
  }

  /**
   * The nodes that records name and that were not seen: one of them may own it since. A replica
   * knows no node that its owner does not, or forgot.
   */
  private List<Peer> unseenPeers() {
    return Peer.unseen(
        views, held.stream().map(Held::copy).filter(c -> c.role() != Role.REPLICA).toList());
  }

  private Blocked mustSeePeers(List<Peer> peers, String remedy) {
    List<String> names = peers.stream().map(Peer::name).toList();
    return new Blocked(
        String.join(", ", names)
            + (names.size() == 1 ? " has" : " have")
            + " a part in it, and may own it by now, but was not seen",
        "bring it back, or add it to the inventory again; if it is gone for good: " + remedy,
        unseen.isEmpty() ? names : unseen);
  }

  private static String forgetRemedy(List<Peer> peers) {
    return "flocker volume forget --gone " + peers.getFirst().name();
  }

  private Optional<Seen> viewOf(String node) {
    return seen.stream().filter(s -> s.node().equals(node)).findFirst();
  }

  private List<Stale> stale(Held leader) {
    Stream<Held> others = held.stream().filter(h -> !h.equals(leader));
    return others
        .filter(h -> h.copy().role() != Role.REPLICA)
        .map(h -> new Stale(h.node(), fate(h.copy(), leader.copy())))
        .toList();
  }

  /** What was closed and arrived at the owner is no loss; of anything else that is not known. */
  private static Fate fate(Copy copy, Copy owner) {
    boolean arrived =
        copy.handoff()
            .filter(
                h ->
                    copy.promotion().equals(owner.promotion())
                        || owner.versions().stream()
                            .anyMatch(v -> v.guid().equals(h.version().guid())))
            .isPresent();
    return arrived ? Fate.DEMOTE : Fate.SET_ASIDE;
  }

  private static String names(List<Held> held) {
    return String.join(
        ", ", held.stream().map(Held::node).sorted(Comparator.naturalOrder()).toList());
  }
}
