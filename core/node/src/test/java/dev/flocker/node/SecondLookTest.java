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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody changed between a run's look and its write stays as they left it. */
class SecondLookTest {

  private static final Map<String, Object> WANTED = Map.of("text", "wanted");

  private final Things things = new Things();
  private final Dispatcher dispatcher =
      new Dispatcher(
          things.plugins(), new LocalHost(Path.of("/"), Map.of(), (file, p) -> Path.of("/")));

  @ParameterizedTest
  @ValueSource(strings = {"update", "replace", "remove"})
  void whatChangedSinceIsLeftAlone(String change) {
    things.there.put("a", "seen");
    dispatcher.looking();
    things.there.put("a", "by hand");

    assertThatThrownBy(() -> perform(Operation.APPLY, change, "seen"))
        .isInstanceOf(Failure.class)
        .hasMessage("thing a: changed since flocker looked: its text; run again");
    assertThatThrownBy(() -> perform(Operation.PREPARE, change, "seen"))
        .isInstanceOf(Failure.class);
    assertThat(things.log).isEmpty();
  }

  @Test
  void whatCameSinceIsNotMadeAgain() {
    things.there.put("a", "by hand");

    assertThatThrownBy(() -> perform(Operation.APPLY, "create", ""))
        .isInstanceOf(Failure.class)
        .hasMessage("thing a: changed since flocker looked: it is there by now; run again");
    assertThat(things.log).isEmpty();
  }

  @Test
  void whatWentSinceIsNotChangedAndMayStillBeRemoved() {
    assertThatThrownBy(() -> perform(Operation.APPLY, "update", "seen"))
        .isInstanceOf(Failure.class)
        .hasMessage("thing a: changed since flocker looked: it is gone; run again");
    perform(Operation.APPLY, "remove", "seen");
    assertThat(things.log).containsExactly("Remove a");
  }

  @Test
  void aVersionLeftEmptyMeansWhateverIsThere() {
    things.there.put("a", "by hand");

    perform(Operation.APPLY, "update", "");
    assertThat(things.log).containsExactly("Update a");
  }

  @Test
  void whatFlockerPreparedItselfIsExpected() {
    perform(Operation.PREPARE, "create", "");
    perform(Operation.APPLY, "create", "");
    assertThat(things.log).containsExactly("prepare a", "Create a");
  }

  @Test
  void butNotWhatSomebodyMadeOfIt() {
    perform(Operation.PREPARE, "create", "");
    things.there.put("a", "by hand");

    assertThatThrownBy(() -> perform(Operation.APPLY, "create", ""))
        .hasMessageContaining("changed since flocker looked");
  }

  @Test
  void norWhatSomebodyChangedDuringAPreparation() {
    things.there.put("a", "seen");
    things.meanwhile = () -> things.there.put("a", "by hand");
    perform(Operation.PREPARE, "replace", "seen");

    assertThatThrownBy(() -> perform(Operation.COMPARE, "replace", "seen"))
        .hasMessageContaining("changed since flocker looked");
  }

  @ParameterizedTest
  @ValueSource(strings = {"replace", "remove"})
  void whatChangedSinceIsNotStopped(String change) {
    things.there.put("a", "by hand");

    assertThatThrownBy(() -> perform(Operation.COMPARE, change, "seen"))
        .hasMessageContaining("changed since flocker looked");
  }

  @Test
  void whatIsToBeReplacedIsLookedAtOnlyBeforeItStops() {
    things.there.put("a", "seen");
    perform(Operation.COMPARE, "replace", "seen");
    things.there.put("a", "stopped");

    perform(Operation.APPLY, "replace", "seen");
    assertThat(things.log).containsExactly("Replace a");
    dispatcher.looking();
    assertThatThrownBy(() -> perform(Operation.APPLY, "replace", "seen"))
        .hasMessageContaining("changed since flocker looked");
  }

  @Test
  void theNextPlanIsMadeFromANewLook() {
    perform(Operation.PREPARE, "create", "");
    things.there.put("a", "by hand");
    dispatcher.looking();

    perform(Operation.APPLY, "update", "by hand");
    assertThat(things.log).endsWith("Update a");
  }

  private void perform(Operation operation, String change, String version) {
    Map<String, Object> arguments =
        change.equals("create")
            ? Map.of("change", change, "want", WANTED)
            : Map.of("change", change, "want", WANTED, "have", WANTED, "version", version);
    dispatcher.perform(
        new Call("notes", operation, "shop", new Ref("thing", "a"), arguments), Progress.NONE);
  }
}
