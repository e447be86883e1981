package dev.flocker.cli.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which of ssh's arguments that an inventory gives count. */
class SshArgumentsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "-o ControlMaster=auto -4qC; -o ControlMaster=auto; -4 -q -C",
        "-oPort=22 -i '~/my key' -l me -b 10.0.0.1; -o Port=22 -i ~/my key -l me; -b",
        "-qJgate; -J gate; -q",
      })
  void takesSshsArgumentsApart(String line, String honoured, String ignored) {
    SshArguments arguments = SshArguments.parse(line);
    assertThat(String.join(" ", arguments.honoured())).isEqualTo(honoured);
    assertThat(String.join(" ", arguments.ignored())).isEqualTo(ignored);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gate", "-o", "-", "-J gate n1", "--", "-Z"})
  void refusesWhatIsNoArgumentOfSshs(String line) {
    assertThatThrownBy(() -> SshArguments.parse(line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no option of ssh's; use -o");
  }
}
