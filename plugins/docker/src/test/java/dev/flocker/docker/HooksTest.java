package dev.flocker.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.Diff;
import dev.flocker.api.Ref;
import dev.flocker.api.node.Command;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Hooked.Moment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a container runs at certain moments, as its node keeps it. */
class HooksTest extends RecordedContainer {

  private static final List<String> FLUSH =
      DockerCommands.execute("web", List.of("redis-cli", "save"));

  private static final List<String> CHECK = DockerCommands.execute("web", List.of("am-i-well"));

  private final DockerContainers half = new DockerContainers();

  private void has(Map<String, Object> hooks) {
    Kept.HOOKS.keep(RUNNING.id(), wanting(Map.of("hooks", hooks)).hooks(), host);
    host.on(DockerCommands.listOf(WEB)).prints(OWN);
  }

  private static Map<String, Object> hook(String... words) {
    return Map.of("run", List.of(words));
  }

  private long runs() {
    return host.commands().stream().filter(c -> c.argv().equals(FLUSH)).count();
  }

  @Test
  void areWordsOrKeys() {
    assertThat(Hook.parse("redis-cli  save").run()).containsExactly("redis-cli", "save");
    for (String shell : List.of("a && b", "echo \"x\"", "a > b", "echo $HOME", "rm *", "")) {
      assertThatThrownBy(() -> Hook.parse(shell))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(";");
    }
  }

  @Test
  void changeInPlaceAlone() {
    ContainerState have = wanting(Map.of());
    ContainerState want = wanting(Map.of("hooks", Map.of("before_stop", hook("a", "b"))));
    Diff diff = new ContainerType().diff(want, have);
    assertThat(diff.kind()).isEqualTo(Diff.Kind.IN_PLACE);
    assertThat(diff.changes())
        .containsExactly(new Diff.Change("hooks", "", "{before_stop: [a, b]}"));
  }

  @Test
  void whoHasNoneCostsNothing() {
    assertThat(half.attending("shop", Set.of(new Ref("volume", "data")), host)).isEmpty();
    half.tell(WEB, Moment.AFTER_START, host);
    assertThat(host.commands()).isEmpty();
  }

  @Test
  void oneThatFailsSaysWhatItSaidLast() {
    has(Map.of("before_snapshot", hook("redis-cli", "save")));
    host.on(FLUSH).fails(3, "no room left\n");

    assertThatThrownBy(() -> half.tell(WEB, Moment.BEFORE_SNAPSHOT, host))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("container web: its hook before_snapshot")
        .hasMessageContaining("ends with exit code 3; it said last:\nno room left");
    half.tell(WEB, Moment.AFTER_SNAPSHOT, host);
    assertThat(runs()).isEqualTo(1);
  }

  @Test
  void hasItsTime() {
    has(Map.of("before_snapshot", Map.of("run", List.of("redis-cli", "save"), "timeout", "7s")));
    host.on(FLUSH).prints("OK\n");
    half.tell(WEB, Moment.BEFORE_SNAPSHOT, host);
    assertThat(host.commands().stream().filter(c -> c.argv().equals(FLUSH)).map(Command::limit))
        .containsExactly(Duration.ofSeconds(7));
  }

  @Test
  void afterAStartItRunsOnceAndNotForOneThatRunsSinceLong() {
    has(Map.of("after_start", hook("redis-cli", "save")));
    host.on(FLUSH).prints("OK\n");
    half.tell(WEB, Moment.AFTER_START, host);
    half.tell(WEB, Moment.AFTER_START, host);
    assertThat(runs()).isEqualTo(1);

    Kept.forgetAll(RUNNING.id(), host);
    has(Map.of("after_start", hook("redis-cli", "save")));
    new HookRuns(host).noteStart(WEB, RUNNING.id());
    half.tell(WEB, Moment.AFTER_START, host);
    assertThat(runs()).isEqualTo(1);
  }

  private void isChecked() {
    Map<String, Object> check = Map.of("command", List.of("am-i-well"));
    Kept.HEALTH.keep(RUNNING.id(), wanting(Map.of("health", check)).health(), host);
    has(
        Map.of(
            "before_snapshot", hook("redis-cli", "save"),
            "after_snapshot", hook("redis-cli", "save"),
            "before_stop", hook("redis-cli", "save")));
    host.on(FLUSH).prints("OK\n");
  }

  /** Its data can be moved away. */
  @Test
  void whatIsNotWellIsNotAsked() {
    isChecked();
    host.on(CHECK).fails(1, "no");
    half.tell(WEB, Moment.BEFORE_SNAPSHOT, host);
    half.tell(WEB, Moment.AFTER_SNAPSHOT, host);
    half.tell(WEB, Moment.BEFORE_STOP, host);
    assertThat(runs()).isZero();
    assertThat(host.commands().stream().filter(c -> c.argv().equals(CHECK)).map(Command::limit))
        .containsExactly(Condition.ONE_LOOK, Condition.ONE_LOOK);
  }

  @Test
  void whatWasWellBeforeASnapshotIsToldOfItsEnd() {
    isChecked();
    host.on(CHECK).fails(1, "no").prints("yes").fails(1, "locked");
    half.tell(WEB, Moment.BEFORE_SNAPSHOT, host);
    half.tell(WEB, Moment.BEFORE_SNAPSHOT, host);
    half.tell(WEB, Moment.AFTER_SNAPSHOT, host);
    assertThat(runs()).isEqualTo(2);
  }
}
