package dev.flocker.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Fact;
import dev.flocker.api.Ref;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is not well when a run looks is told at its end. */
class AilingTest extends FakeRuns {

  private static final Instant LONG_AGO = Instant.parse("2026-11-30T05:00:00Z");

  @Test
  void whatTheRunHasNothingToDoWithIsTold() {
    run(GUARDED);
    assertThat(run(GUARDED).ailing()).isEmpty();
    cluster.ails("n1", DB, "unhealthy: connection refused");

    assertThat(run(GUARDED).ailing())
        .containsExactly(new Ailing(DB, "n1", "unhealthy: connection refused", Optional.empty()));
  }

  /** Its supervisor tells, and it is told once. */
  @Test
  void whatFailsAgainAndAgainIsToldThoughTheRunStartsIt() {
    run(GUARDED);
    Ref guard = new Ref("guard", "db");
    cluster.kill("n1", guard);
    cluster.ails("n1", guard, "restarting, 7 times in a row", Fact.time(Fact.SINCE, LONG_AGO));

    assertThat(run(GUARDED).ailing())
        .containsExactly(
            new Ailing(DB, "n1", "restarting, 7 times in a row", Optional.of(LONG_AGO)));
  }

  @Test
  void whatTheRunReplacesIsNotWhatFailed() {
    run(GUARDED);
    cluster.ails("n1", DB, "restarting, 7 times in a row", Fact.time(Fact.SINCE, LONG_AGO));
    assertThat(run(GUARDED).ailing()).hasSize(1);

    assertThat(run(GUARDED + " image=2").ailing()).isEmpty();
  }

  @Test
  void whatTheRunStartsTellsItself() {
    run(GUARDED);
    cluster.kill("n1", DB);
    cluster.ails("n1", DB, "exited with 1");

    assertThat(run(GUARDED).ailing()).isEmpty();
  }
}
