package dev.flocker.cli.move;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Copy.Role;
import dev.flocker.api.node.Version;
import dev.flocker.cli.move.Decision.Blocked;
import dev.flocker.cli.move.Decision.Conflict;
import dev.flocker.cli.move.Decision.Fate;
import dev.flocker.cli.move.Decision.Stale;
import dev.flocker.cli.move.NodeView.Seen;
import dev.flocker.cli.move.NodeView.Unreachable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every row of the table in docs/how-moves-stay-safe.md. */
class OwnershipTest {

  private static final Version G = new Version("flocker-g", "100");
  private static final Version OLDER = new Version("flocker-f", "99");
  private static final Version NEWER = new Version("flocker-h", "101");

  @Test
  void anOwnerPushesAgain() {
    assertThat(decide("n2", owner("n1", 7), replica("n2", 7, G)))
        .isEqualTo(new Decision.Move("n1", "n2", List.of()));
    assertThat(decide("n1", owner("n1", 7), replica("n2", 7, G)))
        .isEqualTo(new Decision.Stay("n1", true, List.of()));
  }

  @Test
  void anOwnerThatIsClosedIsOpenedAgain() {
    assertThat(decide("n1", closedOwner("n1", 7), replica("n2", 7, G)))
        .isEqualTo(new Decision.Stay("n1", false, List.of()));
    assertThat(decide("n2", closedOwner("n1", 7), replica("n2", 7, G)))
        .isEqualTo(new Decision.Move("n1", "n2", List.of()));
  }

  @Test
  void aRecordedHandoffIsFinishedOrTakenBack() {
    assertThat(decide("n2", handingOff("n1", 8), replica("n2", 7, OLDER, G)))
        .isEqualTo(new Decision.Promote("n1", "n2", List.of()));
    assertThat(decide("n1", handingOff("n1", 8), replica("n2", 7, OLDER, G)))
        .isEqualTo(new Decision.TakeBack("n1", "n2", List.of()));
    assertThat(decide("n3", handingOff("n1", 8), replica("n2", 7, G), none("n3")))
        .isEqualTo(new Decision.TakeBack("n1", "n2", List.of()));
  }

  @Test
  void aTargetThatLacksTheVersionOrWasToldNotToIsNotPromoted() {
    assertThat(decide("n2", handingOff("n1", 8), replica("n2", 7, OLDER)))
        .isEqualTo(new Decision.TakeBack("n1", "n2", List.of()));
    assertThat(decide("n2", handingOff("n1", 8), replica("n2", 9, G)))
        .isEqualTo(new Decision.TakeBack("n1", "n2", List.of()));
  }

  @Test
  void aRecordedHandoffToAnUnseenNodeBlocks() {
    for (String home : List.of("n1", "n2")) {
      assertThat(decide(home, handingOff("n1", 8), new Unreachable("n2")))
          .isInstanceOfSatisfying(Blocked.class, b -> assertThat(b.nodes()).containsExactly("n2"));
    }
  }

  @Test
  void aTargetThatShowsNothingMayHaveWrittenAlready() {
    for (String home : List.of("n1", "n2")) {
      assertThat(decide(home, handingOff("n1", 8), none("n2")))
          .isInstanceOfSatisfying(
              Blocked.class,
              b -> assertThat(b.remedy()).contains("volume promote --on n1 --accept-loss"));
    }
  }

  @Test
  void whatIsOpenWithoutBeingOwnedIsLeftAsItIs() {
    for (Role role : List.of(Role.HANDING_OFF, Role.REPLICA, Role.DIVERGED)) {
      Seen open = seen("n1", copy(role, 7, "p7", peersOf("n1"), true, G));
      for (Seen other : List.of(owner("n2", 8), replica("n2", 6, G), none("n2"))) {
        assertThat(decide("n2", open, other))
            .as("%s beside %s", role, other)
            .isInstanceOfSatisfying(
                Conflict.class,
                c -> {
                  assertThat(c.nodes()).containsExactly("n1");
                  assertThat(c.remedy()).contains("unmount it");
                });
      }
    }
  }

  @Test
  void whatIsStaleIsPutRightThoughItNamesANodeThatIsGone() {
    NodeView[] views = {handingOff("n1", 8), new Unreachable("n2"), owner("n3", 1_000_009)};
    assertThat(decide("n1", views))
        .isEqualTo(new Decision.Move("n3", "n1", List.of(new Stale("n1", Fate.DEMOTE))));
    assertThat(Promotion.refusesToForget(List.of(views), Set.of("id-n2"))).isEmpty();
    assertThat(
            Promotion.refusesToForget(
                List.of(handingOff("n1", 8), new Unreachable("n2")), Set.of("id-n2")))
        .isPresent();
  }

  @Test
  void whoHandedOverBecomesAReplica() {
    assertThat(decide("n2", handingOff("n1", 8), owner("n2", 8)))
        .isEqualTo(new Decision.Stay("n2", true, List.of(new Stale("n1", Fate.DEMOTE))));
  }

  @Test
  void aFormerHandoffWhoseDataArrivedIsDemotedToo() {
    Copy later = copy(Role.OWNER, 9, "p9", List.of("id-n1"), true, G, NEWER);
    Copy without = copy(Role.OWNER, 9, "p9", List.of("id-n1"), true, NEWER);

    assertThat(decide("n2", handingOff("n1", 8), seen("n2", later)))
        .isEqualTo(new Decision.Stay("n2", true, List.of(new Stale("n1", Fate.DEMOTE))));
    assertThat(decide("n2", handingOff("n1", 8), seen("n2", without)))
        .isEqualTo(new Decision.Stay("n2", true, List.of(new Stale("n1", Fate.SET_ASIDE))));
  }

  @Test
  void anOwnerGoesOnWithoutTheOthers() {
    assertThat(decide("n2", new Unreachable("n1"), owner("n2", 8)))
        .isEqualTo(new Decision.Stay("n2", true, List.of()));
  }

  @Test
  void butDoesNotMoveWhileOneThatMayHaveOvertakenItIsUnseen() {
    assertThat(decide("n3", owner("n1", 7), new Unreachable("n2"), none("n3")))
        .isInstanceOfSatisfying(Blocked.class, b -> assertThat(b.nodes()).containsExactly("n2"));
    assertThat(decide("n2", owner("n1", 7), new Unreachable("n2")))
        .isInstanceOfSatisfying(Blocked.class, b -> assertThat(b.nodes()).containsExactly("n2"));
  }

  @Test
  void norIsAHandoffEndedWhileAThirdOneThatItNamesIsUnseen() {
    Copy half = copy(Role.HANDING_OFF, 8, "p8", List.of("id-n2", "id-n3"), false, G);
    for (String home : List.of("n1", "n2")) {
      assertThat(decide(home, seen("n1", half), replica("n2", 7, OLDER, G), new Unreachable("n3")))
          .isInstanceOfSatisfying(Blocked.class, b -> assertThat(b.nodes()).containsExactly("n3"));
    }
  }

  @Test
  void aReplicaIsNotPromotedForAnUnseenOwner() {
    assertThat(decide("n2", new Unreachable("n1"), replica("n2", 7, G)))
        .isInstanceOfSatisfying(
            Blocked.class,
            b -> {
              assertThat(b.nodes()).containsExactly("n1");
              assertThat(b.remedy()).contains("promote --accept-loss");
            });
    assertThat(decide("n2", none("n1"), replica("n2", 7, G))).isInstanceOf(Blocked.class);
  }

  @Test
  void anOwnerThatComesBackAfterItWasSupersededIsSetAside() {
    assertThat(decide("n2", owner("n1", 7), owner("n2", 9)))
        .isEqualTo(new Decision.Stay("n2", true, List.of(new Stale("n1", Fate.SET_ASIDE))));
    assertThat(decide("n1", owner("n1", 7), owner("n2", 9)))
        .isEqualTo(new Decision.Move("n2", "n1", List.of(new Stale("n1", Fate.SET_ASIDE))));
  }

  @Test
  void aReplicaThatKnewALaterOwnerBlocks() {
    assertThat(decide("n1", owner("n1", 7), replica("n2", 9, G))).isInstanceOf(Blocked.class);
    assertThat(decide("n1", handingOff("n1", 8), replica("n2", 9, G, NEWER)))
        .isInstanceOf(Blocked.class);
  }

  @Test
  void theSameGenerationTwiceIsAConflict() {
    Copy other = copy(Role.OWNER, 8, "other", List.of("id-n1"), true, G);

    assertThat(decide("n1", owner("n1", 8), seen("n2", other)))
        .isInstanceOfSatisfying(
            Conflict.class, c -> assertThat(c.nodes()).containsExactly("n1", "n2"));
    assertThat(decide("n2", handingOff("n1", 8), seen("n2", other))).isInstanceOf(Conflict.class);
    assertThat(decide("n1", owner("n1", 8), owner("n2", 8))).isInstanceOf(Conflict.class);
  }

  @Test
  void twoVolumesOfOneNameAreAConflict() {
    assertThat(decide("n1", owner("n1", 8), seen("n2", Copy.fresh()))).isInstanceOf(Conflict.class);
  }

  @Test
  void itIsMadeEmptyOnlyWhenAllWereSeenNotToHaveIt() {
    List<NodeView> views = List.of(none("n1"), new Unreachable("n2"));

    assertThat(decide("n1", none("n1"), none("n2"))).isEqualTo(new Decision.Create("n1"));
    assertThat(Ownership.decide(views, "n1", Set.of()))
        .isInstanceOfSatisfying(
            Blocked.class,
            b -> {
              assertThat(b.nodes()).containsExactly("n2");
              assertThat(b.remedy()).contains("--assume-absent");
            });
    assertThat(Ownership.decide(views, "n1", Set.of("n2"))).isEqualTo(new Decision.Create("n1"));
  }

  private static Decision decide(String home, NodeView... views) {
    return Ownership.decide(List.of(views), home, Set.of());
  }

  private static Seen none(String node) {
    return new Seen(node, "id-" + node, Optional.empty());
  }

  private static Seen seen(String node, Copy copy) {
    return new Seen(node, "id-" + node, Optional.of(copy));
  }

  private static Seen owner(String node, long generation) {
    return seen(node, copy(Role.OWNER, generation, "p" + generation, peersOf(node), true, G));
  }

  private static Seen closedOwner(String node, long generation) {
    return seen(node, copy(Role.OWNER, generation, "p" + generation, peersOf(node), false, G));
  }

  private static Seen replica(String node, long generation, Version... versions) {
    return seen(
        node, copy(Role.REPLICA, generation, "p" + generation, peersOf(node), false, versions));
  }

  private static Seen handingOff(String node, long generation) {
    return seen(
        node, copy(Role.HANDING_OFF, generation, "p" + generation, peersOf(node), false, G));
  }

  private static List<String> peersOf(String node) {
    return List.of(node.equals("n1") ? "id-n2" : "id-n1");
  }

  private static Copy copy(
      Role role,
      long generation,
      String promotion,
      List<String> peers,
      boolean open,
      Version... versions) {
    Optional<Copy.Handoff> handoff =
        role == Role.HANDING_OFF ? Optional.of(new Copy.Handoff("id-n2", G)) : Optional.empty();
    return new Copy("volume", generation, promotion, role, handoff, peers, List.of(versions), open);
  }
}
