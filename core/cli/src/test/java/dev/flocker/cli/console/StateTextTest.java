package dev.flocker.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Fact;
import dev.flocker.cli.state.Amounts;
import dev.flocker.cli.state.SampleShop;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StateTextTest {

  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

  private final Printed printed = new Printed();

  private List<String> lines(int width) {
    return new StateText(printed.plain(), width).lines(SampleShop.open().state());
  }

  @Test
  void isOneLineForEachNodeWhereThereIsRoom() {
    assertThat(lines(200))
        .containsExactly(
            "shop",
            "  app web  n1  healthy  port 8080 from cluster  image web:2  started 2 min ago"
                + "  restarts 1",
            "  data db  n1  owner  snapshots 3  newest 0 s ago, flocker-c",
            "           n2  replica  behind 10 min, since flocker-b",
            "  guard    web on n1",
            "  path     8080 on n1, n2");
  }

  @Test
  void wrapsBetweenThingsAndNotWithin() {
    assertThat(lines(60))
        .contains(
            "  app web  n1  healthy  port 8080 from cluster  image web:2",
            "               started 2 min ago  restarts 1")
        .allMatch(line -> line.length() <= 60);
  }

  @Test
  void goesBelowWhereNamesTakeTheRoom() {
    assertThat(lines(50))
        .containsSequence(
            "  app web  n1",
            "      healthy  port 8080 from cluster  image web:2",
            "      started 2 min ago  restarts 1");
  }

  @Test
  void paintsOnATerminalAlone() {
    Console terminal = printed.console(true);
    new StateText(terminal, 200).lines(SampleShop.open().state()).forEach(terminal::out);
    assertThat(printed.out())
        .contains("\u001b[32mhealthy\u001b[0m")
        .contains("\u001b[2mimage\u001b[0m web:2");
    assertThat(lines(200)).noneMatch(line -> line.contains("\u001b"));
  }

  @Test
  void saysAmountsAsPeopleDo() {
    assertThat(Amounts.of(Fact.bytes("used", 1536).of(3L << 30), NOW)).isEqualTo("1.5 KB of 3 GB");
    assertThat(Amounts.of(Fact.bytes("used", 15 << 20), NOW)).isEqualTo("15 MB");
    assertThat(Amounts.of(Fact.percent("cpu", 12.5), NOW)).isEqualTo("12.5%");
    assertThat(Amounts.of(Fact.time("next", NOW.plusSeconds(7)), NOW)).isEqualTo("in 7 s");
    assertThat(Amounts.of(Fact.time("up", NOW.minusSeconds(90 * 60)), NOW)).isEqualTo("90 min ago");
    assertThat(Amounts.of(Fact.time("up", NOW.minusSeconds(50 * 3600)), NOW))
        .isEqualTo("2 days ago");
    assertThat(Amounts.since(NOW.plusSeconds(9), NOW)).as("a late clock").isEqualTo("0 s");
  }

  /** Nothing flickers: each line is written over, and what is below goes. */
  @Test
  void aPageIsDrawnOverTheLast() {
    printed.console(true).page(List.of("a", "b\u001b[2J"));
    assertThat(printed.out())
        .isEqualTo(
            "\u001b[Ha\u001b[K\nb\ufffd[2J\u001b[K\n\u001b[J"
                .replace("\n", System.lineSeparator()));
  }

  @Test
  void aPageIsPrintedAnewWhereThereIsNoTerminal() {
    Console plain = printed.plain();
    plain.page(List.of("a"));
    plain.page(List.of("b"));
    assertThat(printed.out().lines()).containsExactly("a", "b");
  }
}
