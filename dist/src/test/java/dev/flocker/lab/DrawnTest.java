package dev.flocker.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DrawnTest {

  @Test
  void ofThreeSeedsInARowEachTestIsLeftOutByOne() {
    for (String name : List.of("AYearLabTest", "AdoptLabTest", "KeepLabTest", "VolumeLabTest")) {
      assertThat(LongStream.range(5, 8).filter(seed -> Drawn.hasTurn(name, seed))).hasSize(2);
    }
    assertThat(LongStream.range(5, 8)).allMatch(seed -> Drawn.hasTurn("MoveLabTest", seed));
  }
}
