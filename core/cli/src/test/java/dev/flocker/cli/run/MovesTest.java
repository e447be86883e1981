package dev.flocker.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Ref;
import dev.flocker.cli.plan.Action;
import dev.flocker.cli.plan.Plan;
import dev.flocker.cli.run.Report.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What moves from node to node: in which order, as what, and where it cannot go. */
class MovesTest extends FakeRuns {

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
  void twoThatSwapTheirNodesDoNotWaitForEachOther() {
    run("app a on=n1 uses=x port=1", "app b on=n2 uses=y port=2");

    Report report = run("app a on=n2 uses=x port=1", "app b on=n1 uses=y port=2");

    assertThat(report.good()).isTrue();
    assertThat(cluster.runs("n2", new Ref("app", "a"))).isTrue();
    assertThat(cluster.runs("n1", new Ref("app", "b"))).isTrue();
  }
}
