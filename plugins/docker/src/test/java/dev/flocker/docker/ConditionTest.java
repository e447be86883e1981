package dev.flocker.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Fact;
import dev.flocker.api.Summary;
import dev.flocker.api.Summary.Grade;
import dev.flocker.api.node.Describable.Description;
import dev.flocker.api.node.Observed;
import dev.flocker.testkit.FakeHost;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConditionTest extends RecordedContainer {

  private static final Map<String, Object> BUSY =
      Map.of("image", "bb:1", "stop_timeout", "10s", "health", Map.of("tcp", "80"));

  private FakeHost node = new FakeHost();

  private Summary now(String inspected, Map<String, Object> state, boolean measure) {
    return description(inspected, state, measure).summary();
  }

  private Description description(String inspected, Map<String, Object> state, boolean measure) {
    node.on(DockerCommands.inspect(List.of("web"))).prints(inspected.replace("/rec", "/web"));
    Observed<ContainerState> seen = Observed.of(WEB, "shop", wanting(state), "1");
    return new Condition(node).of(List.of(seen), measure).getFirst();
  }

  private Summary now(String inspected) {
    node = new FakeHost();
    return now(inspected, Map.of("restart", "never"), false);
  }

  @Test
  void saysSinceWhenItRuns() {
    Summary now = now(INSPECTED);
    assertThat(now.grade()).isEqualTo(Grade.OK);
    assertThat(now.status()).isEqualTo("running");
    assertThat(now.facts()).containsExactly(Fact.time("started", RUNNING.startedAt()));
  }

  @Test
  void saysHowItEnded() {
    String exited =
        INSPECTED
            .replace("\"Status\": \"running\"", "\"Status\": \"exited\"")
            .replaceFirst("\"Pid\": [0-9]+", "\"Pid\": 0")
            .replaceFirst("\"ExitCode\": 0", "\"ExitCode\": 137")
            .replaceFirst("\"OOMKilled\": false", "\"OOMKilled\": true")
            .replaceFirst("\"FinishedAt\": \"[^\"]*\"", "\"FinishedAt\": \"2026-11-30T12:00:00Z\"");
    Summary now = now(exited);
    assertThat(now.grade()).isEqualTo(Grade.BAD);
    assertThat(now.status()).isEqualTo("exited with 137, out of memory");
    assertThat(now.facts()).extracting(Fact::label).containsExactly("ended");
    assertThat(now(exited.replace("\"exited\"", "\"restarting\"")).status())
        .matches("restarting, [0-9]+ times");
  }

  /** Nobody else makes the check that a playbook names. */
  @Test
  void looksByThePlaybooksOwnCheck() {
    Summary ill = now(INSPECTED, BUSY, false);
    assertThat(ill.status()).isEqualTo("unhealthy: accepts no connection on port 80");
    assertThat(ill.grade()).isEqualTo(Grade.BAD);
    node.listening("172.17.0.2", 80, 200);
    Summary well = now(INSPECTED, BUSY, false);
    assertThat(well.status()).isEqualTo("healthy");
    assertThat(well.grade()).isEqualTo(Grade.OK);
    assertThat(node.ran()).as("two looks").hasSize(2);
  }

  @Test
  void saysThatItCouldNotLookWhereACheckTakesItsTime() {
    Map<String, Object> slow =
        Map.of("image", "bb:1", "health", Map.of("command", List.of("ready")));
    node.on("docker", "exec", "web", "ready").fails(-1, "did not end within 5s").fails(1, "");

    Description now = description(INSPECTED, slow, false);
    assertThat(now.known()).isFalse();
    assertThat(now.summary().status())
        .isEqualTo("cannot be looked at: its health command did not end within 5s");
    assertThat(now.summary().grade()).isEqualTo(Grade.ATTENTION);
    assertThat(now.summary().facts()).extracting(Fact::label).contains("started");
    assertThat(description(INSPECTED, slow, false).known()).as("it said no").isTrue();
  }

  @Test
  void measuresWhereItIsAskedTo() {
    node.on(DockerCommands.stats(List.of(RUNNING.id())))
        .prints(RUNNING.id() + "\t12.53%\t1.5MiB / 7.755GiB\n");
    assertThat(now(INSPECTED, Map.of(), true).facts())
        .contains(Fact.percent("cpu", 12.53), Fact.bytes("memory", 1536 << 10));
  }

  @Test
  void readsLoads() {
    assertThat(Load.parse("a\t0.00%\t512B / 1GiB\nb\t--\t-- / --\nc\t203.10%\t2.25GiB / 4GiB\n"))
        .containsOnly(Map.entry("a", new Load(0, 512)), Map.entry("c", new Load(203.1, 9L << 28)));
  }

  @Test
  void saysThatItWentAway() {
    assertThat(now("[]").status()).isEqualTo("is not under its name");
  }
}
