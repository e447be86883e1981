package dev.flocker.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Progress;
import dev.flocker.node.host.LocalHost;
import dev.flocker.node.wire.Call;
import dev.flocker.node.wire.Call.Operation;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two things use the data of which a snapshot is taken. */
class HookCallsTest {

  @TempDir private Path home;
  private final Things things = new Things();
  private LocalHost host;

  @BeforeEach
  void thereAreTwo() {
    host = new LocalHost(home, Map.of(), (file, p) -> Path.of("/"));
    things.there.put("a", "1");
    things.there.put("b", "1");
  }

  private String snapshot(boolean works) {
    return new HookCalls(things.plugins(), host)
        .around(
            "shop",
            Set.of(new Ref("data", "pg")),
            () -> {
              things.moments.add("snapshot");
              if (!works) {
                throw new Failure("taking it", "no room", "");
              }
              return "taken";
            });
  }

  @Test
  void allHoldStillAndAreToldInTurn() {
    assertThat(snapshot(true)).isEqualTo("taken");
    assertThat(things.moments)
        .containsExactly(
            "BEFORE_SNAPSHOT a",
            "BEFORE_SNAPSHOT b",
            "snapshot",
            "AFTER_SNAPSHOT b",
            "AFTER_SNAPSHOT a");
  }

  @Test
  void theyGoOnAlsoIfTheSnapshotFailed() {
    assertThatThrownBy(() -> snapshot(false)).hasMessageContaining("no room");
    assertThat(things.moments).endsWith("snapshot", "AFTER_SNAPSHOT b", "AFTER_SNAPSHOT a");
  }

  @Test
  void noneIsTakenOfWhatDoesNotHoldStill() {
    things.there.put("b", "BEFORE_SNAPSHOT");
    assertThatThrownBy(() -> snapshot(true)).hasMessageContaining("it says BEFORE_SNAPSHOT");
    assertThat(things.moments)
        .doesNotContain("snapshot")
        .endsWith("AFTER_SNAPSHOT b", "AFTER_SNAPSHOT a");
  }

  @Test
  void whatDoesNotGoOnIsSaidThoughTheSnapshotIsThere() {
    things.there.put("b", "AFTER_SNAPSHOT");
    assertThatThrownBy(() -> snapshot(true)).hasMessageContaining("it says AFTER_SNAPSHOT");
    assertThat(things.moments).endsWith("snapshot", "AFTER_SNAPSHOT b", "AFTER_SNAPSHOT a");
  }

  private void perform(Operation operation, Map<String, Object> arguments) {
    new Dispatcher(things.plugins(), host)
        .perform(
            new Call("notes", operation, "shop", new Ref("thing", "a"), arguments), Progress.NONE);
  }

  @Test
  void isToldBeforeItsStopWhichIsThenNotBegun() {
    things.there.put("a", "BEFORE_STOP");
    Map<String, Object> removal =
        Map.of("change", "remove", "have", Map.of("text", "BEFORE_STOP"), "version", "BEFORE_STOP");
    assertThatThrownBy(() -> perform(Operation.COMPARE, removal))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("it says BEFORE_STOP");
  }

  @Test
  void hasOnlyStartedWellIfItSaysSo() {
    perform(Operation.AWAIT_HEALTHY, Map.of("want", Map.of("text", "well")));
    assertThat(things.moments).containsExactly("AFTER_START a");
    things.there.put("a", "AFTER_START");
    assertThatThrownBy(
            () -> perform(Operation.AWAIT_HEALTHY, Map.of("want", Map.of("text", "well"))))
        .hasMessageContaining("it says AFTER_START");
  }
}
