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
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DispatcherTest {

  private static final Map<String, Object> STATE = Map.of("text", "well");
  private static final Map<String, Object> CREATE = Map.of("change", "create", "want", STATE);

  private final Things things = new Things();
  private final Dispatcher dispatcher =
      new Dispatcher(
          things.plugins(), new LocalHost(Path.of("/"), Map.of(), (file, p) -> Path.of("/")));

  @Test
  void decodesEachChange() {
    perform(Operation.APPLY, CREATE);
    perform(Operation.APPLY, change("update", "well"));
    perform(Operation.APPLY, change("replace", "well"));
    perform(Operation.APPLY, change("remove", "well"));
    assertThat(things.log).containsExactly("Create a", "Update a", "Replace a", "Remove a");
  }

  @Test
  void stopsStartsAndWaits() {
    perform(Operation.QUIESCE, Map.of("have", STATE));
    perform(Operation.RESUME, Map.of("want", STATE));
    perform(Operation.AWAIT_HEALTHY, Map.of("want", STATE));
    assertThat(things.log).containsExactly("quiesce a", "resume a as well");
  }

  @Test
  void saysWhyItIsNotHealthy() {
    assertThatThrownBy(
            () -> perform(Operation.AWAIT_HEALTHY, Map.of("want", Map.of("text", "ill"))))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("thing a is not healthy: it coughs");
    assertThatThrownBy(
            () -> perform(Operation.AWAIT_HEALTHY, Map.of("want", Map.of("text", "slow"))))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("thing a is not healthy after ")
        .hasMessageContaining("it yawns");
  }

  @Test
  void looksWhetherItStaysUp() {
    perform(Operation.PROVE, Map.of("want", STATE));
    assertThat(things.looks).as("it had run long enough").isEqualTo(1);
    Instant first = Instant.now();
    things.starts = looks -> Optional.of(looks < 3 ? first : first.plusMillis(1));
    assertThatThrownBy(() -> perform(Operation.PROVE, Map.of("want", STATE)))
        .isInstanceOf(Failure.class)
        .hasMessageContaining(
            "thing a does not stay up: it ended, and was started again, within 3s");
    things.starts = looks -> Optional.of(first).filter(f -> looks < 3);
    assertThatThrownBy(() -> perform(Operation.PROVE, Map.of("want", STATE)))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("it ended within 3s")
        .hasMessageEndingWith("if it is meant to end, give it a min_uptime of 0s");
  }

  /** As while Docker restarts, and its containers run on. */
  @Test
  void oneThatCannotBeAskedForAWhileMayStillBeUp() {
    Instant start = Instant.now();
    things.starts =
        looks -> {
          if (looks < 3) {
            throw new Failure("thing a", "does not answer", "");
          }
          return Optional.of(start);
        };
    perform(Operation.PROVE, Map.of("want", STATE));
    assertThat(things.looks).isGreaterThan(2);

    things.starts =
        looks -> {
          throw new Failure("thing a", "does not answer", "");
        };
    assertThatThrownBy(() -> perform(Operation.PROVE, Map.of("want", STATE)))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("does not answer");
  }

  @Test
  void tellsNoSecretOfWhatIsNotHealthy() {
    Map<String, Object> want = Map.of("text", "well", "password", "tr0ub4dor");
    assertThatThrownBy(() -> perform(Operation.AWAIT_HEALTHY, Map.of("want", want)))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("it tries *** again");
  }

  @Test
  void refusesWhatThePluginsHereCannotDo() {
    assertThatThrownBy(() -> perform(Operation.FENCE, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("Things is not Movable");
    assertThatThrownBy(() -> perform(Operation.QUIESCE, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("QUIESCE without \"have\"");
    assertThatThrownBy(() -> perform(Operation.APPLY, Map.of("change", "explode")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("unknown change explode");
    Call other = new Call("notes", Operation.FENCE, "shop", new Ref("volume", "a"), Map.of());
    assertThatThrownBy(() -> dispatcher.perform(other, Progress.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no resource type volume here");
    Call by = new Call("them", Operation.FENCE, "shop", new Ref("thing", "a"), Map.of());
    assertThatThrownBy(() -> dispatcher.perform(by, Progress.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no provider thing/them");
  }

  /** A change that was planned from what had this version. */
  private static Map<String, Object> change(String verb, String version) {
    return Map.of("change", verb, "want", STATE, "have", STATE, "version", version);
  }

  private Object perform(Operation operation, Map<String, Object> arguments) {
    return dispatcher.perform(
        new Call("notes", operation, "shop", new Ref("thing", "a"), arguments), Progress.NONE);
  }
}
