package dev.flocker.geard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestartTest {

  @ParameterizedTest
  @ValueSource(strings = {"always", "on-failure", "on-failure:12", "never"})
  void isWrittenAsItIsRead(String text) {
    assertThat(Restart.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Always", "no", "on-failure:", "on-failure:0", "always:3", "never:1"})
  void saysWhatToUse(String text) {
    assertThatThrownBy(() -> Restart.parse(text))
        .hasMessageContaining("use always, on-failure, on-failure:N or never");
  }
}
