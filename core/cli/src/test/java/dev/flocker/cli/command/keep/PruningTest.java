package dev.flocker.cli.command.keep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.cli.command.CommandFixture;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is said when snapshots cannot be pruned: it fails nothing. */
class PruningTest extends CommandFixture {

  private static final String FIRST =
      """
      - name: The shop
        project: shop
        hosts: all
        resources:
          - app: {name: db, on: n1, image: "1", uses: [pg]}
          - app: {name: reports, on: n1, image: "1", uses: [pg]}
      """;

  private static final String SECOND = FIRST.replace("\"1\"", "\"2\"");

  @BeforeEach
  void begin() throws IOException {
    assertThat(run(FIRST)).isZero();
  }

  @Test
  void saysOnceThatANodeCannotLook() throws IOException {
    cluster.blind("n2");

    assertThat(run(SECOND)).isZero();
    assertThat(cluster.log).doesNotContain("n1 RETAIN data pg");
    assertThat(printed.out())
        .containsOnlyOnce("note: data pg keeps all its snapshots: n2: the pool is gone\n");
  }

  @Test
  void namesANodeThatIsLostBeforeItCanLook() throws IOException {
    cluster.failing(
        line -> {
          if (line.equals("n2 COPY data pg")) {
            cluster.lose("n2");
          }
          return false;
        });

    assertThat(run(SECOND)).isEqualTo(4);
    assertThat(printed.err()).contains("n2 could not be reached: it has been silent for 30 s\n");
    assertThat(printed.out())
        .containsOnlyOnce("note: data pg keeps all its snapshots: n2: it has been silent")
        .doesNotContain("failed=1");
  }
}
