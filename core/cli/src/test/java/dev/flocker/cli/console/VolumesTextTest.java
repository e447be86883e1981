package dev.flocker.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.cli.state.SampleShop;
import dev.flocker.cli.state.State;
import java.util.List;
import org.junit.jupiter.api.Test;

class VolumesTextTest {

  private static List<String> lines(int width) {
    State state = SampleShop.open().state().holdingData();
    return new VolumesText(new Printed().plain(), state, width).lines();
  }

  @Test
  void isALineForEachCopyAndOneForEachOfItsSnapshots() {
    assertThat(lines(200))
        .containsExactly(
            "shop/db  n1  owner",
            "    flocker-a  20 min ago",
            "    flocker-b  10 min ago",
            "    flocker-c  0 s ago",
            "shop/db  n2  replica  behind 10 min, since flocker-b",
            "    flocker-a  20 min ago",
            "    flocker-b  10 min ago");
  }

  @Test
  void wrapsWhereThereIsLittleRoom() {
    assertThat(lines(52)).contains("shop/db  n2", "      replica  behind 10 min, since flocker-b");
  }
}
