package dev.flocker.cli.command.keep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Ref;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What is taken over of a dead node, by whom, and what is said of it. */
class FailoverCommandTest extends FailoverFixture {

  @Test
  void takesOverWhatANodeOwnedAndRunsIt() throws IOException {
    replicas("n2", "n3");
    assertThat(failover("n2", "--yes")).as(printed.err()).isEqualTo(4);
    assertThat(off).exists();
    assertThat(printed.out())
        .contains("shop/pg: n2 takes over; lost is what was written since its newest snapshot")
        .contains("powered off before: n1\n", "shop/pg: n2 is the owner\n")
        .contains("shop/wal: n2 is the owner\n", "+ app db");
    assertThat(cluster.log)
        .containsSubsequence("n2 OPEN data pg", "n2 OPEN data wal", "n2 APPLY app db");

    cluster.log.clear();
    assertThat(failover("n2", "--yes")).isEqualTo(4);
    assertThat(printed.out()).contains("shop/pg: nothing is lost, as n2 owns it already\n");
    assertThat(cluster.log).noneMatch(l -> l.contains("RECORD"));
  }

  @Test
  void saysOnceThatTheNodeDoesNotAnswer() throws IOException {
    replicas("n2");
    assertThat(failover("n2", "--yes")).isEqualTo(4);
    assertThat(printed.err()).containsOnlyOnce("there is no route");
  }

  private static final String WITHOUT_REPLICAS =
      """
      - project: shop
        hosts: all
        resources:
          - app: {name: db, on: n2, image: "1", uses: [pg, wal]}
          - data: {name: wal, replicas: [%s]}
      """;

  @Test
  void saysOfWhichDataNoOtherCopyIsLeft() throws IOException {
    replicas("n2");
    assertThat(failoverOf(WITHOUT_REPLICAS.formatted("n3"), "--yes")).isEqualTo(4);
    assertThat(printed.err())
        .contains("warning: shop/pg: the copy on n2 is the only one that was seen")
        .contains("replicas: [NODE], and run it")
        .as("the run copies it to n3")
        .doesNotContain("shop/wal: the copy");

    int before = printed.err().length();
    assertThat(failoverOf(WITHOUT_REPLICAS.formatted("n1"), "--yes")).isEqualTo(4);
    assertThat(printed.err().substring(before))
        .as("again, and that is to be on the node that is gone")
        .contains("shop/pg: the copy on n2", "shop/wal: the copy on n2");
  }

  @Test
  void saysNothingOfThatWhereAnotherNodeHasACopy() throws IOException {
    replicas("n2", "n3");
    assertThat(failoverOf(WITHOUT_REPLICAS.formatted("n1"), "--yes")).isEqualTo(4);
    assertThat(printed.err()).doesNotContain("the only one that was seen");
  }

  /** As a run reads them. */
  @Test
  void readsPlaybooksWithTheFactsOfNodes() throws IOException {
    Ref arm = Ref.parse("data pg-arm64");
    cluster.machine("n2", "arm64");
    cluster.machine("n3", "arm64");
    cluster.replica("n2", arm, "n1", "n1");
    Path site =
        Files.writeString(
            folder.resolve("site.yml"),
            """
            - name: The shop
              project: shop
              hosts: n2
              resources:
                - app: {name: db, on: n2, image: "1", uses: ["pg-{{facts.machine}}"]}
            """);

    int code = flocker("failover", "-i", hosts.toString(), "--yes", "n1", site.toString());

    assertThat(printed.out()).contains("shop/pg-arm64: n2 is the owner\n", "+ app db");
    assertThat(printed.out()).doesNotContain("x86_64");
    assertThat(code).as(printed.err()).isEqualTo(4);
  }

  @Test
  void saysWhatToWriteBeforeAnythingIsTouched() throws IOException {
    replicas("n2", "n3");
    assertThat(failover("n1", "--yes")).isEqualTo(3);
    assertThat(printed.err())
        .contains("site.yml:5:")
        .contains("app db: is on n1, and the newest copy of its data pg is on n3; write on: n3");
    untouched();
  }

  @Test
  void theNewestCopyOfAllIsTakenWhereverThePlaybookIs() throws IOException {
    replicas("n2", "n3");
    cluster.snapshot("n2", PG, "later");
    cluster.snapshot("n2", WAL, "later");
    assertThat(failover("n3", "--yes")).isEqualTo(3);
    assertThat(printed.err()).contains("write on: n2 there");
    untouched();
  }

  @Test
  void whatWasOneStateIsTakenOverAsOneOrNotAtAll() throws IOException {
    replicas("n2");
    cluster.snapshot("n2", WAL, "later");
    assertThat(failover("n2", "--yes")).isEqualTo(4);
    assertThat(printed.err())
        .contains("data pg, data wal: its copies there are of different instants")
        .contains("rollback --to s");
    untouched();
  }

  @Test
  void eachHasItsNewestCopyElsewhere() throws IOException {
    replicas("n2", "n3");
    cluster.snapshot("n2", WAL, "later");
    cluster.snapshot("n3", PG, "later");
    assertThat(failover("n2", "--yes")).isEqualTo(4);
    assertThat(printed.err()).contains("data pg on n3, data wal on n2");
    untouched();
  }

  /** Whoever has the network of one has to be where the others are that have it too. */
  @Test
  void whatHasToBeTogetherIsTakenOverTogether() throws IOException {
    replicas("n2", "n3");
    cluster.snapshot("n2", WAL, "later");
    cluster.snapshot("n3", PG, "later");

    int code =
        failoverOf(
            """
            - name: The shop
              project: shop
              hosts: all
              resources:
                - app: {name: net, on: n2, image: "1"}
                - app: {name: db, on: n2, image: "1", uses: [pg], within: net}
                - app: {name: log, on: n2, image: "1", uses: [wal], within: net}
            """,
            "--yes");

    assertThat(code).isEqualTo(4);
    assertThat(printed.err()).contains("data pg on n3, data wal on n2");
    untouched();
  }

  @Test
  void ofEqualCopiesCandidatesDecide() throws IOException {
    replicas("n2", "n3");
    assertThat(failover("{one_of: [n1, n2]}", "--yes")).as(printed.err()).isEqualTo(4);
    assertThat(printed.out()).contains("shop/pg: n2 is the owner\n");
  }

  @Test
  void ofEqualCopiesNoDrainedNodeTakesOver() throws IOException {
    replicas("n2", "n3");
    cluster.sessions().get("n3").drain("ann@laptop");
    assertThat(failover("{one_of: [n1, n3, n2]}", "--yes")).as(printed.err()).isEqualTo(4);
    assertThat(printed.out()).contains("shop/pg: n2 is the owner\n");
  }

  @Test
  void saysWhatHasNoCopyAndWhatNobodyAskedFor() throws IOException {
    cluster.replica("n2", PG, "n1", "n1");
    cluster.replica("n2", Ref.parse("data old"), "n1", "n1");
    assertThat(failover("n2", "--yes")).isEqualTo(4);
    assertThat(printed.out())
        .contains("shop/wal: no node that was seen has a copy; what n1 has of it is out of reach")
        .contains("shop/old: n2 is the owner");
    assertThat(cluster.log).doesNotContain("n2 APPLY app db");
  }
}
