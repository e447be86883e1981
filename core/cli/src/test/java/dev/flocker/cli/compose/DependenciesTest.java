package dev.flocker.cli.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who waits for whom. */
class DependenciesTest {

  @TempDir Path folder;
  private Composing compose;

  @BeforeEach
  void begin() {
    compose = new Composing(folder);
  }

  @Test
  void waitsForWhatItDependsOn() {
    compose.file(
        """
        services:
          migrate: {image: m, depends_on: [db]}
          web:
            image: w
            depends_on:
              migrate: {condition: service_completed_successfully}
              db: {condition: service_healthy, restart: true}
              off: {condition: service_started, required: false}
          db: {image: d}
          off: {image: o, profiles: [x]}
        """);
    assertThat(compose.key("migrate", "depends_on")).isEqualTo("- db");
    assertThat(compose.key("migrate", "health")).isEqualTo("completed: true");
    assertThat(compose.key("web", "depends_on")).isEqualTo("- migrate\n- db");
    assertThat(compose.container("db")).doesNotContain("health:");
    assertThat(compose.problems()).isEmpty();
    assertThat(compose.notes())
        .containsExactlyInAnyOrder(
            "compose.yaml:2:36: service migrate: does not reach db, of which no file names a port; if"
                + " it is to, add one in a further Compose file: services: {db: {expose: [PORT]}}",
            "compose.yaml:7:7: service web: does not reach db, of which no file names a port; if it is"
                + " to, add one in a further Compose file: services: {db: {expose: [PORT]}}",
            "compose.yaml:7:40: service web: depends_on: restart is not taken over: only the one"
                + " itself starts again");
  }

  @Test
  void whoIsWaitedForIsReachedWhereAPortIsNamed() {
    compose.file(
        """
        services:
          proxy: {image: p, depends_on: [backend], links: ["cache:fast"]}
          backend: {image: b}
          cache: {image: c}
          other: {image: o}
        """);
    compose.file("ports.yaml", "services: {backend: {expose: [8000]}}");
    assertThat(compose.container("proxy")).isNotEmpty();
    assertThat(compose.notes())
        .containsExactly(
            "compose.yaml:2:52: service proxy: does not reach cache, of which no file names a port; if"
                + " it is to, add one in a further Compose file: services: {cache: {expose: [PORT]}}");
  }
}
