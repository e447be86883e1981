package dev.flocker.node;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Host;
import dev.flocker.api.node.Quiesceable;
import dev.flocker.node.host.LocalHost;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProbationTest {

  private static final Ref JOB = new Ref("thing", "job");

  private record Job(boolean mayEnd) {}

  /** It has ended, and well. */
  private static final class Half implements Quiesceable<Job> {

    private final Instant start = Instant.now();

    @Override
    public void quiesce(Ref ref, Job have, Host host) {}

    @Override
    public void resume(Ref ref, Job want, Host host) {}

    @Override
    public Health health(Ref ref, Job want, Host host) {
      return Health.GOOD;
    }

    @Override
    public Optional<Instant> upSince(Ref ref, Job want, Host host) {
      return want.mayEnd() ? Optional.of(start) : upSince(ref, host);
    }

    @Override
    public Duration patience(Job want) {
      return Duration.ZERO;
    }

    @Override
    public Duration probation(Job want) {
      return Duration.ofMillis(20);
    }
  }

  @Test
  void whatMayEndHasStayedUpIfItHasEndedWell() {
    Host host = new LocalHost(Path.of("/"), Map.of(), (file, progress) -> Path.of("/"));
    Probation probation = new Probation(host, new Patience(host, text -> text));

    assertThatCode(() -> probation.serve(new Half(), JOB, new Job(true)))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> probation.serve(new Half(), JOB, new Job(false)))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("it ended within 20ms after its start");
  }
}
