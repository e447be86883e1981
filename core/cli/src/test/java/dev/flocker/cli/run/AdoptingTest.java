package dev.flocker.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Ref;
import dev.flocker.cli.plan.Plan;
import dev.flocker.cli.run.Report.Outcome;
import dev.flocker.cli.session.Errand;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Something runs on n1 that flocker did not make, and is to become the project's. */
class AdoptingTest extends FakeRuns {

  private static final Ref PG = new Ref("data", "pg");
  private static final String HERE = "app db on=n1 uses=pg port=80 adopt=abc";
  private static final String THERE = "app db on=n2 uses=pg port=80 adopt=abc";

  private static final Map<String, Object> OUTSIDE =
      Map.of(
          "image", "1",
          "ports", List.of(),
          "variables", Map.of(),
          "uses", List.of(),
          "outside", "abcdef");

  @BeforeEach
  void somethingRunsOnN1() {
    cluster.foreign("n1", DB, OUTSIDE);
  }

  @Test
  void isReplacedWhereItIsOnceItsDataIsCopied() {
    assertThat(run(HERE).outcomes().get(DB)).isEqualTo(Outcome.CHANGED);

    inOrder(
        "n1 APPLY data pg",
        "n1 ADOPT app db",
        "n1 APPLY path 80",
        "n1 PREPARE app db",
        "n1 HOLD path 80",
        "n1 QUIESCE app db",
        "n1 SNAPSHOT data pg",
        "n1 APPLY app db",
        "n1 RESUME app db",
        "n1 SETTLE app db");
    assertThat(run(HERE).good()).isTrue();
    assertThat(plans.getLast().isEmpty()).isTrue();
  }

  @Test
  void goesToAnotherNodeInOneStop() {
    run(THERE);

    inOrder(
        "n1 APPLY data pg",
        "n1 ADOPT app db",
        "push pg",
        "n1 QUIESCE app db",
        "release pg",
        "establish pg n1 n2",
        "n2 RESUME app db",
        "n1 APPLY app db");
    assertThat(cluster.log).filteredOn(l -> l.contains("RESUME app db")).hasSize(1);
  }

  @Test
  void comesBackWithItsOwnDataWhenItsReplacementFailsElsewhere() {
    cluster.failing(line -> line.equals("n2 AWAIT_HEALTHY app db"));

    assertThat(run(THERE).outcomes().get(DB)).isEqualTo(Outcome.FAILED);

    inOrder("establish pg n1 n2", "n2 QUIESCE app db", "giveBack pg", "n1 RESUME app db");
    assertThat(cluster.runs("n1", DB)).isTrue();
    assertThat(cluster.shows("n1", PG)).as("the copy is there for the next attempt").isTrue();
    cluster.failing(line -> false);
    cluster.log.clear();
    assertThat(run(THERE + " image=2").good()).isTrue();
    inOrder("n2 RESUME app db", "n2 SETTLE app db");
  }

  @Test
  void comesBackWithItsOwnDataWhenItsReplacementFailsThere() {
    cluster.failing(line -> line.equals("n1 AWAIT_HEALTHY app db"));

    run(HERE);

    inOrder("n1 APPLY app db", "n1 AWAIT_HEALTHY app db", "n1 REVERT app db", "n1 RESUME app db");
  }

  @Test
  void stopsForGoodOnceVisitorsWroteToItsReplacement() {
    cluster.failing(line -> line.equals("n2 PROVE app db"));
    run(THERE);
    assertThat(cluster.log).doesNotContain("giveBack pg", "n1 RESUME app db");

    cluster.failing(line -> line.equals("n1 PROVE app db"));
    cluster.log.clear();
    run(HERE);
    assertThat(cluster.log).doesNotContain("n1 REVERT app db");
  }

  @Test
  void goesOnWhenItsDataCannotBeCopied() {
    cluster.failing(line -> line.equals("n1 ADOPT app db"));

    assertThat(run(HERE).outcomes().get(DB)).isEqualTo(Outcome.FAILED);
    assertThat(cluster.log).noneMatch(line -> line.contains("QUIESCE"));
    assertThat(cluster.runs("n1", DB)).isTrue();
  }

  @Test
  void isCopiedOnAfterABoot() {
    cluster.failing(line -> line.equals("n1 ADOPT app db"));
    run(HERE);
    cluster.failing(line -> false);
    cluster.close("n1", PG);
    cluster.log.clear();

    assertThat(run(HERE).good()).isTrue();
    inOrder("n1 OPEN data pg", "n1 ADOPT app db", "n1 QUIESCE app db");
  }

  @Test
  void isNotCopiedForWhatCannotRunWhereItIsToGo() {
    cluster.unfit("n2");

    assertThat(run(THERE).outcomes().get(DB)).isEqualTo(Outcome.FAILED);
    assertThat(cluster.log).noneMatch(line -> line.contains("ADOPT") || line.contains("QUIESCE"));
  }

  @Test
  void nothingIsMadeForWhatCannotBeTakenFromWhereItIs() {
    cluster.unfit("n1");

    assertThat(run(THERE).outcomes().get(DB)).isEqualTo(Outcome.FAILED);
    assertThat(cluster.log).isNotEmpty().allMatch(line -> line.endsWith(" LOCK"));
  }

  @Test
  void aCheckSaysWhatCannotBeTakenFromWhereItIs() {
    cluster.unfit("n1");

    check(THERE);

    assertThat(plans.getLast().refusals().get(DB).why()).isEqualTo("no such processor");
  }

  private void check(String line) {
    RunOptions check =
        new RunOptions(true, options(Set.of()), Duration.ZERO, new Errand("me", "run"));
    report(runner(cluster, check), cluster.project(line));
  }

  @Test
  void aCheckOnlySaysIt() {
    check(THERE);

    Plan plan = plans.getLast();
    assertThat(plan.notes()).contains("app db: takes over what runs on n1 as abcdef");
    assertThat(plan.moves()).singleElement().matches(m -> m.ref().equals(PG) && m.handsOff());
    assertThat(cluster.log).isEmpty();
  }

  @Test
  void whatIsNowhereIsNotBegunAnew() {
    Report report = run("app web on=n1 uses=books adopt=fed");

    assertThat(report.outcomes().get(WEB)).isEqualTo(Outcome.FAILED);
    assertThat(plans.getLast().refusals().get(WEB).why()).contains("fed, which no node");
    assertThat(cluster.shows("n1", WEB)).isFalse();
  }

  @Test
  void whatTwoNodesSayTheyHaveIsNotTakenOver() {
    cluster.foreign("n3", DB, OUTSIDE);

    assertThat(run(HERE).outcomes().get(DB)).isEqualTo(Outcome.FAILED);
    assertThat(plans.getLast().refusals().get(DB).why()).contains("n1 and n3 say");
    assertThat(cluster.log).noneMatch(line -> line.contains("QUIESCE") || line.contains("ADOPT"));
  }

  @Test
  void whatWasTakenOverIsLookedForNoMore() {
    run("app web on=n1 uses=books");

    assertThat(run("app web on=n1 uses=books adopt=fed").outcomes().get(WEB)).isEqualTo(Outcome.OK);
  }

  @Test
  void withoutAWordItIsSomebodyElses() {
    Report report = run("app db on=n1 uses=pg");

    assertThat(report.outcomes().get(DB)).isEqualTo(Outcome.FAILED);
    assertThat(cluster.log).noneMatch(line -> line.contains("ADOPT"));
  }
}
