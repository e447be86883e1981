package dev.flocker.api.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

  private static final List<String> KNOWN = List.of("name", "image", "volumes", "restart", "on");

  @ParameterizedTest
  @CsvSource({"nmae, name", "imgae, image", "volume, volumes", "restrat, restart", "no, on"})
  void aSlipOfTheFingerIsMended(String word, String meant) {
    assertThat(Nearest.to(word, KNOWN)).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({"x", "command", "na", "quota"})
  void aGuessIsNotMade(String word) {
    assertThat(Nearest.to(word, KNOWN)).isEmpty();
  }

  @Test
  void tellsTheKnownOnesWhereNoneIsNear() {
    assertThat(Nearest.remedy("nmae", KNOWN)).isEqualTo("did you mean \"name\"?");
    assertThat(Nearest.remedy("x", List.of("name", "image")))
        .isEqualTo("the known ones are name, image");
    assertThat(Nearest.remedy("x", List.of())).isEqualTo("none is known");
  }
}
