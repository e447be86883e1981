package dev.flocker.cli.command.act;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Ref;
import dev.flocker.cli.command.CommandFixture;
import dev.flocker.cli.session.NodeTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nodes of the inventory that no play names, and when they are asked all the same. */
class OthersTest extends CommandFixture {

  private static final Ref DATA = new Ref("data", "db");
  private static final String NO_DATA =
      """
      - name: The shop
        project: shop
        hosts: n1
        resources:
          - app: {name: web, image: "1"}
      """;
  private static final String WITH_DATA =
      """
      - name: The shop
        project: shop
        hosts: n1
        resources:
          - data: {name: db, on: n1}
      """;

  OthersTest() {
    super("n1", "n2", "n3");
  }

  @Test
  void areLeftAloneWhereThereIsNoData() throws IOException {
    off("n2");
    assertThat(run(NO_DATA)).isZero();
    assertThat(asked).containsExactly("n1");
    assertThat(cluster.log).contains("n1 LOCK").noneMatch(line -> line.matches("n[23] LOCK"));
  }

  @Test
  void areAskedBeforeSomethingIsMadeEmpty() throws IOException {
    assertThat(run(WITH_DATA)).isZero();
    assertThat(asked).containsExactly("n1", "n2", "n3");
    assertThat(cluster.log).contains("n1 LOCK", "n2 LOCK", "n3 LOCK");
    assertThat(said())
        .contains("asked too: n2, n3: data db would be new, and has to be on none of them");
  }

  @Test
  void areLeftAloneAsSoonAsItIsThere() throws IOException {
    cluster.owner("n1", DATA);
    off("n2");
    assertThat(run(WITH_DATA)).isZero();
    assertThat(asked).containsExactly("n1");
  }

  @Test
  void keepItFromBeingMadeWhereTheyDoNotAnswer() throws IOException {
    off("n3");
    assertThat(run(WITH_DATA)).isEqualTo(4);
    assertThat(cluster.shows("n1", DATA)).isFalse();
    assertThat(said()).contains("it is made empty only when all of them were seen", "n3");
    assertThat(run(WITH_DATA, "--assume-absent", "n3")).isEqualTo(4);
    assertThat(cluster.shows("n1", DATA)).isTrue();
  }

  /** It may be a node that owns the data: only what is no node for certain is passed over. */
  @ParameterizedTest
  @CsvSource({"shh, 4", "community.general.some_ssh, 4", "ansible.builtin.winrm, 0"})
  void keepItFromBeingMadeWhereNobodyKnowsHowToReachThem(String connection, int exit)
      throws IOException {
    Files.writeString(inventory, "n1\nn2\nn3 ansible_connection=" + connection + "\n");
    assertThat(run(WITH_DATA)).isEqualTo(exit);
    assertThat(cluster.shows("n1", DATA)).isEqualTo(exit == 0);
    assertThat(asked).doesNotContain("n3");
  }

  @Test
  void areAskedIfARecordNamesThem() throws IOException {
    cluster.owner("n1", DATA, "n2");
    assertThat(run(WITH_DATA)).isZero();
    assertThat(asked).contains("n1", "n2");
    assertThat(said()).contains("a record of data db names id-n2, which may be one of them");
  }

  @Test
  void areLeftAloneIfTheRecordNamesAnother() throws IOException {
    cluster.owner("n1", DATA, "n2");
    cluster.name("n1", DATA, "n2", "n2");
    assertThat(run(WITH_DATA)).isZero();
    assertThat(asked).containsExactly("n1", "n2");
    assertThat(said()).contains("asked too: n2: a record of data db names it");
  }

  @Test
  void areAskedOneAfterTheOtherAsRecordsLeadOn() throws IOException {
    cluster.owner("n1", DATA, "n2");
    cluster.name("n1", DATA, "n2", "n2");
    cluster.owner("n2", DATA, "n3");
    cluster.name("n2", DATA, "n3", "n3");
    run(WITH_DATA, "--check");
    assertThat(asked).containsExactly("n1", "n2", "n3");
  }

  @Test
  void areAskedIfNoOwnerIsSeen() throws IOException {
    cluster.replica("n1", DATA, "n2", "n2");
    run(WITH_DATA, "--check");
    assertThat(asked).containsExactly("n1", "n2", "n3");
    assertThat(said()).contains("data db has no owner among the nodes of the play");
  }

  @Test
  void areAskedIfOnlyTheyMayOwnIt() throws IOException {
    cluster.owner("n3", DATA);
    run(WITH_DATA, "--check");
    assertThat(asked).containsExactly("n1", "n2", "n3");
    assertThat(said()).doesNotContain("create").contains("n3");
  }

  @Test
  void countAsUnseenWhereNobodyAskedThem() throws IOException {
    cluster.owner("n1", DATA);
    cluster.whenLocked(() -> cluster.moved(DATA, "n1", "n2"));
    assertThat(run(WITH_DATA)).isEqualTo(1);
    assertThat(asked).containsExactly("n1");
    assertThat(cluster.shows("n1", DATA)).isFalse();
    assertThat(said()).contains("it is made empty only when all of them were seen");
  }

  @Test
  void areRefusedIfTheyAnswerWithAnId() throws IOException {
    cluster.clone("n2", "id-n1");
    assertThat(run(NO_DATA)).isZero();
    assertThat(run(WITH_DATA)).isEqualTo(4);
    assertThat(said()).contains("both say that their machine id is id-n1");
  }

  private void off(String node) {
    troubles = Map.of(node, new NodeTrouble.Unreachable(node, "no route to host", ""));
  }

  private String said() {
    return printed.out() + printed.err();
  }
}
