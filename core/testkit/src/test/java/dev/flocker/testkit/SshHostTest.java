package dev.flocker.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.node.Command;
import dev.flocker.api.node.CommandFailed;
import dev.flocker.api.value.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("lab")
class SshHostTest {

  private final SshHost host = SshHost.ofLab(Map.of("flocker_pool", "tank"));

  @Test
  void runsWithoutAShellInBetween() {
    assertThat(host.run(Command.of("printf", "%s|", "$HOME", "a'b", "")).output())
        .isEqualTo("$HOME|a'b||");
    assertThat(host.run(Command.of("cat").reading("in\n")).output()).isEqualTo("in\n");
  }

  @Test
  void handsSecretsOverOnStandardInput() {
    Command command = Command.of("sh", "-c", "printf %s \"$A\"; cat");

    assertThat(host.run(command.with("A", new Secret("s e\n")).reading("in")).output())
        .isEqualTo("s e\nin");
  }

  @Test
  void saysHowACommandFailed() {
    assertThatThrownBy(() -> host.run(Command.of("sh", "-c", "echo bad >&2; exit 3")))
        .isInstanceOfSatisfying(
            CommandFailed.class,
            e -> {
              assertThat(e.exit()).isEqualTo(3);
              assertThat(e.errors()).isEqualTo("bad\n");
            });
    assertThatThrownBy(() -> host.run(Command.of("sleep", "20").within(Duration.ofSeconds(1))))
        .isInstanceOf(CommandFailed.class)
        .hasMessageContaining("longer than 1s");
  }

  @Test
  void keepsFiles() {
    Path file = Path.of("/tmp/flocker-testkit/sub/a b");
    host.write(file, "text\n", 0640);

    assertThat(host.read(file)).contains("text\n");
    assertThat(host.list(file.getParent())).containsExactly("a b");
    assertThat(host.run(Command.of("stat", "-c", "%a", file.toString())).output())
        .isEqualTo("640\n");
    host.delete(file);
    host.delete(file);
    assertThat(host.read(file)).isEmpty();
    host.delete(file.getParent());
    host.delete(Path.of("/tmp/flocker-testkit"));
    assertThat(host.list(file.getParent())).isEmpty();
  }

  @Test
  void looksFromTheNode() {
    assertThat(host.connects("127.0.0.1", 22, Duration.ofSeconds(2))).isTrue();
    assertThat(host.connects("127.0.0.1", 1, Duration.ofSeconds(2))).isFalse();
    assertThat(host.httpStatus(URI.create("http://127.0.0.1:1/"), Map.of(), Duration.ofSeconds(2)))
        .isEmpty();
    assertThat(host.variable("flocker_pool")).contains("tank");
  }
}
