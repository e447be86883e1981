package dev.flocker.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Ref;
import dev.flocker.cli.model.Project;
import dev.flocker.cli.plan.Plan;
import dev.flocker.cli.run.Report.Outcome;
import dev.flocker.cli.session.Errand;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a run does not touch. */
class LeftAloneTest extends FakeRuns {

  @Test
  void whatNobodyNamesAnyMoreGoesButItsDataStays() {
    run(GUARDED);

    Report report = run();

    assertThat(cluster.shows("n1", DB)).isFalse();
    assertThat(cluster.shows("n1", new Ref("guard", "db"))).isFalse();
    assertThat(cluster.shows("n2", new Ref("path", "5432"))).isFalse();
    assertThat(cluster.shows("n1", new Ref("data", "pg"))).isTrue();
    assertThat(plans.getLast().notes())
        .containsExactly("data pg on n1 is kept, though nothing names it any more");
    assertThat(report.good()).isTrue();
  }

  @Test
  void whatSomebodyElseMadeIsRefused() {
    cluster.foreign("n1", DB, Map.of("image", "1"));

    Report report = run("app db on=n1", "app web on=n2");

    assertThat(report.outcomes().get(DB)).isEqualTo(Outcome.FAILED);
    assertThat(report.outcomes().get(WEB)).isEqualTo(Outcome.CHANGED);
    assertThat(cluster.log).noneMatch(line -> line.endsWith("app db"));
  }

  @Test
  void nothingIsMadeToLeadToWhatCouldNotBeSeen() {
    Project project = cluster.project("app db on=n1 port=5432", "app web on=n2");

    Report report = report(without("n1"), project);

    assertThat(report.outcomes().get(DB)).isEqualTo(Outcome.UNREACHABLE);
    assertThat(report.outcomes().get(new Ref("path", "5432"))).isEqualTo(Outcome.UNREACHABLE);
    assertThat(report.outcomes().get(WEB)).isEqualTo(Outcome.CHANGED);
    assertThat(cluster.log).noneMatch(line -> line.contains("path"));
  }

  @Test
  void nothingIsTakenDownForANodeThatCouldNotBeSeen() {
    run("app web on=n2 port=80");

    without("n1").run(only(cluster.project("app web on=n1 port=80")));

    assertThat(cluster.runs("n2", WEB)).isTrue();
  }

  @Test
  void checkingWritesNothing() {
    RunOptions check =
        new RunOptions(true, options(Set.of()), Duration.ZERO, new Errand("me", "run"));

    Report report = report(runner(cluster, check), cluster.project(GUARDED));

    assertThat(report.outcomes().values()).containsOnly(Outcome.PENDING);
    assertThat(cluster.log).isEmpty();
  }

  @Test
  void aMoveOutOfTheLimitIsPending() {
    run(GUARDED);
    cluster.log.clear();

    Report report = limited("n2", MOVED);

    assertThat(report.outcomes().get(DB)).isEqualTo(Outcome.PENDING);
    assertThat(cluster.log).noneMatch(line -> !line.endsWith("LOCK"));
  }

  @Test
  void whatServesOneThatStaysAsItIsStaysAsWell() {
    run(GUARDED, "app web on=n1", "wire from=db to=web port=7");
    cluster.unfit("n1");

    Report report = run("app db on=n1 uses=pg", "app web on=n1");

    assertThat(plans.getLast().refusals().get(new Ref("path", "5432")))
        .isEqualTo(
            new Plan.Refusal("", "it stays, as app db, which it serves, is left as it is", ""));
    assertThat(report.outcomes().get(DB)).isEqualTo(Outcome.FAILED);
    assertServed();
  }

  @Test
  void whatServesOneThatIsNotStoppedForAnotherStaysAsWell() {
    run(GUARDED, "app web on=n1", "wire from=db to=web port=7");
    cluster.foreign("n1", new Ref("app", "new"), Map.of("image", "1"));

    run("app new on=n1 uses=pg", "app web on=n1");

    assertServed();
  }

  @Test
  void whatServesOneThatWaitsForANodeOutOfTheLimitWaitsAsWell() {
    run(GUARDED, "app web on=n1", "wire from=db to=web port=7");

    for (String play : List.of("app db on=n2 uses=pg", "app db on=n1 uses=pg")) {
      Report report = limited("n2", play, "app web on=n1");

      assertThat(report.outcomes().get(new Ref("path", "5432"))).isEqualTo(Outcome.PENDING);
      assertServed();
    }
    limited("n1", "app db on=n2 uses=pg", "app web on=n1");
    assertServed();
  }

  private void assertServed() {
    assertThat(cluster.runs("n1", DB)).isTrue();
    assertThat(cluster.shows("n1", new Ref("guard", "db"))).isTrue();
    assertThat(cluster.shows("n1", new Ref("path", "5432"))).isTrue();
    assertThat(cluster.shows("n2", new Ref("path", "5432"))).isTrue();
    assertThat(cluster.shows("n1", new Ref("wire", "db:7"))).isTrue();
  }
}
