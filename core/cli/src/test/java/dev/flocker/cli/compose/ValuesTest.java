package dev.flocker.cli.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.value.Place;
import dev.flocker.cli.yaml.Trees;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

  @ParameterizedTest
  @CsvSource({
    "536870912,512M",
    "512m,512M",
    "512MB,512M",
    "50MiB,50M",
    "1.5g,1536M",
    "1 gb,1G",
    "300k,300K",
    "1b,1",
    "2t,2T",
    "0,0"
  })
  void readsSizesByPowersOf1024(String written, String size) {
    assertThat(Values.size(written)).hasToString(size);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "m", "1x", "1,5g", "9000000p", "1e3"})
  void refusesOtherSizes(String written) {
    assertThatThrownBy(() -> Values.size(written)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "10s,10s",
    "1m30s,90s",
    "1.5s,1500ms",
    "1h,1h",
    "2d,48h",
    "1w,168h",
    "500ms,500ms",
    "1h5m,65m",
    "5us,0s"
  })
  void readsDurationsOfSeveralParts(String written, String duration) {
    assertThat(Values.duration(written)).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10", "s", "10 s", "1m30", "-1s", "99999999999999h"})
  void refusesOtherDurations(String written) {
    assertThatThrownBy(() -> Values.duration(written)).isInstanceOf(IllegalArgumentException.class);
  }

  /** Without quotes YAML makes numbers of these, and Docker Compose texts of the numbers. */
  @ParameterizedTest
  @CsvSource({
    "1.10,1.1",
    "1.0,1",
    "0755,493",
    "0o17,15",
    "0x1F,31",
    "1_000,1000",
    "+5,5",
    "-0.5,-0.5",
    "1e3,1000",
    "1e30,1e+30",
    "123456789012345678901234,123456789012345678901234",
    "0.00001,1e-05",
    "True,true",
    "yes,yes",
    "1.2.3,1.2.3",
    "12:30,12:30",
    "2026-11-29,2026-11-29"
  })
  void writesNumbersAsDockerComposeDoes(String written, String text) {
    assertThat(Trees.text(Values.asYamlHasIt(Trees.plain(Place.NOWHERE, written)))).isEqualTo(text);
    assertThat(Trees.text(Values.asYamlHasIt(Trees.scalar(Place.NOWHERE, written))))
        .isEqualTo(written);
  }
}
