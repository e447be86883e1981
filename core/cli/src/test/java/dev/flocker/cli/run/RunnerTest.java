package dev.flocker.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Ref;
import dev.flocker.cli.fake.FakeCluster;
import dev.flocker.cli.plan.Action;
import dev.flocker.cli.plan.Plan;
import dev.flocker.cli.run.Report.Outcome;
import java.util.List;
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
  void whatComesFromAnotherNodeArrivesAsWhatItWas() {
    run("app web on=n2 image=7");
    run("app web on=n1");
    assertThat(plans.getLast().changes())
        .anySatisfy(
            c -> {
              assertThat(c.node()).isEqualTo("n1");
              assertThat(c.want().orElseThrow().toString()).contains("image=7");
            });

    cluster.machine("n3", "aarch64");
    run("app web on=n3");
    assertThat(plans.getLast().changes())
        .as("another processor runs other programs")
        .anySatisfy(
            c -> {
              assertThat(c.node()).isEqualTo("n3");
              assertThat(c.want().orElseThrow().toString()).contains("image=1");
            });
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
  void aMoveHoldsStopsMovesStartsTurnsAndCleansUpInThisOrder() {
    run(GUARDED);
    cluster.log.clear();

    run(MOVED);

    inOrder("n2 PREPARE app db", "n1 QUIESCE guard db");
    inOrder(
        "push pg",
        "n1 HOLD path 5432",
        "n1 QUIESCE guard db",
        "release pg",
        "establish pg n1 n2",
        "n2 RESUME guard db",
        "n2 AWAIT_HEALTHY app db",
        "n2 APPLY path 5432",
        "n3 APPLY path 5432",
        "n1 RELEASE path 5432",
        "n1 APPLY guard db",
        "n1 APPLY app db");
    assertThat(cluster.shows("n1", DB)).isFalse();
    assertThat(cluster.runs("n2", DB)).isTrue();
    assertThat(run(MOVED).outcomes().values()).containsOnly(Outcome.OK);
  }

  @Test
  void whoMayGetInIsSettledBeforeAnythingStarts() {
    run(GUARDED);
    inOrder("n1 PREPARE path 5432", "n1 RESUME guard db", "n1 APPLY path 5432");
    assertThat(cluster.log).doesNotContain("n2 PREPARE path 5432");
    cluster.log.clear();

    run(MOVED);

    inOrder("n2 PREPARE path 5432", "n1 QUIESCE guard db", "n2 APPLY path 5432");
  }

  @Test
  void newcomersNeedNotWaitUntilEveryNodeIsTurned() {
    run(GUARDED);
    cluster.log.clear();

    run(MOVED);

    assertThat(cluster.log.stream().filter(line -> line.startsWith("n1 ")))
        .containsSequence("n1 APPLY path 5432", "n1 RESET path 5432", "n1 RELEASE path 5432");
  }

  @Test
  void aMoveIsOneLineAResource() {
    run(GUARDED);

    run(MOVED);

    assertThat(plans.getLast().actions().stream().filter(a -> a.kind() == Action.Kind.MOVE))
        .extracting(a -> a.ref() + " " + a.nodes() + " " + a.to())
        .containsExactlyInAnyOrder("data pg [n1] [n2]", "app db [n1] [n2]", "guard db [n1] [n2]");
  }

  @Test
  void onceTheNewOneIsGoodItsSnapshotsArePruned() {
    run(GUARDED + " image=1");
    assertThat(cluster.log).doesNotContain("prune pg");

    run(GUARDED + " image=2");

    inOrder("n1 SNAPSHOT data pg", "n1 AWAIT_HEALTHY app db", "prune pg");
  }

  @Test
  void nothingIsTouchedForAMoveToWhereThereIsNoRoom() {
    run(GUARDED);
    cluster.log.clear();
    cluster.fill("n2");

    run(MOVED);

    assertThat(plans.getLast().refusals().get(new Ref("data", "pg")))
        .isEqualTo(new Plan.Refusal("n2", "no room", "make room"));
    assertThat(cluster.log).allMatch(line -> line.endsWith(" LOCK"));
  }

  @Test
  void nothingIsTouchedForAnAppThatCouldNotRunWhereItGoes() {
    run(GUARDED + " image=1");
    cluster.log.clear();
    cluster.unfit("n1");
    cluster.unfit("n2");

    for (String play : List.of(MOVED, GUARDED + " image=2")) {
      run(play);
      assertThat(plans.getLast().refusals().get(DB))
          .as(play)
          .isEqualTo(
              new Plan.Refusal(
                  play.equals(MOVED) ? "n2" : "n1", "no such processor", "use another image"));
      assertThat(plans.getLast().moves()).as("its data stays as well").isEmpty();
    }
    assertThat(cluster.log).allMatch(line -> line.endsWith(" LOCK"));
  }

  @Test
  void aCopyThatFindsNoRoomKeepsNothingElseFromBeingDone() {
    run(GUARDED + " image=1");
    cluster.fill("n2");

    run(GUARDED + " image=2", "data pg replicas=n2");

    assertThat(plans.getLast().refusals()).isEmpty();
    assertThat(notes).containsExactly("no copy of data pg on n2: n2: no room; make room");
  }

  @Test
  void whatOneUserHasOpenIsCopiedTogether() {
    run("app db on=n1 uses=pg,wal", "app web on=n1 uses=web");

    run(
        "app db on=n1 uses=pg,wal",
        "data pg replicas=n2,n3",
        "data wal replicas=n2",
        "app web on=n1 uses=web",
        "data web replicas=n2");

    assertThat(cluster.log).contains("copy pg wal n2", "copy pg n3", "copy web n2");

    cluster.replica("n2", new Ref("data", "pg"), "n1");
    run("app db on=n1 uses=pg,wal", "data pg replicas=n2", "data wal replicas=n2", "app web on=n1");
    assertThat(cluster.log).contains("copy wal pg n2");
  }

  @Test
  void copiesOfOneThingFollowEachOtherAndAllElse() {
    run(GUARDED + " image=1");
    run(GUARDED + " image=2", "data pg replicas=n2,n3");

    Plan plan = plans.getLast();
    Sessions sessions = new Sessions(cluster.sessions());
    Graph graph = Steps.of(plan, cluster.types, sessions, new Moving(cluster, sessions));
    List<Step> copies =
        graph.steps().stream().filter(s -> s.title().startsWith("copy data pg to")).toList();
    assertThat(copies).hasSize(2);
    assertThat(graph.awaits(copies.get(1))).contains(copies.get(0));
    assertThat(graph.awaits(copies.get(0)))
        .extracting(Step::title)
        .anyMatch(title -> title.startsWith("clean up after app db"));
    inOrder("prune pg", "copy pg n2", "copy pg n3");
  }

  @Test
  void twoThatSwapTheirNodesDoNotWaitForEachOther() {
    run("app a on=n1 uses=x port=1", "app b on=n2 uses=y port=2");

    Report report = run("app a on=n2 uses=x port=1", "app b on=n1 uses=y port=2");

    assertThat(report.good()).isTrue();
    assertThat(cluster.runs("n2", new Ref("app", "a"))).isTrue();
    assertThat(cluster.runs("n1", new Ref("app", "b"))).isTrue();
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
