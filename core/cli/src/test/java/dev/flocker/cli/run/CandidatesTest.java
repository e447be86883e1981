package dev.flocker.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Ref;
import dev.flocker.cli.model.PlacementRequest;
import dev.flocker.cli.model.Selection;
import dev.flocker.cli.plan.Options;
import dev.flocker.cli.run.Report.Outcome;
import dev.flocker.cli.session.Errand;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whole runs of what names candidates, and of nodes that are drained. */
class CandidatesTest extends FakeRuns {

  private static final String CHOOSING = "app db one_of=n1,n2 uses=pg port=5432 guarded=yes";
  private static final String SPREAD = "app web on=n1,n2,n3";
  private static final Ref PG = new Ref("data", "pg");

  private Report wishing(PlacementRequest placement, String... lines) {
    Options options = new Options(Selection.ALL, false, Set.of(), false, placement);
    RunOptions how = new RunOptions(false, options, Duration.ZERO, new Errand("me", "drain"));
    return report(runner(cluster, how), cluster.project(lines));
  }

  private static PlacementRequest draining(String node) {
    return new PlacementRequest(Optional.of(node), Optional.empty());
  }

  @Test
  void aDrainMovesWithDataLeavesTheRestAndChangesNothingASecondTime() {
    run(CHOOSING, SPREAD);
    cluster.log.clear();

    Report drained = wishing(draining("n1"), CHOOSING, SPREAD);

    assertThat(drained.good()).isTrue();
    inOrder("n1 LOCK", "n1 DRAIN", "n1 HOLD path 5432", "establish pg n1 n2");
    assertThat(cluster.runs("n2", DB)).isTrue();
    assertThat(cluster.shows("n1", WEB)).isFalse();
    assertThat(cluster.runs("n2", WEB) && cluster.runs("n3", WEB)).isTrue();
    assertThat(run(CHOOSING, SPREAD).outcomes().values()).containsOnly(Outcome.OK);
  }

  @Test
  void whatHasNowhereToGoIsNotTouchedAndTheRestGoesOn() {
    String fixed = "app web on=n1 uses=files";
    run(CHOOSING, fixed);
    cluster.log.clear();

    Report drained = wishing(draining("n1"), CHOOSING, "app web on=n1 uses=files image=2");

    assertThat(drained.outcomes())
        .containsEntry(WEB, Outcome.FAILED)
        .containsEntry(PG, Outcome.CHANGED);
    assertThat(cluster.log).noneMatch(line -> line.endsWith("app web"));
    assertThat(cluster.runs("n1", WEB)).isTrue();
    assertThat(cluster.runs("n2", DB)).isTrue();
  }

  /** Docker would not start it there, when its data had gone there already. */
  @Test
  void twoWithOnePortOfANodeDoNotMeet() {
    String choosing = "app db one_of=n1,n2 uses=pg port=5432 at=127.0.0.1";
    String there = "app web on=n2 port=5432 at=127.0.0.1";
    run(choosing, there);
    cluster.log.clear();

    Report drained = wishing(draining("n1"), choosing, there);

    assertThat(drained.outcomes()).containsEntry(DB, Outcome.FAILED);
    assertThat(cluster.runs("n1", DB)).isTrue();
    assertThat(cluster.runs("n2", WEB)).isTrue();
    assertThat(cluster.log).noneMatch(line -> line.startsWith("establish"));
  }

  /** With --tags, say: that of which the run is not about has to be where it is. */
  @Test
  void whatStaysBecauseOfAnotherSaysSo() {
    String[] shop = {
      "app db one_of=n1,n2 uses=pg tags=db", "app web one_of=n1,n2 within=db tags=web"
    };
    run(shop);
    Selection db = new Selection(Set.of(), Set.of("db"));
    Options options = new Options(db, false, Set.of(), false, draining("n1"));
    RunOptions how = new RunOptions(false, options, Duration.ZERO, new Errand("me", "drain"));

    report(runner(cluster, how), cluster.project(shop));

    assertThat(cluster.runs("n1", DB)).isTrue();
    assertThat(plans.getLast().notes())
        .anyMatch(note -> note.contains("this run is not about app web"));
  }

  @Test
  void whatWasMovedStaysThere() {
    run(CHOOSING);

    wishing(
        new PlacementRequest(Optional.empty(), Optional.of(new PlacementRequest.Move("db", "n2"))),
        CHOOSING);

    assertThat(cluster.runs("n2", DB)).isTrue();
    assertThat(run(CHOOSING).outcomes().values()).containsOnly(Outcome.OK);
  }

  @Test
  void nothingIsMadeAnewWhereItsNodeIsNotSeen() {
    run(CHOOSING);

    Report report = report(without("n1"), cluster.project(CHOOSING));

    assertThat(report.outcomes())
        .containsEntry(DB, Outcome.FAILED)
        .containsEntry(PG, Outcome.FAILED);
    assertThat(cluster.shows("n2", PG)).isFalse();
  }
}
