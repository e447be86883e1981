package dev.flocker.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Fact;
import dev.flocker.api.Summary;
import dev.flocker.api.Summary.Grade;
import dev.flocker.api.node.Quiesceable.Health;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConditionLabTest extends ContainerLab {

  private Summary now(boolean measure) {
    return half.describe(List.of(observed().orElseThrow()), measure, host).getFirst().summary();
  }

  private static Fact fact(Summary of, String label) {
    return of.facts().stream().filter(f -> f.label().equals(label)).findFirst().orElseThrow();
  }

  @Test
  void tellsHowAContainerIs() {
    ContainerState want =
        want("command", List.of("sh", "-c", SERVE), "health", Map.of("tcp", "80"));
    start(want);
    assertThat(health(want)).isEqualTo(Health.GOOD);

    Summary well = now(true);
    assertThat(well.status()).isEqualTo("healthy");
    assertThat(fact(well, "cpu").number()).isNotNegative();
    assertThat(fact(well, "restarts")).isEqualTo(Fact.count("restarts", 0));

    sh("docker update --restart no lab-web && docker stop -t 0 lab-web");
    Summary gone = now(true);
    assertThat(gone.status()).isEqualTo("exited with 137");
    assertThat(gone.grade()).isEqualTo(Grade.BAD);
    assertThat(gone.facts()).extracting(Fact::label).containsExactly("ended");
  }
}
