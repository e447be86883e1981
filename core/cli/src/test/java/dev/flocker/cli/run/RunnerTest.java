package dev.flocker.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Ref;
import dev.flocker.cli.fake.FakeCluster;
import dev.flocker.cli.plan.Action;
import dev.flocker.cli.run.Report.Outcome;
import org.junit.jupiter.api.Test;

/** What is done, in which order, and that a second run finds nothing to do. */
class RunnerTest extends FakeRuns {

  @Test
  void makesWhatIsDeclaredAndThenFindsNothingToDo() {
    Report first = run("app web on=n2 port=80", GUARDED, "wire from=web to=db port=7");

    assertThat(first.count(Outcome.CHANGED)).isEqualTo(first.outcomes().size());
    assertThat(cluster.runs("n1", DB)).isTrue();
    assertThat(cluster.runs("n2", WEB)).isTrue();

    Report second = run("app web on=n2 port=80", GUARDED, "wire from=web to=db port=7");
    assertThat(second.outcomes().values()).containsOnly(Outcome.OK);
  }

  @Test
  void whatFollowsAnotherOneStartsOnceThatIsWell() {
    run("app a on=n1 after=b", "app b on=n2 after=c", "app c on=n1");
    inOrder("n1 AWAIT_HEALTHY app c", "n2 RESUME app b");
    inOrder("n2 AWAIT_HEALTHY app b", "n1 RESUME app a");
  }

  @Test
  void whatIsMadeOfAnotherIsMadeAnewWithIt() {
    String inner = "app inner on=n1 within=outer";
    String innermost = "app innermost on=n1 within=inner";
    run("app outer on=n1 image=1", inner, innermost);
    inOrder("n1 AWAIT_HEALTHY app outer", "n1 APPLY app inner", "n1 RESUME app inner");
    cluster.log.clear();

    Report report = run("app outer on=n1 image=2", inner, innermost);

    assertThat(report.outcomes().values()).containsOnly(Outcome.CHANGED);
    inOrder(
        "n1 APPLY app outer",
        "n1 AWAIT_HEALTHY app outer",
        "n1 QUIESCE app inner",
        "n1 APPLY app inner",
        "n1 AWAIT_HEALTHY app inner",
        "n1 APPLY app innermost");
    assertThat(plans.getLast().actions())
        .filteredOn(a -> a.ref().equals(new Ref("app", "inner")))
        .singleElement()
        .satisfies(a -> assertThat(a.kind()).isEqualTo(Action.Kind.REPLACE))
        .satisfies(a -> assertThat(a.diff().changes().toString()).contains("app outer"));
    assertThat(run("app outer on=n1 image=2", inner, innermost).outcomes().values())
        .containsOnly(Outcome.OK);
  }

  /** A link from the one that is to be first says nothing against it. */
  @Test
  void whoFollowsIsSaidByThePlaybookBeforeLinks() {
    run("app a on=n1", "app b on=n2 after=a", "wire from=a to=b port=7", "wire from=b to=a port=7");
    inOrder("n1 AWAIT_HEALTHY app a", "n2 RESUME guard b");
  }

  @Test
  void whatStaysUpIsSeenWhileVisitorsAreServedAndBeforeAnythingIsTakenAway() {
    run(GUARDED + " image=1");
    cluster.log.clear();

    run(GUARDED + " image=2");

    inOrder(
        "n1 AWAIT_HEALTHY app db", "n1 RELEASE path 5432", "n1 PROVE app db", "n1 SETTLE app db");
    cluster.log.clear();
    run(GUARDED + " image=2");
    assertThat(cluster.log).noneMatch(line -> line.contains("PROVE"));
  }

  /** Its supervisor may be about to start it for the hundredth time. */
  @Test
  void whatRunsUnderASupervisorThatIsNotWellIsSeenToStayUp() {
    run(GUARDED);
    cluster.kill("n1", new Ref("guard", "db"));
    cluster.log.clear();

    assertThat(run(GUARDED).outcomes()).containsEntry(DB, Outcome.CHANGED);

    inOrder("n1 RESUME guard db", "n1 AWAIT_HEALTHY app db", "n1 PROVE app db");
  }

  @Test
  void saysWhatATypeAdvises() {
    run("app web on=n2 image=old");
    assertThat(plans.getLast().notes()).isEmpty();
    run("app web on=n2 image=old");
    assertThat(plans.getLast().notes())
        .containsExactly("site.yml:1:1: app web: is old on n2; renew it");
  }

  @Test
  void dataComesFirstThenWhatUsesItThenTheWayThere() {
    run(GUARDED);

    inOrder(
        "n1 APPLY data pg",
        "n1 PREPARE app db",
        "n1 APPLY app db",
        "n1 APPLY guard db",
        "n1 RESUME guard db",
        "n1 AWAIT_HEALTHY app db",
        "n2 APPLY path 5432");
  }

  @Test
  void onceTheNewOneIsGoodItsSnapshotsArePruned() {
    run(GUARDED + " image=1");
    assertThat(cluster.log).doesNotContain("prune pg");

    run(GUARDED + " image=2");

    inOrder("n1 SNAPSHOT data pg", "n1 AWAIT_HEALTHY app db", "prune pg");
  }

  @Test
  void portsThatSwapOwnersAreGivenUpBeforeTheyAreTaken() {
    run("app a on=n1 port=1", "app b on=n1 port=2");
    cluster.log.clear();

    Report report = run("app a on=n1 port=2", "app b on=n1 port=1");

    assertThat(report.good()).isTrue();
    inOrder("n1 QUIESCE app a", "n1 RESUME app b");
    inOrder("n1 QUIESCE app b", "n1 RESUME app a");
  }

  @Test
  void aWireStartsAfterWhatItReachesUnlessTheyReachEachOther() {
    run("app web on=n2", "app db on=n1", "wire from=web to=db port=7");
    inOrder("n1 AWAIT_HEALTHY app db", "n2 RESUME guard web");

    FakeCluster both = new FakeCluster("ring", "n1");
    Report report =
        run(
            both,
            both.project(
                "app a on=n1",
                "app b on=n1",
                "wire from=a to=b port=7",
                "wire from=b to=a port=7"));
    assertThat(report.good()).isTrue();
  }

  @Test
  void whatDoesNotRunIsStarted() {
    run("app web on=n2");
    cluster.kill("n2", WEB);
    cluster.log.clear();

    run("app web on=n2");

    assertThat(cluster.runs("n2", WEB)).isTrue();
    assertThat(cluster.log).doesNotContain("n2 QUIESCE app web");
  }
}
