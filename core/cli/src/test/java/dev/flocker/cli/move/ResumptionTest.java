package dev.flocker.cli.move;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Movable;
import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Version;
import dev.flocker.cli.move.Cluster.Node;
import dev.flocker.cli.session.NodeTrouble;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What becomes of a stream that was cut short. */
class ResumptionTest extends ReplicatedVolume {

  @Test
  void aFirstStreamThatWasCutGoesOnWhereItStopped() {
    resumable();
    Version sent = cut();

    Copy copy = push("n1", "n3");

    assertThat(copy.versions()).startsWith(sent).hasSize(2);
    assertThat(cluster.node("n3").rest).isEmpty();
  }

  @Test
  void oneThatCannotGoOnBeginsAgain() {
    resumable();
    cut();
    cluster.node("n1").restRefused = true;

    Copy copy = push("n1", "n3");

    assertThat(copy.versions()).hasSize(1);
    assertThat(copy.newest()).isEqualTo(cluster.node("n1").copy().orElseThrow().newest());
  }

  @Test
  void whatArrivedStaysIfItsRestCannotBeSent() {
    resumable();
    Version sent = cut();
    cluster.node("n3").receivesNothing = true;

    assertThatThrownBy(() -> push("n1", "n3"))
        .isInstanceOf(NodeTrouble.StepFailed.class)
        .hasMessageContaining("the stream broke off; run again")
        .hasMessageContaining("on n3 with `discard db`, and run again");
    assertThat(cluster.node("n3").rest).contains(sent);

    cluster.node("n3").receivesNothing = false;
    assertThat(push("n1", "n3").versions()).startsWith(sent);
  }

  @Test
  void whatArrivedStaysIfTheReceiverDoesNotGetReady() {
    resumable();
    Version sent = cut();
    NodeTrouble cause = new NodeTrouble.StepFailed("n1", "no key for n3", "make room in /tmp");

    assertThatThrownBy(
            () ->
                new Resumption(toN2.side("n1"), toN2.side("n3"))
                    .goOn(
                        () -> {
                          throw cause;
                        },
                        Progress.NONE))
        .hasMessageStartingWith("n1: no key for n3; make room in /tmp; run again");
    assertThat(cluster.node("n3").rest).contains(sent);
  }

  @Test
  void whatArrivedBetweenTwoStreamsIsNotSentAgainUnlessOlderOnesAreNeeded() {
    resumable();
    push("n1", "n2");
    push("n1", "n2");
    Node third = cluster.node("n3");
    List<Version> had = List.copyOf(cluster.node("n1").snapshots.keySet());
    third.incoming = Optional.of(new LinkedHashMap<>(Map.of(had.get(1), List.of())));

    assertThat(push("n1", "n3").versions()).startsWith(had.get(0), had.get(1));
  }

  private void resumable() {
    cluster.nodes.values().forEach(n -> n.features = Set.of(Movable.RESUMABLE));
  }

  /** The owner's first snapshot is on its way to n3. */
  private Version cut() {
    cluster.node("n3").room = 0;
    assertThatThrownBy(() -> push("n1", "n3")).hasMessageContaining("no room");
    cluster.node("n3").room = Long.MAX_VALUE;
    Version sent = List.copyOf(cluster.node("n1").snapshots.keySet()).getLast();
    cluster.node("n3").rest = Optional.of(sent);
    return sent;
  }
}
