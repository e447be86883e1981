package dev.flocker.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Diff;
import dev.flocker.api.Ref;
import dev.flocker.api.node.Change;
import dev.flocker.api.node.Command;
import dev.flocker.api.node.Observed;
import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Quiesceable.Health;
import dev.flocker.api.node.Scope;
import dev.flocker.testkit.SshHost;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

/** One container on a node's Docker, and no trace of it before and after each test. */
@Tag("lab")
abstract class ContainerLab {

  static final Ref WEB = new Ref("container", "lab-web");
  static final Scope SCOPE = new Scope("lab", Set.of(WEB));
  static final String DATASET = "/flocker/lab/data";
  static final String SERVE = "httpd -f -p 80 -h /srv";

  final SshHost host = SshHost.ofLab(Map.of());
  final DockerContainers half = new DockerContainers();
  final ContainerType type = new ContainerType();

  @BeforeEach
  void clear() {
    LabImage.make(host);
    sh("docker ps -aq --filter name=lab-web | xargs -r docker rm -f");
    sh("! mountpoint -q " + DATASET + " || umount " + DATASET + "; rm -rf /flocker/lab");
  }

  @AfterEach
  void clearAgain() {
    clear();
  }

  String sh(String script) {
    return host.run(Command.of("sh", "-c", script)).output().strip();
  }

  /** A state as it comes over the wire: a few keys over what a plain container has. */
  ContainerState want(Object... keysAndValues) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("image", "flocker-test:1");
    plain.put("restart", "always");
    plain.put("stop_timeout", "1s");
    for (int i = 0; i < keysAndValues.length; i += 2) {
      plain.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return type.state().decode(plain);
  }

  Optional<Observed<ContainerState>> observed() {
    return half.observe(SCOPE, host).stream().filter(o -> o.ref().equals(WEB)).findFirst();
  }

  void create(ContainerState want) {
    Change<ContainerState> change = new Change.Create<>(WEB, "lab", want);
    half.prepare(change, host, Progress.NONE);
    half.apply(change, host, Progress.NONE);
  }

  void start(ContainerState want) {
    create(want);
    half.resume(WEB, want, host);
  }

  void replace(ContainerState want) {
    Observed<ContainerState> have = observed().orElseThrow();
    Change<ContainerState> change =
        new Change.Replace<>(WEB, "lab", want, have.state(), have.version());
    half.prepare(change, host, Progress.NONE);
    assertThat(observed().orElseThrow().version()).isEqualTo(have.version());
    half.quiesce(WEB, have.state(), host);
    assertThat(observed().orElseThrow().version()).isEqualTo(have.version());
    half.apply(change, host, Progress.NONE);
    half.apply(change, host, Progress.NONE);
    half.resume(WEB, want, host);
  }

  Health health(ContainerState want) {
    Health health = half.health(WEB, want, host);
    for (int i = 0; i < 50 && health.status() == Health.Status.STARTING; i++) {
      host.pause(java.time.Duration.ofMillis(100));
      health = half.health(WEB, want, host);
    }
    return health;
  }

  void assertShows(ContainerState want) {
    Observed<ContainerState> shown = observed().orElseThrow();
    assertThat(type.diff(want, shown.state())).isEqualTo(Diff.NONE);
    assertThat(shown.running()).isTrue();
    assertThat(shown.project()).contains("lab");
  }

  String names() {
    return sh("docker ps -a --filter name=lab-web --format '{{.Names}}' | sort | tr '\\n' ' '");
  }
}
