package dev.flocker.cli.command.act;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What is meant to end is run again, once. */
class RestartOnceTest extends OperateFixture {

  private static final String ONCE =
      """
      - project: shop
        hosts: all
        resources:
          - app: {name: db, on: n1, uses: [pg], guarded: yes, image: once}
          - app: {name: mend, on: n2, image: once}
      """;

  @Test
  void whatIsDoneRunsAgain() throws IOException {
    assertThat(run(ONCE)).as(printed.err()).isZero();
    forget();

    assertThat(operate("restart", "db", "mend")).as(printed.err()).isZero();

    assertThat(cluster.log)
        .containsSubsequence(
            "n1 UP_SINCE app db",
            "n1 QUIESCE guard db",
            "n1 RERUN guard db",
            "n1 AWAIT_HEALTHY app db",
            "n2 QUIESCE app mend",
            "n2 RERUN app mend");
    assertThat(said()).contains("app mend on n2: ran again, and ended well\n");
    forget();
    assertThat(operate("start", "mend")).isZero();
    assertThat(said()).contains("is done; \"flocker restart\" runs it again");
  }

  @Test
  void whatEndsBadlyIsNotRunOnceMore() throws IOException {
    assertThat(run(ONCE)).as(printed.err()).isZero();
    forget();
    cluster.failing(line -> line.equals("n1 AWAIT_HEALTHY app db"));

    assertThat(operate("restart", "db")).isEqualTo(1);

    assertThat(cluster.log).doesNotContain("n1 RESUME guard db");
    assertThat(said()).doesNotContain("ran again");
  }

  @Test
  void whatIsCutOffBeforeItRunsAgainGoesOnAsItWas() throws IOException {
    assertThat(run(ONCE)).as(printed.err()).isZero();
    forget();
    cluster.failing(line -> line.equals("n1 OPEN data pg"));

    assertThat(operate("restart", "db")).isEqualTo(1);

    assertThat(cluster.log).contains("n1 RESUME guard db").doesNotContain("n1 RERUN guard db");
  }
}
