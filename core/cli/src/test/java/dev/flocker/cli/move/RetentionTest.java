package dev.flocker.cli.move;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.node.Version;
import dev.flocker.cli.move.Cluster.Node;
import dev.flocker.cli.session.NodeTrouble;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which snapshots stay, and when all do. */
class RetentionTest extends ReplicatedVolume {

  @Test
  void nothingIsPrunedWhileANodeThatMayNeedItIsUnknown() {
    push("n1", "n3");
    push("n1", "n3");
    push("n1", "n2");

    assertThat(new Replication(toN2.side("n1"), toN2.side("n2")).retain(List.of(), 0))
        .hasValueSatisfying(why -> assertThat(why).hasMessageContaining("was not asked"));
    assertThat(cluster.node("n1").snapshots).hasSize(3);
    assertThat(retain()).isEmpty();
    assertThat(cluster.node("n1").snapshots).hasSize(2);
  }

  @Test
  void nothingIsPrunedWhileANodeCannotLookOrIsLost() {
    push("n1", "n2");
    push("n1", "n2");
    Node third = cluster.node("n3");

    third.blind = true;
    assertThat(retain()).containsInstanceOf(NodeTrouble.StepFailed.class);
    third.reachable = false;
    assertThat(retain()).containsInstanceOf(NodeTrouble.Unreachable.class);
    assertThat(cluster.node("n1").snapshots).hasSize(2);

    third.reachable = true;
    third.blind = false;
    assertThat(retain()).isEmpty();
    assertThat(cluster.node("n1").snapshots).hasSize(1);
  }

  /** As after a push from n1 to n2, of three nodes. */
  private Optional<NodeTrouble> retain() {
    return new Replication(toN2.side("n1"), toN2.side("n2")).retain(List.of(toN2.side("n3")), 0);
  }

  @Test
  void whatAPersonAskedForStays() {
    push("n1", "n3");
    cluster.node("n1").snapshots.put(new Version("flocker-manual-1", "by hand"), List.of());
    push("n1", "n3");

    new Replication(toN2.side("n1"), toN2.side("n3")).retain(List.of(toN2.side("n2")), 0);
    for (String node : List.of("n1", "n3")) {
      assertThat(cluster.node(node).snapshots.keySet())
          .extracting(Version::guid)
          .hasSize(2)
          .startsWith("by hand");
    }
  }

  @Test
  void whatTheNextBackupsBuildUponStays() {
    push("n1", "n3");
    for (String name : List.of("a1", "a2", "b1", "a3", "b2", "a4")) {
      String store = name.startsWith("a") ? "aaaaaaaa" : "bbbbbbbb";
      cluster
          .node("n1")
          .snapshots
          .put(new Version("flocker-backup-" + store + "-" + name, name), List.of());
    }
    push("n1", "n3");

    new Replication(toN2.side("n1"), toN2.side("n3")).retain(List.of(toN2.side("n2")), 0);
    assertThat(cluster.node("n1").snapshots.keySet())
        .extracting(Version::guid)
        .contains("b1", "a3", "b2", "a4")
        .doesNotContain("a1", "a2");
  }
}
