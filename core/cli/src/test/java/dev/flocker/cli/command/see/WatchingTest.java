package dev.flocker.cli.command.see;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WatchingTest {

  @Test
  void fitsHoweverFewRowsThereAre() {
    List<String> lines = List.of("a", "b", "c");
    assertThat(Watching.fitting(lines, 4)).isEqualTo(lines);
    assertThat(Watching.fitting(lines, 3)).containsExactly("a", "... and 2 lines more");
    assertThat(Watching.fitting(lines, 1)).containsExactly("... and 3 lines more");
  }
}
