package dev.flocker.cli.move;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Copy.Role;
import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Version;
import dev.flocker.cli.move.Cluster.ControllerDied;
import dev.flocker.cli.move.Cluster.Fault;
import dev.flocker.cli.move.Cluster.Moment;
import dev.flocker.cli.move.Cluster.Node;
import dev.flocker.cli.session.NodeTrouble;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How replicas come to be and follow their owner, and where none is begun. */
class ReplicationTest extends ReplicatedVolume {

  @Test
  void aReplicaFollowsAndIsNeverOpen() {
    Copy copy = push("n1", "n3");

    assertThat(copy.role()).isEqualTo(Role.REPLICA);
    assertThat(cluster.node("n3").tainted).as("by what streams brought").isFalse();
    assertThat(copy.open()).isFalse();
    assertThat(copy.peers()).containsExactly("id-n1");
    assertThat(cluster.node("n1").copy().orElseThrow().peers()).containsExactly("id-n3");
  }

  @Test
  void aThirdReplicaKeepsItsBaseThroughMovesAndPruning() {
    push("n1", "n3");
    toN2.go();
    new Run(cluster, "n1").go();
    toN2.go();

    push("n2", "n3");
    assertThat(cluster.node("n3").aside).isEmpty();
    assertThat(cluster.node("n2").snapshots.size()).isLessThan(7);
  }

  @Test
  void whereItWasBeforeOnlyIncrementsGo() {
    for (String node : List.of("n2", "n1", "n3", "n2", "n3", "n1")) {
      new Run(cluster, node).go();
      assertThat(cluster.node(node).data).isEqualTo(cluster.acknowledged);
    }
    for (String node : List.of("n1", "n2", "n3")) {
      assertThat(cluster.node(node).aside).as("set aside on %s", node).isEmpty();
    }
  }

  @Test
  void aFirstCopyThatIsCutShortIsNoReplicaUntilItHasTheNewestState() {
    push("n1", "n2");
    push("n1", "n2");
    Map<Version, List<String>> before = cluster.node("n1").snapshots;
    for (Moment moment : Moment.values()) {
      int at = 0;
      boolean struck = true;
      while (struck) {
        cluster.node("n1").snapshots = new LinkedHashMap<>(before);
        Node third = forget("n3");
        cluster.arm(++at, Fault.CONTROLLER_DIES, moment);
        struck = isCutShort("n3");
        cluster.disarm();
        assertThat(third.copy().map(c -> c.versions().size() > 2))
            .as("a replica cut short %s %d lacks nothing", moment, at)
            .isNotEqualTo(Optional.of(false));
        Copy copy = push("n1", "n3");
        assertThat(copy.newest()).isEqualTo(cluster.node("n1").copy().orElseThrow().newest());
      }
      assertThat(at).isGreaterThan(10);
    }
  }

  private Node forget(String name) {
    Node node = new Node(name);
    cluster.nodes.put(name, node);
    return node;
  }

  private boolean isCutShort(String to) {
    try {
      push("n1", to);
      return false;
    } catch (ControllerDied e) {
      return true;
    }
  }

  @Test
  void noByteGoesToWhereThereIsNoRoom() {
    push("n1", "n2");
    push("n1", "n2");
    cluster.node("n3").room = 1;

    assertThatThrownBy(() -> push("n1", "n3")).hasMessageContaining("no room for 2");
    assertThat(cluster.node("n3").incoming).isEmpty();
    assertThat(cluster.node("n1").mounted).isTrue();

    cluster.node("n2").room = 0;
    assertThatThrownBy(() -> push("n1", "n2")).hasMessageContaining("no room for 1");
  }

  /** A copy that nothing can follow on is better than none. */
  @Test
  void whatIsThereIsNotSetAsideWhereThereIsNoRoomForAnother() {
    push("n1", "n2");
    Node second = cluster.node("n2");
    Copy before = second.copy().orElseThrow();
    cluster.node("n1").snapshots.clear();
    second.room = 0;

    assertThatThrownBy(() -> push("n1", "n2")).hasMessageContaining("no room");
    assertThat(second.copy()).contains(before);
  }

  @Test
  void aMoveToWhereItCouldNotBeOpenedStopsNothing() {
    cluster.node("n2").locked = true;

    assertThatThrownBy(toN2::go).hasMessageContaining("key is not loaded");
    assertThat(cluster.node("n1").running).isTrue();
    assertThat(cluster.node("n1").mounted).isTrue();
  }

  @Test
  void aHandoffIsNotTakenUpWhereItCouldNotBeOpened() {
    try (Handoff first = new Handoff(toN2.side("n1"), toN2.side("n2"))) {
      first.push(Progress.NONE);
      cluster.node("n1").running = false;
      first.release(Progress.NONE);
    }
    cluster.node("n2").locked = true;

    assertThatThrownBy(toN2::go).hasMessageContaining("key is not loaded");
    assertThat(cluster.node("n2").copy().map(Copy::role)).contains(Role.REPLICA);
  }

  @Test
  void onlyAnOwnerPushes() {
    push("n1", "n3");

    assertThatThrownBy(() -> push("n3", "n2")).isInstanceOf(NodeTrouble.StepFailed.class);
    assertThatThrownBy(() -> push("n3", "n1")).isInstanceOf(NodeTrouble.StepFailed.class);
  }

  @Test
  void whatTheOwnerOfAnAcceptedLossDoesNotHaveIsKeptAside() {
    push("n1", "n2");
    cluster.acknowledged.clear(); // What n1 wrote since is what the user gave up.
    cluster.node("n1").mounted = false;
    cluster.node("n1").record = Optional.empty();
    Copy replica = cluster.node("n2").copy().orElseThrow();
    cluster.node("n3").record =
        Optional.of(Records.as(Role.REPLICA, replica, 1, replica.promotion()));
    cluster.node("n3").snapshots.put(new Version("flocker-x", "x"), List.of("x"));
    cluster.node("n3").data.add("x");

    Repairs.promoteWithLoss(toN2.side("n2"), List.of(replica), List.of());
    assertThat(cluster.node("n2").copy().orElseThrow().generation()).isEqualTo(1_000_001);
    push("n2", "n3");
    assertThat(cluster.node("n3").aside.values()).containsExactly(List.of("x"));
    assertThat(cluster.node("n3").copy().orElseThrow().generation()).isEqualTo(1_000_001);
  }
}
