package dev.flocker.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Ref;
import dev.flocker.node.wire.Call;
import dev.flocker.node.wire.Call.Operation;
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
    undo.before(call(Operation.QUIESCE, DB, Map.of("have", Map.of("image", "i"))));
    undo.before(call(Operation.FENCE, DATA, Map.of()));
  }

  @Test
  void theLastIsUndoneFirst() {
    assertThat(undo.drain())
        .extracting(Call::operation)
        .containsExactly(Operation.OPEN, Operation.RESUME, Operation.RELEASE);
    assertThat(undo.drain()).isEmpty();
  }

  @Test
  void whatRanIsStartedAsItWas() {
    assertThat(undo.drain().get(1).arguments()).isEqualTo(Map.of("want", Map.of("image", "i")));
  }

  @Test
  void afterAHandoffIsRecordedNothingIsStartedHere() {
    undo.before(call(Operation.RECORD, DATA, Map.of("next", Map.of("role", "handing-off"))));
    assertThat(undo.drain()).extracting(Call::operation).containsExactly(Operation.RELEASE);
  }

  @Test
  void theRecordOfAnOwnerTakesNothingBack() {
    undo.before(call(Operation.RECORD, DATA, Map.of("next", Map.of("role", "owner"))));
    assertThat(undo.drain()).hasSize(3);
  }

  @Test
  void anotherProjectsServicesAreStartedAllTheSame() {
    Call other =
        new Call("p", Operation.QUIESCE, "other", DB, Map.of("have", Map.of("image", "o")));
    undo.before(other);
    undo.before(call(Operation.RECORD, DATA, Map.of("next", Map.of("role", "handing-off"))));
    assertThat(undo.drain()).extracting(Call::project).containsExactly("other", "shop");
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
    assertThat(undo.drain()).isEmpty();
  }

  private static Call call(Operation operation, Ref ref, Map<String, Object> arguments) {
    return new Call("p", operation, "shop", ref, arguments);
  }
}
