package dev.flocker.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.node.Change;
import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Scope;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a playbook says of a container's health is known on its node. */
class KeptTest extends RecordedContainer {

  private static final Path FILE = Path.of("/var/lib/flocker/health", RUNNING.id());
  private static final Map<String, Object> HTTP =
      Map.of(
          "http",
          Map.of(
              "port",
              8443,
              "path",
              "/ok",
              "scheme",
              "https",
              "headers",
              Map.of("Authorization", "Bearer \"geheim\\é\""),
              "codes",
              List.of("200", "401")),
          "timeout",
          "3m",
          "interval",
          "2s");

  private final DockerContainers half = new DockerContainers();

  private Optional<HealthCheck> seen() {
    host.on(DockerCommands.list()).prints(OWN);
    return half.observe(new Scope("shop", Set.of(WEB)), host).getFirst().state().health();
  }

  @Test
  void isSeenAsItWasSaid() {
    ContainerState want = wanting(Map.of("health", HTTP));
    assertThat(seen()).isEmpty();

    Kept.HEALTH.keep(RUNNING.id(), want.health(), host);
    assertThat(seen()).isEqualTo(want.health()).isPresent();
    assertThat(want.health().orElseThrow().toString())
        .startsWith("{http: https://127.0.0.1:8443/ok")
        .endsWith(" with Authorization for [200, 401], timeout: 3m, interval: 2s}")
        .doesNotContain("geheim");

    Kept.HEALTH.keep(RUNNING.id(), Optional.empty(), host);
    assertThat(seen()).isEmpty();
  }

  @Test
  void isChangedInPlace() {
    ContainerState have = wanting(Map.of());
    ContainerState want = wanting(Map.of("health", Map.of("command", List.of("test", "-e", "/x"))));
    host.on(DockerCommands.listOf(WEB)).prints(OWN);
    host.on(DockerCommands.update("web", want, have)).prints("web\n");

    half.apply(new Change.Update<>(WEB, "shop", want, have, "1"), host, Progress.NONE);
    assertThat(seen()).isEqualTo(want.health());
  }

  @Test
  void goesWithItsContainer() {
    Kept.HEALTH.keep(RUNNING.id(), Optional.of(HealthCheck.DOCKERS_OWN), host);
    host.on(DockerCommands.remove(RUNNING.id())).prints("");

    Own.parse(OWN).getFirst().discard(host);
    assertThat(host.read(FILE)).isEmpty();
  }

  @Test
  void goesSometimeWhenItsContainerWasRemovedByHand() {
    Path stale = FILE.resolveSibling("ab".repeat(32));
    host.write(FILE, "{}", 0600);
    host.write(stale, "{}", 0600);
    host.on(DockerCommands.ids()).prints(RUNNING.id() + "\n");

    Kept.sweep(host);
    assertThat(host.files()).containsKey(FILE).doesNotContainKey(stale);
  }

  @Test
  void isNoneWhereItCannotBeRead() {
    for (String broken :
        List.of("", "{", "[]", "{\"tcp\": -1}", "{\"tcp\": 1, \"http\": \"2/\"}")) {
      host.write(FILE, broken, 0600);
      assertThat(seen()).as(broken).isEmpty();
    }
  }
}
