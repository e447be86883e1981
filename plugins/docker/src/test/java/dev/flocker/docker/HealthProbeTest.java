package dev.flocker.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Quiesceable.Health;
import dev.flocker.api.schema.Schema;
import dev.flocker.api.value.Secret;
import dev.flocker.testkit.FakeHost;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HealthProbeTest extends RecordedContainer {

  private static final Map<String, Object> ONCE =
      Map.of("image", "bb:1", "once", "true", "restart", "never", "stop_timeout", "10s");

  private final DockerContainers half = new DockerContainers();

  @Test
  void whatIsMeantToEndIsWellOnceItHas() {
    HealthCheck completed = check("completed", "true");
    assertThat(new HealthProbe(WEB, host).look(completed).detail()).isEqualTo("has not ended yet");
    FakeHost node = new FakeHost();
    String once = "\"flocker.once\": \"true\", \"flocker.project\"";
    String done =
        INSPECTED.replace("\"running\"", "\"exited\"").replace("\"flocker.project\"", once);
    node.on(DockerCommands.inspect(List.of("web"))).prints(done);
    HealthProbe probe = new HealthProbe(WEB, node);
    assertThat(probe.look(completed)).isEqualTo(Health.GOOD);
    assertThat(probe.look(HealthCheck.DOCKERS_OWN)).isEqualTo(Health.GOOD);
    assertThat(probe.upSince()).isPresent();
    half.resume(WEB, Schema.of(ContainerState.class).decode(ONCE), node);
    assertThat(node.ran()).as("done is done").doesNotContain(DockerCommands.start("web"));
    node.on(DockerCommands.start("web")).prints("");
    half.rerun(WEB, Schema.of(ContainerState.class).decode(ONCE), node);
    assertThat(node.ran()).as("a person says so").contains(DockerCommands.start("web"));
  }

  @Test
  void whatMayEndIsWellWhenItHasEndedWell() {
    String ended =
        INSPECTED
            .replace("\"running\"", "\"exited\"")
            .replaceFirst("\"Pid\": [0-9]+", "\"Pid\": 0");
    String failed = ended.replace("\"ExitCode\": 0", "\"ExitCode\": 3");
    ContainerState may = wanting(Map.of("may_end", true));
    FakeHost node = new FakeHost();
    node.on(DockerCommands.lastLines("web")).prints("");
    node.on(DockerCommands.inspect(List.of("web"))).prints(ended);
    assertThat(half.health(WEB, may, node)).isEqualTo(Health.GOOD);
    assertThat(half.upSince(WEB, may, node)).contains(RUNNING.startedAt());
    assertThat(half.health(WEB, wanting(Map.of()), node).status()).isEqualTo(Health.Status.FAILED);
    assertThat(half.upSince(WEB, wanting(Map.of()), node)).isEmpty();
    assertThat(Inspection.parse(ended).getFirst().running()).as("the next run starts it").isFalse();

    node = new FakeHost();
    node.on(DockerCommands.lastLines("web")).prints("");
    node.on(DockerCommands.inspect(List.of("web"))).prints(failed);
    assertThat(half.health(WEB, may, node).status()).isEqualTo(Health.Status.FAILED);
    assertThat(half.upSince(WEB, may, node)).isEmpty();
  }

  @Test
  void probesTheContainersOwnAddress() {
    HealthCheck tcp = check("tcp", "80");
    assertThat(new HealthProbe(WEB, host).look(tcp).detail())
        .isEqualTo("accepts no connection on port 80");
    host.listening("172.17.0.2", 80, 503);
    assertThat(new HealthProbe(WEB, host).look(tcp)).isEqualTo(Health.GOOD);
    assertThat(new HealthProbe(WEB, host).look(check("http", "80/ok")).detail())
        .isEqualTo("answers 503 to http://172.17.0.2:80/ok");
  }

  @Test
  void asksByHttpAsItIsTold() {
    host.listening("172.17.0.2", 8443, 401);
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("port", "8443");
    keys.put("path", "/ok?all=1");
    keys.put("scheme", "https");
    keys.put("host", "shop.example");
    keys.put("headers", Map.of("Authorization", "Basic geheim"));
    HealthProbe probe = new HealthProbe(WEB, host);
    assertThat(probe.look(http(keys)).detail())
        .isEqualTo("answers 401 to https://172.17.0.2:8443/ok?all=1 as shop.example");
    assertThat(host.requests())
        .containsExactly(
            new FakeHost.Request(
                URI.create("https://172.17.0.2:8443/ok?all=1"),
                Map.of(
                    "Host",
                    new Secret("shop.example"),
                    "Authorization",
                    new Secret("Basic geheim"))));

    keys.put("codes", List.of("200-204", "401"));
    assertThat(probe.look(http(keys))).isEqualTo(Health.GOOD);
    keys.put("port", "81");
    assertThat(probe.look(http(keys)).detail())
        .isEqualTo("does not answer https://172.17.0.2:81/ok?all=1 as shop.example");
  }

  @Test
  void asksTheNodeWhereItHasTheNodesNetwork() {
    String shared =
        INSPECTED
            .replaceFirst("\"NetworkMode\": \"default\"", "\"NetworkMode\": \"host\"")
            .replaceAll("\"IPAddress\": \"[0-9.]+\"", "\"IPAddress\": \"\"");
    host.on(DockerCommands.inspect(List.of("short"))).prints(shared);
    host.listening("127.0.0.1", 80, 200);
    HealthProbe probe = new HealthProbe(new Ref("container", "short"), host);

    assertThat(probe.look(check("tcp", "80"))).isEqualTo(Health.GOOD);
    assertThat(probe.look(check("http", "80"))).isEqualTo(Health.GOOD);
  }

  @Test
  void asksTheOneWhoseNetworkItHas() {
    String shared =
        INSPECTED
            .replace("\"NetworkMode\": \"default\"", "\"NetworkMode\": \"container:db\"")
            .replaceAll("\"IPAddress\": \"[0-9.]+\"", "\"IPAddress\": \"\"");
    host.on(DockerCommands.inspect(List.of("short"))).prints(shared);
    host.on(DockerCommands.inspect(List.of("db"))).prints(INSPECTED);
    host.listening("172.17.0.2", 80, 200);
    assertThat(new HealthProbe(new Ref("container", "short"), host).look(check("tcp", "80")))
        .isEqualTo(Health.GOOD);
  }

  @Test
  void givesItTheTimeThatItNeeds() {
    Map<String, Object> slow = Map.of("start_period", "5m", "timeout", "30s", "interval", "10s");
    ContainerState want = wanting(Map.of("health", slow));
    assertThat(half.patience(want)).isEqualTo(Duration.ofSeconds(330));
    assertThat(half.interval(want)).contains(Duration.ofSeconds(10));
    ContainerState usual = wanting(Map.of());
    assertThat(half.patience(usual)).isEqualTo(Duration.ofSeconds(60));
    assertThat(half.interval(usual)).isEmpty();
  }

  @Test
  void runsTheHealthCommandInTheContainer() {
    host.on("docker", "exec", "web", "ready")
        .fails(1, "")
        .fails(126, "exec: \"ready\": executable file not found in $PATH\n")
        .prints("");
    HealthCheck ready = Schema.of(HealthCheck.class).decode(Map.of("command", List.of("ready")));
    assertThat(new HealthProbe(WEB, host).look(ready).status()).isEqualTo(Health.Status.STARTING);
    assertThat(new HealthProbe(WEB, host).look(ready).detail())
        .isEqualTo(
            "its health command ends with exit code 126:"
                + " exec: \"ready\": executable file not found in $PATH");
    assertThat(new HealthProbe(WEB, host).look(ready)).isEqualTo(Health.GOOD);
  }

  @Test
  void aHealthCommandMayTakeAsLongAsTheContainer() {
    host.on("docker", "exec", "web", "ready").fails(-1, "did not end within 5m");
    Map<String, Object> keys = Map.of("command", List.of("ready"), "timeout", "5m");

    Health health = new HealthProbe(WEB, host).look(Schema.of(HealthCheck.class).decode(keys));
    assertThat(health.status()).isEqualTo(Health.Status.STARTING);
    assertThat(health.detail()).isEqualTo("its health command did not end within 5m");
    assertThat(host.commands().getLast().limit()).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void whatDiesAtItsStartHasFailed() {
    host.on(DockerCommands.inspect(List.of("short")))
        .prints(INSPECTED)
        .prints(INSPECTED.replace("\"Status\": \"running\"", "\"Status\": \"exited\""));
    host.on(DockerCommands.lastLines("short")).ends(0, "", "no disk\n");

    Health health =
        new HealthProbe(new Ref("container", "short"), host).look(HealthCheck.DOCKERS_OWN);
    assertThat(health.status()).isEqualTo(Health.Status.FAILED);
    assertThat(health.detail()).isEqualTo("is exited; its log ends:\nno disk");
  }

  @Test
  void makesTheImagesCheckItselfWhereDockerWaitsForAnInterval() {
    String starting =
        "[{\"State\":{\"Status\":\"running\",\"Pid\":7,\"Health\":{\"Status\":\"starting\"}},"
            + "\"Config\":{\"Healthcheck\":{\"Test\":[\"CMD-SHELL\",\"test -e /ready\"]}}}]";
    host.on(DockerCommands.inspect(List.of("short"))).prints(starting);
    host.on(DockerCommands.execute("short", List.of("/bin/sh", "-c", "test -e /ready")))
        .fails(1, "")
        .prints("");
    HealthProbe probe = new HealthProbe(new Ref("container", "short"), host);

    assertThat(probe.look(HealthCheck.DOCKERS_OWN).status()).isEqualTo(Health.Status.STARTING);
    assertThat(probe.look(HealthCheck.DOCKERS_OWN)).isEqualTo(Health.GOOD);
  }

  @Test
  void saysWhyDockerCannotStartIt() {
    String created = INSPECTED.replace("\"Status\": \"running\"", "\"Status\": \"created\"");
    host.on(DockerCommands.inspect(List.of("short")))
        .prints(created)
        .prints(created.replaceFirst("\"Error\": \"\"", "\"Error\": \"no such file: /serve\""));
    HealthProbe probe = new HealthProbe(new Ref("container", "short"), host);

    assertThat(probe.look(HealthCheck.DOCKERS_OWN).detail()).isEqualTo("has not been started yet");
    assertThat(probe.look(HealthCheck.DOCKERS_OWN))
        .isEqualTo(new Health(Health.Status.FAILED, "cannot be started: no such file: /serve"));
  }

  private static HealthCheck http(Map<String, Object> keys) {
    return Schema.of(HealthCheck.class).decode(Map.of("http", keys));
  }

  private static HealthCheck check(String key, String value) {
    return Schema.of(HealthCheck.class).decode(Map.of(key, value));
  }
}
