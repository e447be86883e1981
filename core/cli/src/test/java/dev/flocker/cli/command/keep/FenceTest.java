package dev.flocker.cli.command.keep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.cli.session.NodeTrouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FenceTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ipmitool -H 10.0.0.9 -U admin -P hunter22 power off",
        "ipmitool -Phunter22 power off",
        "curl --user=admin:hunter22 https://bmc/off",
        "curl https://admin:hunter22@bmc/off",
        "PASSWORD=hunter22 power-off n1",
        "power-off 'hunter22'",
      })
  void showsNoWordOfTheCommandInWhatItPrints(String command) {
    assertThat(Fence.masked("login with hunter22 failed: hunter22", command))
        .isEqualTo("login with *** failed: ***");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "ipmitool -P hun\\$ter22 off, hun$ter22, ***",
        "ipmitool -Phun\\$ter22 off, hun$ter22, ***",
        "curl --user=admin:hun\\$ter22, hun$ter22, ***",
        "power-off hunter22\\ hunter33, hunter22 hunter33, *** ***",
        "power-off hun\\\\ter22, hun\\ter22, ***",
        "power-off 'hun\\$ter22', hun\\$ter22, ***",
      })
  void showsNoWordAsAShellReadsIt(String command, String printed, String shown) {
    assertThat(Fence.masked("no " + printed, command)).isEqualTo("no " + shown);
  }

  @Test
  void showsWhichProgramFailed() {
    assertThat(Fence.masked("ipmitool: no such session", "ipmitool -P hunter22 power off"))
        .isEqualTo("ipmitool: no such session");
  }

  @Test
  void saysWhyItFailed() {
    assertThatThrownBy(() -> Fence.powerOff("n1", "echo no hunter22 >&2; false hunter22"))
        .isInstanceOf(NodeTrouble.StepFailed.class)
        .hasMessageContaining("its flocker_fence failed")
        .hasMessageNotContaining("hunter22");
  }
}
