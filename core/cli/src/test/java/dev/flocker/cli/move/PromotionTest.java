package dev.flocker.cli.move;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Copy.Role;
import dev.flocker.api.node.Version;
import dev.flocker.cli.move.NodeView.Seen;
import dev.flocker.cli.move.NodeView.Unreachable;
import dev.flocker.cli.move.Promotion.Allowed;
import dev.flocker.cli.move.Promotion.Refused;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which copy may be made the owner where a run makes none, and what has to be off before. */
class PromotionTest {

  private static final Version OLDER = new Version("flocker-f", "99");
  private static final Version G = new Version("flocker-g", "100");
  private static final Peer N1 = new Peer("id-n1", "n1");

  @Test
  void isNotOfACopyWhileANewerOneIsSeen() {
    NodeView[] views = {
      new Unreachable("n1"),
      copy("n2", Role.REPLICA, 7, OLDER, G),
      copy("n3", Role.REPLICA, 7, OLDER)
    };
    assertThat(decide("n3", views))
        .isInstanceOfSatisfying(
            Refused.class,
            no -> {
              assertThat(no.node()).isEqualTo("n2");
              assertThat(no.why()).contains("newer than that of n3");
              assertThat(no.remedy()).contains("--on n2");
            });
    assertThat(decide("n2", views)).isEqualTo(new Allowed(List.of(N1), List.of(), List.of()));
  }

  @Test
  void isOfAHalfDoneHandoffWhoseTargetIsGone() {
    assertThat(decide("n1", copy("n1", Role.HANDING_OFF, 8, G), new Unreachable("n2")))
        .isEqualTo(new Allowed(List.of(new Peer("id-n2", "n2")), List.of(), List.of()));
  }

  @Test
  void takesACloneOfTheOwnerForAReasonToDoubt() {
    Seen clone = new Seen("n9", "id-n1", Optional.empty());
    assertThat(decide("n2", clone, copy("n2", Role.REPLICA, 7, G)))
        .isEqualTo(new Allowed(List.of(N1), List.of(), List.of()));
  }

  @Test
  void wantsToKnowOfEveryNodeThatIsNotSeenThatItIsOff() {
    assertThat(
            decide(
                "n2", new Unreachable("n1"), copy("n2", Role.REPLICA, 7, G), new Unreachable("n3")))
        .isEqualTo(new Allowed(List.of(N1), List.of("n3"), List.of()));
  }

  private static Promotion decide(String node, NodeView... views) {
    return Promotion.decide(List.of(views), node);
  }

  private static Seen copy(String node, Role role, long generation, Version... versions) {
    String peer = node.equals("n1") ? "n2" : "n1";
    Optional<Copy.Handoff> handoff =
        role == Role.HANDING_OFF ? Optional.of(new Copy.Handoff("id-n2", G)) : Optional.empty();
    Copy copy =
        new Copy(
            "volume",
            generation,
            "p" + generation,
            role,
            handoff,
            List.of("id-" + peer),
            List.of(versions),
            false,
            Map.of("id-" + peer, peer));
    return new Seen(node, "id-" + node, Optional.of(copy));
  }
}
