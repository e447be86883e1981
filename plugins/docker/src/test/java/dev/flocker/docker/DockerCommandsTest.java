package dev.flocker.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Ref;
import dev.flocker.api.value.AbsolutePath;
import dev.flocker.api.value.ByteSize;
import dev.flocker.api.value.Port;
import dev.flocker.api.value.Secret;
import dev.flocker.docker.ContainerState.BindMount;
import dev.flocker.docker.ContainerState.MountedFile;
import dev.flocker.docker.ContainerState.PublishedPort;
import dev.flocker.docker.option.CpuShares;
import dev.flocker.docker.option.Declaration;
import dev.flocker.docker.option.RestartPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DockerCommandsTest {

  private static final Ref WEB = new Ref("container", "web");
  private static final Path FILES = Path.of("/var/lib/flocker/files/shop/web/1");

  static final ContainerState PLAIN =
      new ContainerState(
          "web:1",
          List.of(),
          Optional.empty(),
          List.of(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Map.of(),
          List.of(),
          List.of(),
          List.of(),
          Optional.empty(),
          RestartPolicy.parse("always"),
          Duration.ofSeconds(10),
          Optional.empty(),
          Optional.empty(),
          true,
          List.of(),
          List.of());

  static final ContainerState FULL =
      new ContainerState(
          "web:1",
          List.of(),
          Optional.empty(),
          List.of("sleep 1", "x"),
          List.of("/bin/sh", "-c"),
          Optional.of("app"),
          Optional.of(AbsolutePath.parse("/srv")),
          new TreeMap<>(Map.of("PW", new Secret("geheim"), "DOCKER_HOST", new Secret("unix://"))),
          List.of(
              new MountedFile(
                  AbsolutePath.parse("/etc/a"), FileMode.parse("0640"), new Secret("x"))),
          List.of(
              new BindMount(
                  AbsolutePath.parse("/flocker/shop/d/data"), AbsolutePath.parse("/a,b"))),
          List.of(new PublishedPort(new Port(80), new Port(8080), Optional.empty())),
          Optional.empty(),
          RestartPolicy.parse("on-failure:3"),
          Duration.ofMinutes(1),
          Optional.of(ByteSize.parse("64M")),
          Optional.of(new CpuShares(512)),
          true,
          List.of(),
          List.of());

  @Test
  void createsWithNothingButWhatIsDeclared() {
    assertThat(DockerCommands.create("web", WEB, "shop", PLAIN, FILES))
        .containsExactly(
            "docker",
            "create",
            "--name",
            "web",
            "--label",
            "flocker.project=shop",
            "--label",
            "flocker.resource=container web",
            "--label",
            "flocker.declared=",
            "--stop-timeout",
            "10",
            "web:1");
  }

  @Test
  void createsWithoutAnySecretAmongItsArguments() {
    assertThat(DockerCommands.create("web.next", WEB, "shop", FULL, FILES))
        .containsExactly(
            "docker",
            "create",
            "--name",
            "web.next",
            "--label",
            "flocker.project=shop",
            "--label",
            "flocker.resource=container web",
            "--label",
            "flocker.declared=command entrypoint=2 user working_dir environment=DOCKER_HOST,PW",
            "--label",
            "flocker.files=/var/lib/flocker/files/shop/web/1",
            "--stop-timeout",
            "60",
            "--entrypoint",
            "/bin/sh",
            "--user",
            "app",
            "--workdir",
            "/srv",
            "--env-file",
            "/dev/stdin",
            "--env",
            "PW",
            "--mount",
            "type=bind,source=/flocker/shop/d/data,\"target=/a,b\"",
            "--mount",
            "type=bind,source=/var/lib/flocker/files/shop/web/1/0-0640,target=/etc/a,readonly",
            "--publish",
            "0.0.0.0:8080:80",
            "--memory",
            "67108864",
            "--cpu-shares",
            "512",
            "web:1",
            "-c",
            "sleep 1",
            "x");
  }

  @Test
  void updatesInPlace() {
    assertThat(DockerCommands.update("web", FULL))
        .containsExactly(
            "docker",
            "update",
            "--restart",
            "on-failure:3",
            "--memory",
            "67108864",
            "--memory-swap",
            "134217728",
            "--cpu-shares",
            "512",
            "web");
    assertThat(DockerCommands.update("web", PLAIN))
        .containsExactly("docker", "update", "--restart", "always", "--cpu-shares", "1024", "web");
  }

  @Test
  void stopsAndRemoves() {
    assertThat(DockerCommands.stop("web", Duration.ofMinutes(1)))
        .containsExactly("docker", "stop", "--time", "60", "web");
    assertThat(DockerCommands.remove("web"))
        .as("anonymous volumes stay")
        .containsExactly("docker", "rm", "--force", "web");
  }

  @Test
  void aLabelKeepsWhatWasDeclared() {
    for (ContainerState state : List.of(PLAIN, FULL)) {
      Declaration declaration = Declaration.of(state);
      assertThat(Declaration.parse(declaration.toString())).isEqualTo(declaration);
    }
  }
}
