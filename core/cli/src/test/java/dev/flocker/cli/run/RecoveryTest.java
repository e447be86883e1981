package dev.flocker.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Ref;
import dev.flocker.cli.run.Report.Outcome;
import dev.flocker.cli.session.NodeTrouble;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run does when something fails half way. */
class RecoveryTest extends FakeRuns {

  private static final Ref PG = new Ref("data", "pg");
  private static final Ref X = new Ref("data", "x");
  private static final Ref Y = new Ref("data", "y");

  @Test
  void whatWasStoppedRunsAgainWhenItsDataCannotBeReleased() {
    run(GUARDED);
    cluster.failing(line -> line.equals("release pg"));

    Report report = run(MOVED);

    assertThat(report.outcomes().get(DB)).isEqualTo(Outcome.FAILED);
    assertThat(cluster.runs("n1", DB)).isTrue();
    inOrder(
        "release pg",
        "giveUp pg",
        "n1 RESUME guard db",
        "n1 AWAIT_HEALTHY app db",
        "n1 RELEASE path 5432");
  }

  @Test
  void aRouteNeverPointsAtSomethingUnhealthy() {
    cluster.failing(line -> line.equals("n1 AWAIT_HEALTHY app db"));

    Report report = run(GUARDED);

    assertThat(report.outcomes().get(DB)).isEqualTo(Outcome.FAILED);
    assertThat(cluster.log).noneMatch(line -> line.contains("APPLY path"));
  }

  @Test
  void theOldOneComesBackWhenItsReplacementFails() {
    run("app web on=n2 image=1");
    cluster.failing(line -> line.equals("n2 AWAIT_HEALTHY app web"));
    cluster.log.clear();

    Report report = run("app web on=n2 image=2");

    assertThat(report.outcomes().get(WEB)).isEqualTo(Outcome.FAILED);
    inOrder(
        "n2 PREPARE app web",
        "n2 QUIESCE app web",
        "n2 APPLY app web",
        "n2 REVERT app web",
        "n2 RESUME app web");
    assertThat(cluster.log).doesNotContain("n2 SETTLE app web");
  }

  @Test
  void theOldOneComesBackWhenItsReplacementDoesNotStayUp() {
    run("app web on=n2 image=1");
    cluster.failing(line -> line.equals("n2 PROVE app web"));
    cluster.log.clear();

    Report report = run("app web on=n2 image=2");

    assertThat(report.outcomes().get(WEB)).isEqualTo(Outcome.FAILED);
    inOrder("n2 PROVE app web", "n2 REVERT app web", "n2 RESUME app web");
    assertThat(cluster.log).doesNotContain("n2 SETTLE app web");
  }

  @Test
  void visitorsAreLedBackToWhereAMovedOneRunsAgain() {
    run("app web on=n2 port=80");
    cluster.failing(line -> line.equals("n1 PROVE app web"));
    cluster.log.clear();

    Report report = run("app web on=n1 port=80");

    assertThat(report.outcomes().get(WEB)).isEqualTo(Outcome.FAILED);
    assertThat(cluster.runs("n2", WEB)).isTrue();
    assertThat(cluster.runs("n1", WEB)).isFalse();
    inOrder("n1 APPLY path 80", "n1 PROVE app web", "n2 RESUME app web", "n2 APPLY path 80");
    cluster.failing(line -> false);
    assertThat(run("app web on=n2 port=80").outcomes())
        .as("it leads there by now; what is left on n1 is removed")
        .containsEntry(new Ref("path", "80"), Outcome.OK);
  }

  /** The next run takes away what it replaced: nothing is wrong with what runs now. */
  @Test
  void thatNobodyLooksOnAnyMoreIsNoRelapse() {
    List<NodeTrouble> ends =
        List.of(
            new NodeTrouble.Cancelled("n1"),
            new NodeTrouble.Unreachable("n1", "it has been silent for 30 s", ""));
    for (NodeTrouble end : ends) {
      run("app web on=n2 port=80");
      cluster.log.clear();
      cluster.failing(
          line -> {
            if (line.equals("n1 PROVE app web")) {
              throw end;
            }
            return false;
          });

      run("app web on=n1 port=80");

      assertThat(cluster.runs("n1", WEB)).isTrue();
      assertThat(cluster.runs("n2", WEB)).isFalse();
      assertThat(cluster.log).contains("n1 PROVE app web").doesNotContain("n2 RESUME app web");
      cluster.failing(line -> false);
      assertThat(run("app web on=n1 port=80").good()).isTrue();
      assertThat(cluster.shows("n2", WEB)).isFalse();
    }
  }

  /** It may have been written to since visitors were let in. */
  @Test
  void dataStaysWhereItWentWhenItsUserDoesNotStayUp() {
    run(GUARDED);
    cluster.failing(line -> line.equals("n2 PROVE app db"));
    cluster.log.clear();

    Report report = run(MOVED);

    assertThat(report.outcomes().get(DB)).isEqualTo(Outcome.FAILED);
    inOrder("n2 APPLY path 5432", "n1 RELEASE path 5432", "n2 PROVE app db", "giveUp pg");
    assertThat(cluster.shows("n2", PG)).isTrue();
    assertThat(cluster.runs("n2", DB)).isTrue();
    assertThat(cluster.log).noneMatch(l -> l.startsWith("n1 RESUME") || l.startsWith("finish"));
  }

  /** Or deploying what does not get healthy, again and again, would fill the pool. */
  @Test
  void whatWasKeptBeforeAReplacementThatFailedIsPruned() {
    run("data pg", "app db on=n1 image=1 uses=pg");
    cluster.failing(line -> line.equals("n1 AWAIT_HEALTHY app db"));
    cluster.log.clear();

    Report report = run("data pg", "app db on=n1 image=2 uses=pg");

    assertThat(report.outcomes().get(DB)).isEqualTo(Outcome.FAILED);
    inOrder("n1 SNAPSHOT data pg", "n1 APPLY app db", "prune pg");
  }

  @Test
  void theOldOneComesBackWhereItWasWhenItsMoveFails() {
    run("app web on=n2 port=80");
    cluster.failing(line -> line.equals("n1 AWAIT_HEALTHY app web"));

    Report report = run("app web on=n1 port=80");

    assertThat(report.outcomes().get(WEB)).isEqualTo(Outcome.FAILED);
    assertThat(cluster.runs("n2", WEB)).isTrue();
    assertThat(cluster.runs("n1", WEB)).isFalse();
  }

  @Test
  void theOldOwnerGoesOnWhenTheHandoffFails() {
    run(GUARDED);
    cluster.failing(line -> line.equals("establish pg n1 n2"));

    run(MOVED);

    assertThat(cluster.runs("n1", DB)).isTrue();
    inOrder("establish pg n1 n2", "giveUp pg", "n1 RESUME guard db", "n1 RELEASE path 5432");
  }

  @Test
  void withDataASnapshotIsTakenAndNothingRollsBackByItself() {
    run(GUARDED + " image=1");
    cluster.failing(line -> line.equals("n1 AWAIT_HEALTHY app db"));
    cluster.log.clear();

    run(GUARDED + " image=2");

    inOrder("n1 QUIESCE guard db", "n1 SNAPSHOT data pg", "n1 APPLY app db");
    assertThat(cluster.log).noneMatch(line -> line.contains("REVERT"));
  }

  @Test
  void whatSomebodyChangedSinceThePlanIsNotEvenStopped() {
    run(GUARDED + " image=1");
    cluster.failing(line -> line.equals("n1 COMPARE app db"));
    cluster.log.clear();

    Report report = run(GUARDED + " image=2");

    assertThat(report.outcomes().get(DB)).isEqualTo(Outcome.FAILED);
    assertThat(cluster.runs("n1", DB)).isTrue();
    assertThat(cluster.log)
        .noneMatch(line -> line.matches("n1 (HOLD|QUIESCE|SNAPSHOT|APPLY|RESUME) .*"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"n2 PREPARE app db", "n1 COMPARE app db"})
  void whatWasPushedIsNotAwaitedAnyMoreWhenNothingIsReleased(String fails) {
    run(GUARDED);
    cluster.failing(line -> line.equals(fails));

    run(MOVED);

    assertThat(cluster.log)
        .contains("push pg", fails, "close pg")
        .doesNotContain("release pg", "giveUp pg");
    assertThat(cluster.runs("n1", DB)).isTrue();
  }

  @Test
  void whatFailsStopsOnlyWhatNeedsIt() {
    cluster.failing(line -> line.equals("n1 PREPARE app a"));

    Report report = run("app a on=n1 port=1", "app b on=n2 port=2");

    assertThat(report.outcomes().get(new Ref("app", "a"))).isEqualTo(Outcome.FAILED);
    assertThat(report.outcomes().get(new Ref("app", "b"))).isEqualTo(Outcome.CHANGED);
  }

  @Test
  void aCopyThatCannotBeMadeStopsNoOther() {
    cluster.failing(line -> line.equals("copy pg n2"));

    Report report = run(GUARDED, "data pg replicas=n2,n3");

    assertThat(report.outcomes().get(PG)).isEqualTo(Outcome.FAILED);
    inOrder("copy pg n2", "copy pg n3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"n1 PREPARE app db", "n1 QUIESCE guard db", "n1 AWAIT_HEALTHY app db"})
  void copiesAreMadeWhateverBecomesOfWhatUsesTheData(String fails) {
    run(GUARDED + " image=1");
    cluster.failing(line -> line.equals(fails));

    Report report = run(GUARDED + " image=2", "data pg replicas=n2");

    assertThat(report.outcomes().get(DB)).isEqualTo(Outcome.FAILED);
    inOrder(fails, "copy pg n2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"push pg", "release pg", "establish pg n1 n2"})
  void dataThatDidNotMoveIsNotCopied(String fails) {
    run(GUARDED);
    cluster.failing(line -> line.equals(fails));

    run(MOVED, "data pg replicas=n3");

    assertThat(cluster.log).contains(fails).noneMatch(line -> line.startsWith("copy"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"n1", "n2"})
  void theNextRunBringsDataTogetherThatAFailureLeftApart(String home) {
    String both = "app db uses=x,y port=5432 guarded=yes on=";
    run(both + "n1");
    cluster.failing(line -> line.equals("establish y n1 n2"));

    Report report = run(both + "n2");

    assertThat(report.outcomes().get(DB)).isEqualTo(Outcome.FAILED);
    assertThat(cluster.shows("n2", X)).isTrue();
    assertThat(cluster.shows("n1", Y)).isTrue();
    assertThat(cluster.runs("n1", DB) || cluster.runs("n2", DB)).isFalse();
    assertThat(notes)
        .containsExactly(
            "start app db: could not be put back: n2: app db stays stopped:"
                + " data x is on n2, data y is on n1; run again, which takes the rest along");

    cluster.failing(line -> false);
    assertThat(run(both + home).good()).isTrue();
    assertThat(cluster.runs(home, DB)).isTrue();
    assertThat(cluster.shows(home, X) && cluster.shows(home, Y)).isTrue();
    assertThat(run(both + home).outcomes().values()).containsOnly(Outcome.OK);
  }

  /** A route says who may use the port of a container, which is open for as long as that runs. */
  @ParameterizedTest
  @ValueSource(strings = {"n2 PREPARE app web", "n2 QUIESCE app web"})
  void aRouteIsThereForAsLongAsThePortThatItGuards(String fails) {
    Ref path = new Ref("path", "80");
    run("app web on=n2 port=80 image=1");
    cluster.failing(line -> line.equals(fails));

    Report report = run("app web on=n2 image=2");

    assertThat(report.outcomes().get(WEB)).isEqualTo(Outcome.FAILED);
    assertThat(cluster.shows("n2", path)).isTrue();
    assertThat(cluster.shows("n1", path)).as("leads nowhere any more").isFalse();

    cluster.failing(line -> false);
    cluster.log.clear();
    run("app web on=n2 image=3");
    inOrder("n2 SETTLE app web", "n2 APPLY path 80");
    assertThat(cluster.shows("n2", path)).isFalse();
  }
}
