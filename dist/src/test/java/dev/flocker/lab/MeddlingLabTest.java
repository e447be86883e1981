package dev.flocker.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Somebody works on a node by hand while a run is under way. */
class MeddlingLabTest extends FreshNodes {

  private static final String REST =
      """
          ports: [{internal: 8080, external: 8080}]
          environment: {EDITION: "%d"}
          health: {command: [/bin/sleep, "5"], min_uptime: 1s}
      - route: {port: 8080, from: %s}
      """;

  private static final String RULES = "iptables-save | grep flocker:office:8080";

  private static final String DELETE_ONE =
      "iptables -t nat $(iptables -t nat -S | grep flocker:office:8080 | head -1 | sed 's/^-A/-D/; s/\"//g')";

  /** The routes are turned when the container is healthy: seconds after the look. */
  @Test
  void whatTheyChangedSinceTheLookStaysAsTheyLeftIt() {
    assertThat(flocker.run(notes(1, "any"))).isPositive();
    Running run = flocker.start(notes(2, "cluster"));
    run.awaitStep("start container notes");
    lab.on("n3", DELETE_ONE);
    String left = lab.on("n3", RULES);

    assertThat(run.exits(1)).contains("route 8080: changed since flocker looked: its ");
    assertThat(lab.on("n3", RULES)).isEqualTo(left);

    assertThat(flocker.run(notes(2, "cluster"))).isPositive();
    assertThat(lab.on("n3", RULES).lines().count()).isGreaterThan(left.lines().count());
    assertThat(flocker.run(notes(2, "cluster"))).isZero();
  }

  private static Path notes(int edition, String from) {
    return Notes.on("n1", folder, REST.formatted(edition, from));
  }
}
