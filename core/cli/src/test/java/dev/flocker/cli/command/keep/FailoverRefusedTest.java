package dev.flocker.cli.command.keep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.cli.session.NodeTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is not powered off, and from and by whom nothing is taken over. */
class FailoverRefusedTest extends FailoverFixture {

  @Test
  void powersNothingOffUnasked() throws IOException {
    replicas("n2");
    assertThat(failover("n2")).isEqualTo(3);
    assertThat(printed.err()).contains("Take over what n1 owned? There is no terminal");
    untouched();

    int code = failover("n2", "--yes", "--powered-off=n1");
    assertThat(code).as(printed.err()).isEqualTo(4);
    assertThat(off).doesNotExist();
    assertThat(cluster.log).contains("n2 OPEN data pg");
  }

  @Test
  void aNodeThatAnswersIsNotTakenOverFrom() throws IOException {
    troubles = Map.of();
    replicas("n2");
    assertThat(failover("n2", "--yes")).isEqualTo(1);
    assertThat(printed.err()).contains("n1: it answers, so it is not gone").contains("drain n1");
    untouched();
  }

  @Test
  void anotherNodeThatMayOwnItHasToBeOffToo() throws IOException {
    replicas("n2");
    Map<String, NodeTrouble> both = new TreeMap<>(troubles);
    both.put("n3", new NodeTrouble.Unreachable("n3", "there is no route", ""));
    troubles = both;
    assertThat(failover("n2", "--yes")).isEqualTo(4);
    assertThat(printed.err()).contains("say --powered-off n3");
    untouched();
    assertThat(failover("n2", "--yes", "--powered-off=n3")).isEqualTo(4);
    assertThat(off).exists();
    assertThat(cluster.log).contains("n2 OPEN data wal");
  }

  /** It may still be written to there. */
  @Test
  void whatBeginsAnewIsNotThereTwice() throws IOException {
    assertThat(failover("n2", "--assume-absent=n1")).isEqualTo(3);
    assertThat(printed.err()).contains("There is no terminal");
    assertThat(cluster.log).noneMatch(l -> l.contains(" APPLY "));

    assertThat(failover("n2", "--assume-absent=n1", "--yes")).isEqualTo(4);
    assertThat(off).exists();
    assertThat(cluster.log).contains("n2 APPLY app db");
  }

  @Test
  void namesANodeThatIsNotThereBeforeAnythingIsTouched() throws IOException {
    replicas("n2");
    assertThat(failover("n2", "--yes", "--assume-absent=n9")).isEqualTo(3);
    assertThat(printed.err()).contains("the inventory has no node n9");
    untouched();
  }

  /** Whatever records say: it answers, and runs what it should. */
  @Test
  void aNodeThatAnswersIsNotPoweredOff() throws IOException {
    replicas("n2");
    cluster.replicaNaming("n2", PG, "n1", "old", "n3");
    Files.writeString(
        hosts,
        "all: {hosts: {n1: {flocker_fence: \"true\"}, n2: {}, n3: {flocker_fence: \"touch "
            + off
            + "\"}}}\n");

    assertThat(failover("n2", "--yes")).isEqualTo(4);
    assertThat(printed.err())
        .contains("n3: ", "it answers, by another machine id", "say --powered-off id-old");
    untouched();
  }

  @Test
  void aDrainedNodeTakesNothingOver() throws IOException {
    replicas("n2");
    cluster.sessions().get("n2").drain("ann@laptop");
    assertThat(failover("n2", "--yes")).isEqualTo(3);
    assertThat(printed.err())
        .contains("n2: it is to take over, and is drained", "flocker undrain n2");
    untouched();
  }

  @Test
  void twoThatClaimItAreForAPersonToJudge() throws IOException {
    cluster.owner("n2", PG, "n1", "n3");
    cluster.owner("n3", PG, "n1", "n2");
    assertThat(failover("n2", "--yes")).isEqualTo(4);
    assertThat(printed.err()).contains("generation 1 was given twice");
    untouched();
  }
}
