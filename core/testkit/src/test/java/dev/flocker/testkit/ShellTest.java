package dev.flocker.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.node.Command;
import dev.flocker.api.value.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShellTest {

  @Test
  void quotesEveryArgument() {
    assertThat(Shell.line(Command.of("echo", "it's", "$HOME", "")))
        .isEqualTo("exec 'echo' 'it'\\''s' '$HOME' ''");
  }

  @Test
  void readsAFileOfTheNode() {
    assertThat(Shell.line(Command.of("cat").reading(Path.of("/a b"))))
        .isEqualTo("exec 'cat' < '/a b'");
  }

  @Test
  void refusesANameThatNoShellCanSet() {
    assertThatThrownBy(() -> Shell.preamble(Map.of("a.b", new Secret("x"))))
        .hasMessageContaining("a.b");
  }

  @Test
  void handsSecretsOverWhole() throws Exception {
    String secret = "it's $x \\ \"é\"\n\n";
    Command command = Command.of("sh", "-c", "printf %s \"$A\"; cat").with("A", new Secret(secret));
    String line = Shell.line(command);
    assertThat(line).doesNotContain("it's");

    Process process = new ProcessBuilder("sh", "-c", line).start();
    try (var in = process.getOutputStream()) {
      in.write((Shell.preamble(command.environment()) + "input").getBytes(StandardCharsets.UTF_8));
    }
    assertThat(process.getInputStream().readAllBytes())
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(secret + "input");
  }
}
