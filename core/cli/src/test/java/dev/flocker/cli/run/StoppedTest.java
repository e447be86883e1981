package dev.flocker.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Ref;
import dev.flocker.api.value.Problem;
import dev.flocker.cli.plan.Action;
import dev.flocker.cli.plan.Checks;
import dev.flocker.cli.run.Report.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a playbook wants stopped is there as declared, and does not run. */
class StoppedTest extends FakeRuns {

  private static final String STOPPED = GUARDED + " stopped";
  private static final Ref GUARD = new Ref("guard", "db");

  private List<Action> actions() {
    return plans.getLast().actions().stream().filter(a -> a.ref().equals(DB)).toList();
  }

  private void nothingIsLeft(String line) {
    cluster.log.clear();
    assertThat(run(line).outcomes().values()).containsOnly(Outcome.OK);
    assertThat(cluster.log).noneMatch(l -> l.contains("STOP") || l.contains("RESUME"));
  }

  @Test
  void isMadeAndNotStarted() {
    assertThat(run(STOPPED).good()).isTrue();

    assertThat(cluster.shows("n1", DB)).isTrue();
    assertThat(cluster.shows("n1", GUARD)).isTrue();
    assertThat(cluster.log)
        .contains("n1 STOP guard db", "n1 STOP app db")
        .noneMatch(l -> l.contains("RESUME") || l.contains("AWAIT") || l.contains("PROVE"));
    assertThat(actions()).first().satisfies(a -> assertThat(a.note()).isEqualTo("stopped"));
    nothingIsLeft(STOPPED);
  }

  @Test
  void whatRunsIsStoppedAndStartedAgain() {
    run(GUARDED);
    cluster.log.clear();

    assertThat(run(STOPPED).good()).isTrue();
    assertThat(cluster.running("n1")).doesNotContain(DB, GUARD);
    assertThat(actions()).singleElement().extracting(Action::kind).isEqualTo(Action.Kind.STOP);
    assertThat(cluster.log).as("as a person's stop").noneMatch(l -> l.contains("HOLD"));
    nothingIsLeft(STOPPED);

    assertThat(run(GUARDED).good()).isTrue();
    assertThat(cluster.running("n1")).contains(DB, GUARD);
    assertThat(notes).as("no person did that").noneMatch(n -> n.contains("was stopped"));
    nothingIsLeft(GUARDED);
  }

  @Test
  void isReplacedAndLeftStopped() {
    run(STOPPED);
    cluster.log.clear();

    assertThat(run(STOPPED + " image=2").good()).isTrue();

    assertThat(cluster.state("n1", DB)).containsEntry("image", "2");
    assertThat(cluster.runs("n1", DB)).isFalse();
    assertThat(cluster.log).noneMatch(l -> l.contains("RESUME") || l.contains("QUIESCE"));
    nothingIsLeft(STOPPED + " image=2");
  }

  /** It would come up by itself, though nobody wants that. */
  @Test
  void isNotStartedWhereItsReplacementFails() {
    run("app web on=n1 image=1 guarded=yes stopped");
    cluster.failing(line -> line.equals("n1 APPLY app web"));
    cluster.log.clear();

    assertThat(run("app web on=n1 image=2 guarded=yes stopped").good()).isFalse();

    assertThat(cluster.log).contains("n1 APPLY app web").noneMatch(l -> l.contains("RESUME"));
    assertThat(cluster.runs("n1", WEB)).isFalse();
  }

  @Test
  void movesWithItsDataAndStaysStopped() {
    run(STOPPED);
    cluster.log.clear();

    assertThat(run(MOVED + " stopped").good()).isTrue();

    assertThat(cluster.shows("n2", DB)).isTrue();
    assertThat(cluster.shows("n1", DB)).isFalse();
    assertThat(cluster.runs("n2", DB)).isFalse();
    assertThat(cluster.log)
        .contains("establish pg n1 n2", "n2 STOP app db")
        .noneMatch(l -> l.contains("RESUME"));
    nothingIsLeft(MOVED + " stopped");
  }

  @Test
  void whatAPersonStoppedIsThePlaybooksFromThenOn() {
    run(GUARDED);
    cluster.stop("n1", GUARD, "ann@laptop");
    cluster.stop("n1", DB, "ann@laptop");

    assertThat(run(STOPPED).good()).isTrue();
    nothingIsLeft(STOPPED);
    assertThat(run(GUARDED).good()).isTrue();

    assertThat(cluster.runs("n1", DB)).isTrue();
  }

  /** Somebody started it past flocker. */
  @Test
  void isStoppedAgain() {
    run(STOPPED);
    cluster.start("n1", DB);

    assertThat(run(STOPPED).good()).isTrue();

    assertThat(cluster.runs("n1", DB)).isFalse();
  }

  @Test
  void isOnEachOfItsNodes() {
    run("app web on=n1,n2 port=80 image=1");

    assertThat(run("app web on=n1,n2 port=80 image=2 stopped").good()).isTrue();

    assertThat(cluster.running("n1")).doesNotContain(WEB);
    assertThat(cluster.running("n2")).doesNotContain(WEB);
    nothingIsLeft("app web on=n1,n2 port=80 image=2 stopped");
  }

  @Test
  void nothingMayWaitForIt() {
    List<Problem> problems = new ArrayList<>();

    Checks.check(
        List.of(cluster.project("app db on=n1 stopped", "app web on=n1 after=db")),
        cluster.types,
        problems::add);

    assertThat(problems)
        .singleElement()
        .hasToString(
            "site.yml:1:1: app web: starts once app db is well, which is to be stopped; stop it too,"
                + " by \"state: stopped\", or let it not depend on app db");
  }
}
