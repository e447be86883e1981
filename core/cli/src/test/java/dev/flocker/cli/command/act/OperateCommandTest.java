package dev.flocker.cli.command.act;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Ref;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The database runs on n1, with data and somebody who supervises it, and the web on both nodes. */
class OperateCommandTest extends OperateFixture {

  private static final String SHOP =
      """
      - name: The shop
        project: shop
        hosts: all
        resources:
          - app: {name: db, on: %s, uses: [pg], port: 5432, guarded: yes, image: "%s"}
          - app: {name: web, on: [n1, n2], image: "1"}
      """;

  private static final Ref DB = new Ref("app", "db");

  @BeforeEach
  void runs() throws IOException {
    assertThat(run(SHOP.formatted("n1", "1"))).as(printed.err()).isZero();
    forget();
  }

  @Test
  void stopsBySupervisor() {
    assertThat(operate("stop", "db")).as(printed.err()).isZero();

    assertThat(cluster.log)
        .containsExactly("n1 LOCK", "n2 LOCK", "n1 STOP guard db", "n1 STOP app db");
    assertThat(said()).contains("app db on n1: stopped\n");
    forget();
    assertThat(operate("stop", "shop/db")).isZero();
    assertThat(said()).contains("app db on n1: is stopped already, by ann@laptop");
    forget();
    assertThat(flocker("state", "-i", inventory.toString())).isZero();
    assertThat(said()).contains("app db").containsPattern("n1 +stopped by ann@laptop");
  }

  @Test
  void aRunLeavesItStopped() throws IOException {
    operate("stop", "db");
    forget();

    assertThat(run(SHOP.formatted("n1", "1"))).as(printed.err()).isZero();
    assertThat(cluster.runs("n1", DB)).isFalse();
    assertThat(said())
        .contains("app db on n1 was stopped by ann@laptop")
        .contains("start it by \"flocker start shop/db\", or run with --start-stopped");

    assertThat(run(SHOP.formatted("n1", "1"), "--start-stopped")).isZero();
    assertThat(cluster.runs("n1", DB)).isTrue();
    forget();
    assertThat(run(SHOP.formatted("n1", "1"))).isZero();
    assertThat(said()).doesNotContain("was stopped");
  }

  @Test
  void aRunChangesNothingOfWhatIsStopped() throws IOException {
    operate("stop", "db");
    forget();

    assertThat(run(SHOP.formatted("n1", "2"))).isEqualTo(1);
    assertThat(run(SHOP.formatted("n2", "1"))).isEqualTo(1);
    assertThat(cluster.shows("n1", DB)).isTrue();
    assertThat(cluster.shows("n1", new Ref("data", "pg"))).isTrue();
    assertThat(cluster.log).noneMatch(l -> l.contains(" db") || l.contains("pg"));
    assertThat(said()).contains("and would have to be replaced or moved");
  }

  @Test
  void startsItBySupervisorWithItsDataOpen() {
    operate("stop", "db");
    cluster.close("n1", new Ref("data", "pg"));
    forget();

    assertThat(operate("start", "db")).as(printed.err()).isZero();

    assertThat(cluster.log)
        .containsExactly(
            "n1 LOCK",
            "n2 LOCK",
            "n1 HOLD path 5432",
            "n1 OPEN data pg",
            "n1 RESUME guard db",
            "n1 AWAIT_HEALTHY app db",
            "n1 RELEASE path 5432",
            "n1 PROVE app db");
    assertThat(said()).contains("app db on n1: started\n");
    forget();
    assertThat(operate("start", "db")).isZero();
    assertThat(said()).contains("app db on n1: runs already\n");
  }

  @Test
  void newcomersWaitForARestart() {
    assertThat(operate("restart", "db")).as(printed.err()).isZero();

    assertThat(cluster.log)
        .containsExactly(
            "n1 LOCK",
            "n2 LOCK",
            "n1 HOLD path 5432",
            "n1 QUIESCE guard db",
            "n1 OPEN data pg",
            "n1 RESUME guard db",
            "n1 AWAIT_HEALTHY app db",
            "n1 RELEASE path 5432",
            "n1 PROVE app db");
  }

  @Test
  void newcomersAreLetInAgainWhateverHappens() {
    cluster.failing(line -> line.equals("n1 AWAIT_HEALTHY app db"));
    operate("stop", "db");

    assertThat(operate("start", "db")).isEqualTo(1);
    assertThat(cluster.log).endsWith("n1 RESUME guard db", "n1 RELEASE path 5432");

    forget();
    assertThat(operate("restart", "db")).isEqualTo(1);

    assertThat(cluster.log).endsWith("n1 RESUME guard db", "n1 RELEASE path 5432");
    assertThat(printed.err()).contains("n1 AWAIT_HEALTHY app db");
  }

  @Test
  void whatIsOnSeveralNodesIsDoneOnEachOrOnOne() {
    assertThat(operate("stop", "web", "--node", "n2")).isZero();
    assertThat(cluster.log).contains("n2 STOP app web").doesNotContain("n1 STOP app web");
    assertThat(operate("stop", "web", "db")).isZero();
    assertThat(cluster.log).contains("n1 STOP app web", "n1 STOP app db");
  }

  @Test
  void whatIsNowhereIsSaidBeforeAnythingIsTouched() {
    assertThat(operate("stop", "web", "bd")).isEqualTo(1);
    assertThat(printed.err())
        .contains("none shows bd")
        .contains("the known ones are shop/db, shop/web");
    assertThat(operate("stop", "db", "--node", "n2")).isEqualTo(1);
    assertThat(printed.err()).contains("it has no db").contains("leave out --node: it is on n1");
    assertThat(operate("stop", "db", "--node", "n9")).isEqualTo(3);
    assertThat(operate("stop")).isEqualTo(3);
    assertThat(cluster.log).noneMatch(l -> l.contains("STOP"));
  }

  @Test
  void oneOfTwoProjectsIsToBeNamed() throws IOException {
    String other =
        "- {project: other, hosts: all, resources: [app: {name: db, on: n2, image: '1'}]}";
    assertThat(run(other)).as(printed.err()).isZero();
    forget();

    assertThat(operate("stop", "db")).isEqualTo(1);
    assertThat(printed.err()).contains("db is in several projects; say which: other/db, shop/db");
    assertThat(operate("stop", "other/db")).isZero();
    assertThat(cluster.log).contains("n2 STOP app db").noneMatch(l -> l.startsWith("n1 STOP"));
  }

  /** Another node was made the owner while it was away. */
  @Test
  void nothingIsStartedOnDataThatIsNotPlainlyItsNodes() {
    operate("stop", "db");
    cluster.owner("n2", new Ref("data", "pg"), "n1");
    forget();

    assertThat(operate("start", "db")).isEqualTo(1);
    assertThat(operate("restart", "db")).isEqualTo(1);

    assertThat(cluster.log).noneMatch(l -> l.contains("RESUME") || l.contains("OPEN"));
    assertThat(cluster.log).noneMatch(l -> l.contains("HOLD") || l.contains("QUIESCE"));
    assertThat(printed.err()).contains("app db is not started: data pg: ");
  }

  @Test
  void itIsStartedAgainWhateverHappens() {
    cluster.failing(line -> line.equals("n1 OPEN data pg"));

    assertThat(operate("restart", "db")).isEqualTo(1);

    assertThat(cluster.runs("n1", DB)).isTrue();
    assertThat(cluster.log).endsWith("n1 RESUME guard db", "n1 RELEASE path 5432");
  }

  @Test
  void aSupervisorThatIsDownIsStarted() {
    operate("stop", "db");
    cluster.start("n1", DB); // by hand, past its supervisor
    forget();

    assertThat(operate("start", "db")).as(printed.err()).isZero();
    assertThat(cluster.log).contains("n1 RESUME guard db");
  }

  @Test
  void aRunPutsASupervisorRightOfWhatRuns() throws IOException {
    operate("stop", "db");
    cluster.start("n1", DB);
    forget();

    assertThat(run(SHOP.formatted("n1", "1"))).isZero();
    assertThat(cluster.runs("n1", new Ref("guard", "db"))).isTrue();
  }

  /** Its supervisor was noted, and stopped it; then the person who stops it is gone. */
  @Test
  void aStopThatIsCutOffIsAStop() throws IOException {
    cluster.failing(line -> line.equals("n1 STOP app db"));
    assertThat(operate("stop", "db")).isEqualTo(1);
    cluster.failing(line -> false);
    cluster.kill("n1", DB);
    forget();

    assertThat(run(SHOP.formatted("n1", "1"))).isZero();

    assertThat(cluster.runs("n1", DB)).isFalse();
    assertThat(said()).contains("app db on n1 was stopped by a person");
  }

  private static String wantedStopped() {
    return SHOP.formatted("n1", "1").replace("guarded: yes", "guarded: yes, state: stopped");
  }

  @Test
  void whatItsPlaybookWantsStoppedIsStartedUntilItsNextRun() throws IOException {
    assertThat(run(wantedStopped())).as(printed.err()).isZero();
    assertThat(cluster.runs("n1", DB)).isFalse();
    forget();
    assertThat(flocker("state", "-i", inventory.toString(), "--output", "json")).isZero();
    assertThat(said()).contains("\"declared\":true").contains("stopped by its playbook");
    forget();

    assertThat(operate("start", "db")).as(printed.err()).isZero();
    assertThat(said())
        .contains("started; the next run of its playbook, which wants it stopped, stops it");
    assertThat(cluster.runs("n1", DB)).isTrue();
    forget();
    assertThat(flocker("state", "-i", inventory.toString())).isZero();
    assertThat(said()).contains("started by ann@laptop, though its playbook wants it stopped");

    forget();
    assertThat(run(wantedStopped())).isZero();
    assertThat(said()).contains("stopped; was started by ann@laptop at 2026-11-30T05:00Z");
    assertThat(cluster.runs("n1", DB)).isFalse();
    forget();
    assertThat(run(wantedStopped())).isZero();
    assertThat(said()).contains("nothing changed");
  }

  @Test
  void aStopOfWhatItsPlaybookWantsStoppedIsAPersonsToo() throws IOException {
    assertThat(run(wantedStopped())).isZero();

    assertThat(operate("stop", "db")).isZero();
    assertThat(run(SHOP.formatted("n1", "1"))).isZero();

    assertThat(cluster.runs("n1", DB)).as("a person wants it down").isFalse();
  }

  @Test
  void onlyWhatRunsIsToBeStopped() throws IOException {
    assertThat(run("- {project: shop, hosts: all, resources: [data: {name: pg, state: stopped}]}"))
        .isEqualTo(3);
    assertThat(printed.err())
        .contains("data pg: state: \"stopped\" is not allowed: a data does not run")
        .contains("use present or absent");
    assertThat(run("- {project: shop, hosts: all, resources: [app: {name: pg, state: up}]}"))
        .isEqualTo(3);
    assertThat(printed.err()).contains("use present, running, stopped or absent");
  }
}
