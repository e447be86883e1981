package dev.flocker.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;

/** The database runs on n1, and the web on both nodes. */
public abstract class RunningShop extends CommandFixture {

  private static final String SHOP =
      """
      - name: The shop
        project: shop
        hosts: all
        resources:
          - app: {name: db, on: n1, guarded: yes, image: "1"}
          - app: {name: web, on: [n1, n2], image: "1"}
      """;

  private int before;

  @BeforeEach
  public void runs() throws IOException {
    assertThat(run(SHOP)).as(printed.err()).isZero();
    forget();
  }

  public final void forget() {
    cluster.log.clear();
    asked.clear();
    before = printed.out().length();
  }

  /** What was printed since then. */
  public final String shown() {
    return printed.out().substring(before);
  }
}
