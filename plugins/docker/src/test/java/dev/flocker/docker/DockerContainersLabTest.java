package dev.flocker.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.Diff;
import dev.flocker.api.node.Change;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Observed;
import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Quiesceable.Health;
import dev.flocker.docker.option.RestartPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DockerContainersLabTest extends ContainerLab {

  private static List<Object> file(String mode, String text) {
    return List.of(
        Map.of("path", "/etc/a", "mode", mode, "sha256", Digests.ofText(text), "text", text));
  }

  @Test
  void isCreatedButDoesNotRunUntilItIsResumed() {
    ContainerState want = want();
    create(want);
    assertThat(observed().orElseThrow().running()).isFalse();
    assertThat(half.health(WEB, want, host).status()).isEqualTo(Health.Status.STARTING);

    half.resume(WEB, want, host);
    half.resume(WEB, want, host);
    assertThat(health(want)).isEqualTo(Health.GOOD);
    assertShows(want);
  }

  @Test
  void replacesAndKeepsTheOldOneUntilItIsSettled() {
    start(want());
    ContainerState next =
        want(
            "image",
            "flocker-test:2",
            "environment",
            Map.of("A", "1"),
            "files",
            file("0640", "two\n"));
    replace(next);
    assertThat(names()).isEqualTo("lab-web lab-web.old");
    assertThat(sh("docker exec lab-web cat /etc/build /etc/a")).isEqualTo("2\ntwo");

    half.settle(WEB, host);
    half.settle(WEB, host);
    assertThat(names()).isEqualTo("lab-web");
    assertShows(next);
  }

  @Test
  void putsTheOldOneBack() {
    ContainerState first = want("files", file("0644", "one\n"));
    start(first);
    replace(want("files", file("0644", "two\n")));

    half.revert(WEB, host);
    half.revert(WEB, host);
    assertThat(names()).isEqualTo("lab-web");
    assertThat(observed().orElseThrow().running()).isFalse();
    half.resume(WEB, first, host);
    assertThat(sh("docker exec lab-web cat /etc/a")).isEqualTo("one");
    assertThat(sh("ls /var/lib/flocker/files/lab/lab-web | wc -l")).isEqualTo("1");
    assertShows(first);
  }

  @Test
  void leftoversOfARunThatDiedAreCleared() {
    ContainerState want = want();
    start(want);
    sh(
        "docker create --name lab-web.next --label flocker.project=lab"
            + " --label 'flocker.resource=container lab-web' flocker-test:2");
    Observed<ContainerState> have = observed().orElseThrow();
    assertThat(type.diff(want, have.state()).kind()).isEqualTo(Diff.Kind.IN_PLACE);

    half.apply(
        new Change.Update<>(WEB, "lab", want, have.state(), have.version()), host, Progress.NONE);
    assertThat(names()).isEqualTo("lab-web");
    assertShows(want);

    sh("docker rename lab-web lab-web.old");
    have = observed().orElseThrow();
    assertThat(have.running()).isFalse();
    half.apply(
        new Change.Update<>(WEB, "lab", want, have.state(), have.version()), host, Progress.NONE);
    assertShows(want);
  }

  @Test
  void stopsWithinItsTimeAndStaysDown() {
    ContainerState want = want(); // sleep as first process ignores SIGTERM
    start(want);
    half.quiesce(WEB, observed().orElseThrow().state(), host);
    half.quiesce(WEB, observed().orElseThrow().state(), host);

    Observed<ContainerState> down = observed().orElseThrow();
    assertThat(down.running()).isFalse();
    assertThat(down.state().restart()).isEqualTo(RestartPolicy.NEVER);
  }

  @Test
  void looksAtItsHealth() {
    List<String> serve = List.of("sh", "-c", "sleep 1; " + SERVE);
    ContainerState tcp = want("command", serve, "health", Map.of("tcp", 80));
    start(tcp);
    assertThat(half.health(WEB, tcp, host).status()).isEqualTo(Health.Status.STARTING);
    assertThat(health(tcp)).isEqualTo(Health.GOOD);
    assertThat(health(want("health", Map.of("http", "80/index.html")))).isEqualTo(Health.GOOD);
    Health missing = half.health(WEB, want("health", Map.of("http", "80/missing")), host);
    assertThat(missing.detail()).matches("answers 404 to http://[0-9.]+:80/missing");
    assertThat(health(want("health", Map.of("command", List.of("true"))))).isEqualTo(Health.GOOD);
    assertThat(half.health(WEB, want("health", Map.of("command", List.of("false"))), host).status())
        .isEqualTo(Health.Status.STARTING);
  }

  @Test
  void saysWhyItFailed() {
    ContainerState want = want("command", List.of("sh", "-c", "echo no disk; exit 3"));
    start(want);
    Health health = health(want);
    assertThat(health.status()).isEqualTo(Health.Status.FAILED);
    assertThat(health.detail()).contains("no disk");
    assertThat(observed().orElseThrow().running()).isFalse();
    half.quiesce(WEB, want, host);
  }

  @Test
  void knowsSinceWhenItIsUp() {
    ContainerState want = want("command", List.of("sh", "-c", "sleep 1; exit 1"));
    create(want);
    assertThat(half.upSince(WEB, host)).isEmpty();
    start(want);
    Optional<Instant> first = half.upSince(WEB, host);
    assertThat(first).isPresent();
    Optional<Instant> second = first;
    for (int i = 0; i < 40 && (second.isEmpty() || second.equals(first)); i++) {
      host.pause(Duration.ofMillis(200));
      second = half.upSince(WEB, host);
    }
    assertThat(second).as("Docker started it again").isPresent().isNotEqualTo(first);
  }

  @Test
  void anotherImageOfTheSameNameIsRefusedAndLeftAlone() {
    String other = sh("docker image inspect --format '{{.Id}}' flocker-test:2");
    String here = sh("docker image inspect --format '{{.Id}}' flocker-test:1");
    assertThatThrownBy(() -> create(want().madeFrom(List.of(other))))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("image flocker-test:1: is another one here (" + here.substring(0, 19))
        .hasMessageContaining(other.substring(0, 19))
        .hasMessageContaining("docker save");
    assertThat(sh("docker image inspect --format '{{.Id}}' flocker-test:1")).isEqualTo(here);
    assertThat(observed()).isEmpty();
  }

  @Test
  void aNodeThatCannotRunItIsFoundBeforehand() {
    sh(FOR_ARM);
    assertThatThrownBy(() -> create(want("image", "flocker-test:arm")))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("image flocker-test:arm: is for arm64, and the node is amd64");
    runtime("broken");
    try {
      assertThatThrownBy(() -> create(want()))
          .isInstanceOf(Failure.class)
          .hasMessageContaining("container lab-web: Docker cannot start a container here");
    } finally {
      runtime("runc");
    }
    assertThat(observed()).isEmpty();
    create(want());
    assertThat(sh("docker ps -aq --filter label=flocker.resource | wc -l"))
        .as("nothing is left of the trials")
        .isEqualTo("1");
  }

  private static final String FOR_ARM =
      """
      d=$(mktemp -d)
      docker save flocker-test:1 | tar -x -C $d
      sed -i 's/"architecture":"amd64"/"architecture":"arm64"/' \
        $(grep -rl '"architecture":"amd64"' $d)
      sed -i 's/flocker-test:1/flocker-test:arm/' $d/manifest.json
      rm -f $d/repositories $d/index.json
      tar -c -C $d . | docker load
      rm -rf $d
      """;

  /** What Docker starts all containers by from now on: {@code runc}, or what starts none. */
  private void runtime(String name) {
    sh(
        """
        printf '#!/bin/sh\\nexit 1\\n' >/root/broken && chmod +x /root/broken
        echo '{"runtimes":{"broken":{"path":"/root/broken"}},"default-runtime":"%1$s"}' \\
          >/etc/docker/daemon.json
        systemctl reload docker
        for i in 1 2 3 4 5 6 7 8 9 10; do
          docker info --format '{{.DefaultRuntime}}' | grep -q %1$s && break
          sleep 0.3
        done
        rm /etc/docker/daemon.json
        """
            .formatted(name));
  }

  @Test
  void aForeignContainerIsNotTouched() {
    sh("docker run -d --name lab-web flocker-test:1 sleep 1000");
    String id = sh("docker inspect -f '{{.Id}} {{.State.StartedAt}}' lab-web");
    assertThat(observed().orElseThrow().project()).isEmpty();

    assertThatThrownBy(() -> create(want()))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("docker rename lab-web");
    ContainerState seen = observed().orElseThrow().state();
    half.apply(new Change.Remove<>(WEB, "lab", seen, "", true), host, Progress.NONE);
    assertThat(sh("docker inspect -f '{{.Id}} {{.State.StartedAt}}' lab-web")).isEqualTo(id);
  }

  @Test
  void secretsAreInNoArgumentAndNoLabel() {
    String secret = "it's \"geheim\" $HOME\nsecond line";
    ContainerState want = want("environment", Map.of("PW", secret, "DOCKER_HOST", "tcp://x"));
    start(want);

    assertThat(sh("docker exec lab-web sh -c 'echo \"$PW\"; echo \"$DOCKER_HOST\"'"))
        .isEqualTo(secret + "\ntcp://x");
    assertThat(sh("docker inspect -f '{{json .Config.Labels}}' lab-web")).doesNotContain("geheim");
    assertShows(want);
  }
}
