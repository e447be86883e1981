package dev.flocker.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Ref;
import dev.flocker.cli.model.Selection;
import dev.flocker.cli.plan.Options;
import dev.flocker.cli.plan.Plan;
import dev.flocker.cli.session.Errand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever has data open is gone before another one starts on it. */
class SuccessionTest extends FakeRuns {

  private static final Ref OLD = new Ref("app", "old");
  private static final Ref NEW = new Ref("app", "new");

  private final List<String> together = Collections.synchronizedList(new ArrayList<>());

  @BeforeEach
  void anOldOne() {
    run("app old on=n1 uses=pg guarded=yes");
    cluster.log.clear();
    cluster.failing(this::watch);
  }

  @AfterEach
  void nobodyHadDataOpenThatAnotherOneHad() {
    assertThat(together).isEmpty();
  }

  /** The stop of the old one takes its time: who does not wait for it meets it. */
  private boolean watch(String line) {
    String[] word = line.split(" ");
    if (line.endsWith(" QUIESCE guard old")) {
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    } else if (line.contains(" RESUME guard ")) {
      Ref starting = new Ref("app", word[3]);
      Set<String> data = cluster.uses(word[0], starting);
      for (String node : List.of("n1", "n2", "n3")) {
        cluster.running(node).stream()
            .filter(other -> !other.equals(starting))
            .filter(other -> !Collections.disjoint(data, cluster.uses(node, other)))
            .forEach(other -> together.add(starting + " and " + other));
      }
    }
    return false;
  }

  private Report tagged(String tag, String... lines) {
    Options some = new Options(new Selection(Set.of(), Set.of(tag)), false, Set.of(), false);
    return report(
        runner(cluster, new RunOptions(false, some, Duration.ZERO, new Errand("me", "run"))),
        cluster.project(lines));
  }

  @Test
  void oneThatIsRenamedIsGoneBeforeItStartsUnderItsNewName() {
    Report report = run("app new on=n1 uses=pg guarded=yes");

    assertThat(report.good()).isTrue();
    inOrder(
        "n1 PREPARE app new",
        "n1 QUIESCE guard old",
        "n1 RESUME guard new",
        "n1 AWAIT_HEALTHY app new",
        "n1 APPLY app old");
    assertThat(cluster.shows("n1", OLD)).isFalse();
    assertThat(run("app new on=n1 uses=pg guarded=yes").count(Report.Outcome.CHANGED)).isZero();
  }

  @Test
  void oneThatIsRenamedAndMovedStopsBeforeItsDataMoves() {
    Report report = run("app new on=n2 uses=pg guarded=yes");

    assertThat(report.good()).isTrue();
    inOrder("n2 PREPARE app new", "n1 QUIESCE guard old");
    inOrder(
        "push pg",
        "n1 QUIESCE guard old",
        "release pg",
        "establish pg n1 n2",
        "n2 RESUME guard new",
        "n1 APPLY app old");
  }

  @Test
  void oneThatIsRenamedAndMovedRunsAgainWhenItsDataCannotMove() {
    cluster.failing(line -> line.equals("release pg"));

    run("app new on=n2 uses=pg guarded=yes");

    assertThat(cluster.runs("n1", OLD)).isTrue();
    assertThat(cluster.runs("n2", NEW)).isFalse();
  }

  @Test
  void oneThatIsSplitGivesDataUpBeforeTheOtherHasIt() {
    run("app old on=n1 uses=pg,logs guarded=yes");
    cluster.log.clear();

    Report report = run("app old on=n1 uses=pg guarded=yes", "app new on=n1 uses=logs guarded=yes");

    assertThat(report.good()).isTrue();
    inOrder("n1 QUIESCE guard old", "n1 RESUME guard new");
    inOrder("n1 QUIESCE guard old", "n1 RESUME guard old");
  }

  @Test
  void oneThatIsSplitAndHalfOfItMovedStopsBeforeThatHalfMoves() {
    run("app old on=n1 uses=pg,logs guarded=yes");
    cluster.log.clear();

    Report report = run("app old on=n1 uses=pg guarded=yes", "app new on=n2 uses=logs guarded=yes");

    assertThat(report.good()).isTrue();
    inOrder("n1 QUIESCE guard old", "release logs", "n2 RESUME guard new");
    assertThat(cluster.runs("n1", OLD)).isTrue();
    assertThat(cluster.runs("n2", NEW)).isTrue();
  }

  @Test
  void twoThatBecomeOneBothStopFirst() {
    run("app old on=n1 uses=pg guarded=yes", "app other on=n1 uses=logs guarded=yes");
    cluster.log.clear();

    Report report = run("app new on=n1 uses=pg,logs guarded=yes");

    assertThat(report.good()).isTrue();
    inOrder("n1 QUIESCE guard old", "n1 RESUME guard new");
    inOrder("n1 QUIESCE guard other", "n1 RESUME guard new");
  }

  @Test
  void twoThatExchangeTheirDataBothStopFirst() {
    run("app old on=n1 uses=pg guarded=yes", "app new on=n1 uses=logs guarded=yes");
    cluster.log.clear();

    Report report = run("app old on=n1 uses=logs guarded=yes", "app new on=n1 uses=pg guarded=yes");

    assertThat(report.good()).isTrue();
    inOrder("n1 QUIESCE guard old", "n1 RESUME guard new");
    inOrder("n1 QUIESCE guard new", "n1 RESUME guard old");
  }

  @Test
  void tagsThatSeeHalfOfARenameStartNothing() {
    Report report = tagged("t", "app new on=n1 uses=pg guarded=yes tags=t");

    assertThat(report.good()).isFalse();
    assertThat(plans.getLast().refusals().get(NEW).why())
        .isEqualTo("app old has data pg open there, and is left as it is in this run");
    assertThat(cluster.runs("n1", OLD)).isTrue();
    assertThat(cluster.shows("n1", NEW)).isFalse();
  }

  @Test
  void tagsThatSeeHalfOfARenameMoveNothing() {
    tagged("t", "app new on=n2 uses=pg guarded=yes tags=t");

    assertThat(plans.getLast().moves()).isEmpty();
    assertThat(cluster.runs("n1", OLD)).isTrue();
    assertThat(cluster.shows("n2", NEW)).isFalse();
  }

  @Test
  void aLimitThatSeesHalfOfARenameStopsNothing() {
    for (String node : new String[] {"n1", "n2"}) {
      limited(node, "app new on=n2 uses=pg guarded=yes");
      assertThat(cluster.runs("n1", OLD)).as(node).isTrue();
      assertThat(cluster.shows("n2", NEW)).as(node).isFalse();
    }
  }

  @Test
  void oneWhoseDataGotAnotherNameDoesNotComeUpEmpty() {
    for (String node : new String[] {"n1", "n2"}) {
      String renamed = "app old on=" + node + " uses=books guarded=yes";
      assertThat(run(renamed).good()).isFalse();
      assertThat(plans.getLast().refusals().get(OLD))
          .isEqualTo(
              new Plan.Refusal(
                  node,
                  "app old has used data pg until now, and would start with an empty data books",
                  "if it got another name, say so in data books: \"was: pg\"; if an empty one is"
                      + " meant, declare data pg absent: its data is kept then"));
      assertThat(cluster.runs("n1", OLD)).as(node).isTrue();
    }
    assertThat(run("app old on=n1 uses=books guarded=yes", "data pg absent").good()).isTrue();
    assertThat(cluster.shows("n1", new Ref("data", "pg"))).as("kept").isTrue();
  }

  @Test
  void oneIsNotStoppedForAnotherThatCannotStart() {
    cluster.foreign("n1", NEW, Map.of("image", "1"));

    run("app new on=n1 uses=pg guarded=yes");

    assertThat(plans.getLast().refusals()).containsKeys(NEW, OLD);
    assertThat(cluster.runs("n1", OLD)).isTrue();
  }
}
