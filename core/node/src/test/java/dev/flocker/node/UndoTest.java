package dev.flocker.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Ref;
import dev.flocker.node.wire.Call;
import dev.flocker.node.wire.Call.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UndoTest {

  private static final Ref ROUTE = new Ref("route", "5432");
  private static final Ref DB = new Ref("container", "db");
  private static final Ref DATA = new Ref("volume", "data");

  private final Undo undo = new Undo();

  @BeforeEach
  void stopForAMove() {
    undo.before(call(Operation.HOLD, ROUTE, Map.of("have", Map.of(), "lease", 1000L)));
    undo.before(quiesce("shop", DB, List.of("volume data")));
    undo.before(call(Operation.FENCE, DATA, Map.of()));
  }

  @Test
  void theLastIsUndoneFirst() {
    assertThat(undone())
        .extracting(Call::operation)
        .containsExactly(Operation.OPEN, Operation.RESUME, Operation.RELEASE);
    assertThat(undone()).isEmpty();
  }

  @Test
  void aRenewedHoldIsReleasedLastAllTheSame() {
    undo.before(call(Operation.HOLD, ROUTE, Map.of("have", Map.of(), "lease", 1000L)));
    assertThat(undone())
        .extracting(Call::operation)
        .containsExactly(Operation.OPEN, Operation.RESUME, Operation.RELEASE);
  }

  @Test
  void whatRanIsStartedAsItWas() {
    assertThat(undone().get(1).arguments())
        .isEqualTo(Map.of("want", Map.of("image", "i"), "kept", true));
  }

  @Test
  void afterAHandoffIsRecordedNothingIsStartedHere() {
    undo.after(call(Operation.RECORD, DATA, Map.of("next", Map.of("role", "handing-off"))));
    assertThat(undone()).extracting(Call::operation).containsExactly(Operation.RELEASE);
  }

  @Test
  void whoseDataAnotherOneTookOverIsNotStarted() {
    Ref next = new Ref("container", "db2");
    undo.before(call(Operation.RESUME, next, Map.of("instead", List.of("container db"))));
    assertThat(undone())
        .extracting(Call::operation)
        .containsExactly(Operation.OPEN, Operation.RELEASE);
  }

  /** Not closed before: renaming does that. */
  private void rename() {
    undo.after(call(Operation.OPEN, DATA, Map.of()));
    Map<String, Object> to = Map.of("toProject", "shop", "to", "volume books");
    undo.before(call(Operation.RENAME, DATA, to));
    undo.after(call(Operation.RENAME, DATA, to));
  }

  @Test
  void whatWasRenamedGetsItsNameBackBeforeAnythingIsStartedOnIt() {
    rename();
    List<Call> undone = undone();
    assertThat(undone)
        .extracting(Call::operation)
        .containsExactly(Operation.RENAME, Operation.OPEN, Operation.RESUME, Operation.RELEASE);
    assertThat(undone.getFirst())
        .isEqualTo(
            call(
                Operation.RENAME,
                new Ref("volume", "books"),
                Map.of("toProject", "shop", "to", "volume data")));
  }

  @Test
  void whatWasCutOffBeforeItWasRenamedIsOpenedAllTheSame() {
    rename();
    assertThat(undone(Operation.RENAME)).extracting(Call::operation).contains(Operation.RESUME);
  }

  @Test
  void whoKnowsItByAnotherNameIsNotStarted() {
    rename();
    assertThat(undone(Operation.OPEN)).extracting(Call::operation).doesNotContain(Operation.RESUME);
  }

  @Test
  void whatIsUsedByItsNewNameKeepsIt() {
    rename();
    List<String> names = List.of("volume books", "volume data");
    undo.before(call(Operation.APPLY, DB, Map.of("change", "replace", "instead", names)));
    assertThat(undone())
        .extracting(Call::operation)
        .containsExactly(Operation.RESUME, Operation.RELEASE);
  }

  @Test
  void whatNobodyWasStoppedForKeepsItsNewName() {
    Ref other = new Ref("volume", "other");
    undo.before(call(Operation.RENAME, other, Map.of("toProject", "shop", "to", "volume more")));
    assertThat(undone()).extracting(Call::operation).doesNotContain(Operation.RENAME);
  }

  @Test
  void theRecordOfAnOwnerTakesNothingBack() {
    undo.after(call(Operation.RECORD, DATA, Map.of("next", Map.of("role", "owner"))));
    assertThat(undone()).hasSize(3);
  }

  @Test
  void anotherProjectsServicesAreStartedAllTheSame() {
    undo.before(quiesce("other", DB, List.of("volume data")));
    undo.after(call(Operation.RECORD, DATA, Map.of("next", Map.of("role", "handing-off"))));
    assertThat(undone()).extracting(Call::project).containsExactly("other", "shop");
  }

  @Test
  void whatDoesNotUseTheVolumeIsStartedAllTheSame() {
    undo.before(quiesce("shop", new Ref("container", "web"), List.of("volume pictures")));
    undo.before(quiesce("shop", new Ref("container", "cache"), List.of()));
    undo.after(call(Operation.RECORD, DATA, Map.of("next", Map.of("role", "handing-off"))));
    assertThat(undone())
        .filteredOn(c -> c.operation() == Operation.RESUME)
        .extracting(c -> c.ref().name())
        .containsExactly("cache", "web");
  }

  @Test
  void afterACopyWasSetAsideNothingIsStartedOnIt() {
    undo.after(call(Operation.SET_ASIDE, DATA, Map.of("suffix", "old")));
    assertThat(undone()).extracting(Call::operation).containsExactly(Operation.RELEASE);
  }

  @Test
  void whatWasRemovedIsNotStarted() {
    undo.after(call(Operation.APPLY, DB, Map.of("change", "remove")));
    assertThat(undone())
        .extracting(Call::operation)
        .containsExactly(Operation.OPEN, Operation.RELEASE);
  }

  @Test
  void whatTheControllerUndidItselfIsForgotten() {
    for (Call done :
        List.of(
            call(Operation.OPEN, DATA, Map.of()),
            call(Operation.RESUME, DB, Map.of("want", Map.of())),
            call(Operation.RELEASE, ROUTE, Map.of()))) {
      undo.after(done);
    }
    assertThat(undone()).isEmpty();
  }

  @Test
  void whatIsMeantToEndIsNotRunOnceMore() {
    undo.before(call(Operation.RERUN, DB, Map.of("want", Map.of())));
    assertThat(undone()).extracting(Call::operation).doesNotContain(Operation.RESUME);
  }

  @Test
  void aRecordThatIsRefusedGivesNothingUp() {
    undo.before(call(Operation.RECORD, DATA, Map.of("next", Map.of("role", "handing-off"))));
    assertThat(undone())
        .extracting(Call::operation)
        .containsExactly(Operation.OPEN, Operation.RESUME, Operation.RELEASE);
  }

  @Test
  void whatUsesAVolumeThatDoesNotOpenIsNotStarted() {
    assertThat(undone(Operation.OPEN))
        .extracting(Call::operation)
        .containsExactly(Operation.OPEN, Operation.RELEASE);
  }

  /** Where one fails. */
  private List<Call> undone(Operation failing) {
    List<Call> calls = new ArrayList<>();
    undo.perform(
        call -> {
          calls.add(call);
          return call.operation() != failing;
        });
    return calls;
  }

  private List<Call> undone() {
    List<Call> calls = new ArrayList<>();
    undo.perform(calls::add);
    return calls;
  }

  private static Call quiesce(String project, Ref ref, List<String> data) {
    Map<String, Object> arguments = Map.of("have", Map.of("image", "i"), "data", data);
    return new Call("p", Operation.QUIESCE, project, ref, arguments);
  }

  private static Call call(Operation operation, Ref ref, Map<String, Object> arguments) {
    return new Call("p", operation, "shop", ref, arguments);
  }
}
