package dev.flocker.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.node.Failure;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StopTest extends RecordedContainer {

  @Test
  void killsWhatDoesNotStopInItsTime() {
    host.file("/proc/" + RUNNING.pid() + "/comm", "sleep\n");
    host.on(DockerCommands.signal(RUNNING.id(), "SIGTERM")).prints("web\n");
    host.on(DockerCommands.signal(RUNNING.id(), "SIGKILL")).prints("web\n");

    assertThatThrownBy(() -> new Stop("web", host).within(Duration.ofSeconds(1)))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("does not end even when killed");
    assertThat(host.ran()).contains(DockerCommands.signal(RUNNING.id(), "SIGKILL"));
  }

  @Test
  void doesNotKillWhatStops() {
    host.on(DockerCommands.signal(RUNNING.id(), "SIGTERM")).prints("web\n");
    new Stop("web", host).within(Duration.ofSeconds(1));
    assertThat(host.ran()).doesNotContain(DockerCommands.signal(RUNNING.id(), "SIGKILL"));
  }

  @Test
  void stoppingWhatIsGoneIsNoFailure() {
    host.on(DockerCommands.inspect(List.of("gone"))).fails(1, "Error: No such container: gone");
    new Stop("gone", host).within(Duration.ofSeconds(1));
  }
}
