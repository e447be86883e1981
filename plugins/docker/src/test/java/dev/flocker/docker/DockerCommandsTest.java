package dev.flocker.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Enterable.Visit;
import dev.flocker.api.node.Loggable;
import dev.flocker.api.schema.Schema;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DockerCommandsTest {

  private static final Ref WEB = new Ref("container", "web");
  private static final Path FILES = Path.of("/var/lib/flocker/files/shop/web/1");

  static final ContainerState PLAIN = state(Map.of());

  static final ContainerState FULL =
      state(
          Map.ofEntries(
              Map.entry("command", List.of("sleep 1", "x")),
              Map.entry("entrypoint", List.of("/bin/sh", "-c")),
              Map.entry("user", "app"),
              Map.entry("working_dir", "/srv"),
              Map.entry(
                  "environment", new TreeMap<>(Map.of("PW", "geheim", "DOCKER_HOST", "unix://"))),
              Map.entry(
                  "files",
                  List.of(Map.of("path", "/etc/a", "mode", "0640", "sha256", "ab", "text", "x"))),
              Map.entry("folders", List.of(Map.of("path", "/etc/d", "digest", "cd"))),
              Map.entry(
                  "volumes",
                  List.of(Map.of("directory", "/flocker/shop/d/data", "mountpoint", "/a,b"))),
              Map.entry(
                  "mounts",
                  List.of(
                      Map.of("source", "/srv/media", "target", "/media", "read_only", "true"),
                      Map.of("source", "/run/x", "target", "/x"))),
              Map.entry("ports", List.of(Map.of("internal", "80", "external", "8080"))),
              Map.entry("restart", "on-failure:3"),
              Map.entry("stop_timeout", "1m"),
              Map.entry("memory", "64M"),
              Map.entry("cpu_shares", "512")));

  static ContainerState state(Map<String, Object> keys) {
    Map<String, Object> all = new LinkedHashMap<>(keys);
    all.put("image", "web:1");
    return Schema.of(ContainerState.class).decode(all);
  }

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
            "--entrypoint",
            "/bin/sh",
            "--user",
            "app",
            "--workdir",
            "/srv",
            "--stop-timeout",
            "60",
            "--memory",
            "67108864",
            "--cpu-shares",
            "512",
            "--env-file",
            "/dev/stdin",
            "--env",
            "PW",
            "--mount",
            "type=bind,source=/flocker/shop/d/data,\"target=/a,b\"",
            "--mount",
            "type=bind,source=/srv/media,target=/media,readonly",
            "--mount",
            "type=bind,source=/run/x,target=/x",
            "--mount",
            "type=bind,source=/var/lib/flocker/files/shop/web/1/0-0640,target=/etc/a,readonly",
            "--mount",
            "type=bind,source=/var/lib/flocker/files/shop/web/1/0-folder,target=/etc/d,readonly",
            "--publish",
            "0.0.0.0:8080:80",
            "web:1",
            "-c",
            "sleep 1",
            "x");
  }

  @Test
  void updatesInPlace() {
    assertThat(DockerCommands.update("web", FULL, PLAIN))
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
    assertThat(DockerCommands.update("web", PLAIN, FULL))
        .containsExactly("docker", "update", "--restart", "always", "--cpu-shares", "1024", "web");
    assertThat(DockerCommands.update("web", PLAIN, PLAIN))
        .containsExactly("docker", "update", "--restart", "always", "web");
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
  void printsALog() {
    DockerProvider docker = new DockerProvider();
    assertThat(docker.log(WEB, excerpt(OptionalInt.empty(), Optional.empty(), false)))
        .containsExactly("docker", "logs", "--timestamps", "web");
    assertThat(
            docker.log(WEB, excerpt(OptionalInt.of(0), Optional.of(Duration.ofMinutes(90)), true)))
        .containsExactly(
            "docker", "logs", "--timestamps", "--follow", "--since", "90m", "--tail", "0", "web");
  }

  private static Loggable.Excerpt excerpt(
      OptionalInt last, Optional<Duration> since, boolean follow) {
    return new Loggable.Excerpt(last, since, follow);
  }

  @Test
  void runsACommandInside() {
    DockerProvider docker = new DockerProvider();
    List<String> command = List.of("psql", "-c", "select 1");
    assertThat(docker.enter(WEB, new Visit(command, Optional.empty(), false, false)))
        .containsExactly("docker", "exec", "web", "psql", "-c", "select 1");
    assertThat(docker.enter(WEB, new Visit(command, Optional.of("postgres"), true, true)))
        .containsExactly(
            "docker",
            "exec",
            "--interactive",
            "--tty",
            "--user",
            "postgres",
            "web",
            "psql",
            "-c",
            "select 1");
  }
}
