package dev.flocker.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.cli.run.Report.Outcome;
import dev.flocker.cli.session.Errand;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The database is made from whatever is the newest by its image's name. */
class RenewalTest extends FakeRuns {

  private static final String NEWEST = "app db on=n1 uses=pg image=newest";
  private static final String VISITOR = "app web on=n3";

  @Test
  void isGotByEachRunBeforeItPlans() {
    assertThat(run(NEWEST, VISITOR).good()).isTrue();
    inOrder("n1 LOCK", "n1 GET app db", "n1 APPLY app db");

    cluster.log.clear();
    assertThat(run(NEWEST, VISITOR).count(Outcome.CHANGED)).isZero();
    assertThat(cluster.log).contains("n1 GET app db").noneMatch(line -> line.contains("APPLY"));
    assertThat(cluster.log).doesNotContain("n3 GET app web");
  }

  @Test
  void isNotGotByACheckWhichSaysSo() {
    RunOptions check =
        new RunOptions(true, options(Set.of()), Duration.ZERO, new Errand("me", "run"));
    report(runner(cluster, check), cluster.project(NEWEST));

    assertThat(cluster.log).doesNotContain("n1 GET app db");
    assertThat(notes).contains("app db: a run gets anew what it is made from, a check does not");
  }

  @Test
  void isNotGotOutsideTheLimit() {
    limited("n3", NEWEST, VISITOR);
    assertThat(cluster.log).doesNotContain("n1 GET app db");
  }

  /** The very one that runs comes along. */
  @Test
  void isNotGotWhereItMovesTo() {
    run(NEWEST);
    cluster.log.clear();

    assertThat(run(NEWEST.replace("n1", "n2")).good()).isTrue();
    assertThat(cluster.log).doesNotContain("n2 GET app db").contains("n2 APPLY app db");
  }

  @Test
  void whatCannotBeGotIsLeftAsItIsAndFails() {
    run(NEWEST, VISITOR);
    cluster.log.clear();
    cluster.failing(line -> line.equals("n1 GET app db"));

    Report report = run(NEWEST + " port=5432", VISITOR + " image=2");

    assertThat(report.outcomes().get(DB)).isEqualTo(Outcome.FAILED);
    assertThat(report.outcomes().get(WEB)).isEqualTo(Outcome.CHANGED);
    assertThat(cluster.log).noneMatch(line -> line.startsWith("n1 APPLY"));
    assertThat(cluster.runs("n1", DB)).isTrue();
  }

  @Test
  void isNotGotForWhatAPersonStopped() {
    run(NEWEST);
    cluster.stop("n1", DB, "ann@laptop");
    cluster.log.clear();

    run(NEWEST);
    assertThat(cluster.log).doesNotContain("n1 GET app db");
  }
}
