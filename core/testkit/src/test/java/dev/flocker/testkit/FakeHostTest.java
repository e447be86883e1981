package dev.flocker.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.node.Command;
import dev.flocker.api.node.CommandFailed;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class FakeHostTest {

  private final FakeHost host = new FakeHost();

  @Test
  void playsBackInOrderAndRepeatsTheLast() {
    host.on("date").prints("one").prints("two");

    assertThat(host.run(Command.of("date")).output()).isEqualTo("one");
    assertThat(host.run(Command.of("date")).output()).isEqualTo("two");
    assertThat(host.run(Command.of("date")).output()).isEqualTo("two");
    assertThat(host.ran()).containsOnly(List.of("date")).hasSize(3);
  }

  @Test
  void failsAsTheNodeWould() {
    host.on("false").fails(1, "no");

    assertThatThrownBy(() -> host.run(Command.of("false"))).isInstanceOf(CommandFailed.class);
    assertThat(host.run(Command.of("false").allowing(0, 1)).exit()).isEqualTo(1);
  }

  @Test
  void namesTheCommandThatNobodyExpected() {
    assertThatThrownBy(() -> host.run(Command.of("rm", "-rf", "/")))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("rm -rf /");
  }

  @Test
  void keepsFiles() {
    host.write(Path.of("/etc/flocker/a"), "text", 0600);

    assertThat(host.read(Path.of("/etc/flocker/a"))).contains("text");
    assertThat(host.list(Path.of("/etc"))).containsExactly("flocker");
    assertThat(host.mode("/etc/flocker/a")).contains(0600);
    host.delete(Path.of("/etc/flocker/a"));
    assertThat(host.read(Path.of("/etc/flocker/a"))).isEmpty();
  }
}
