package dev.flocker.cli.command.see;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.cli.command.CommandFixture;
import dev.flocker.cli.session.NodeSession;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the journals of nodes say of runs. */
class HistoryCommandTest extends CommandFixture {

  private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

  @BeforeEach
  void nodes() throws IOException {
    inventory();
    cluster.tells("n1", entry(0, "run", "shop: app db created"));
    cluster.tells("n2", entry(1, "stop", "shop: app db stopped"));
    cluster.tells("n1", entry(2, "run", "shop: app\ndb \u001b[31mremoved"));
  }

  private static NodeSession.Entry entry(int minute, String command, String what) {
    return new NodeSession.Entry(
        NOON.plusSeconds(60L * minute), "ann@laptop", command, "0.1.0", what);
  }

  private int history(String... more) {
    String[] all = new String[more.length + 3];
    System.arraycopy(new String[] {"history", "-i", inventory.toString()}, 0, all, 0, 3);
    System.arraycopy(more, 0, all, 3, more.length);
    return flocker(all);
  }

  @Test
  void isMergedByTime() {
    assertThat(history()).isZero();

    assertThat(printed.out().lines().map(line -> line.substring(21)))
        .as("what a node says controls no terminal")
        .containsExactly(
            "n1  ann@laptop run: shop: app db created (flocker 0.1.0)",
            "n2  ann@laptop stop: shop: app db stopped (flocker 0.1.0)",
            "n1  ann@laptop run: shop: app db \ufffd[31mremoved (flocker 0.1.0)");
    assertThat(printed.out())
        .startsWith(
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss")
                .format(NOON.atZone(ZoneId.systemDefault())));
  }

  @Test
  void endsWithTheNewest() {
    assertThat(history("-n", "2")).isZero();
    assertThat(printed.out().lines()).hasSize(2).first().asString().contains("stop:");

    assertThat(history("-n", "0")).isEqualTo(3);
    assertThat(printed.err()).contains("is no number from 1 to");
  }

  @Test
  void aNodeThatIsLostKeepsNoOtherFromTelling() {
    cluster.lose("n1");
    assertThat(history()).isEqualTo(4);
    assertThat(printed.out().lines()).hasSize(1);
  }

  @Test
  void saysThatThereIsNothing() {
    assertThat(history("other")).isZero();
    assertThat(printed.out()).isEmpty();
    assertThat(printed.err()).contains("no journal that was read has anything of flocker");
  }
}
