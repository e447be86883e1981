package dev.flocker.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Ref;
import dev.flocker.node.plugin.Plugins;
import dev.flocker.node.wire.Call;
import dev.flocker.node.wire.Call.Operation;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a node's journal is told of a run. */
class LogbookTest {

  private final Logbook logbook = new Logbook();

  private static Call call(Operation operation, String ref, Map<String, Object> arguments) {
    return new Call("fake", operation, "shop", Ref.parse(ref), arguments);
  }

  @Test
  void isToldOnceWhatBecameOfEachThing() {
    logbook.begin("ann@laptop\nFLOCKER_BY=root", "run");
    logbook.done(call(Operation.COMPARE, "container db", Map.of()));
    logbook.done(
        call(
            Operation.APPLY,
            "container db",
            Map.of("change", "replace", "want", Map.of("password", "geheim"))));
    logbook.done(call(Operation.RESUME, "container db", Map.of()));
    logbook.failed(call(Operation.AWAIT_HEALTHY, "container db", Map.of()));
    logbook.done(
        call(Operation.RECORD, "volume pgdata", Map.of("next", Map.of("role", "handing_off"))));

    assertThat(logbook.told(false).orElseThrow().lines())
        .containsExactly(
            "MESSAGE=shop: container db replaced, started, failed;"
                + " shop: volume pgdata now handing off; cut off",
            "SYSLOG_IDENTIFIER=flocker",
            "FLOCKER_BY=ann@laptop FLOCKER_BY=root",
            "FLOCKER_COMMAND=run",
            "FLOCKER_VERSION=" + Plugins.VERSION,
            "FLOCKER_PROJECT=shop");
  }

  @Test
  void isToldNothingOfALook() {
    logbook.begin("ann@laptop", "run");
    logbook.done(call(Operation.COMPARE, "container db", Map.of()));
    logbook.failed(call(Operation.FORESEE, "container db", Map.of()));
    assertThat(logbook.told(true)).isEmpty();
  }

  @Test
  void isReadBack() {
    String printed =
        """
            {"__REALTIME_TIMESTAMP":"1764504000000001","MESSAGE":"shop: app a created",\
            "FLOCKER_BY":"ann@laptop","FLOCKER_COMMAND":"run","FLOCKER_VERSION":"0.1.0"}
            {"__REALTIME_TIMESTAMP":"1764504000000002","MESSAGE":[255,1]}
            """;

    assertThat(Logbook.read(printed))
        .containsExactly(
            Map.of(
                "microseconds", 1_764_504_000_000_001L,
                "what", "shop: app a created",
                "by", "ann@laptop",
                "command", "run",
                "version", "0.1.0"),
            Map.of(
                "microseconds", 1_764_504_000_000_002L,
                "what", "",
                "by", "",
                "command", "",
                "version", ""));
  }

  @Test
  void isLookedAtOnlyAsFarAsItsWritersCanBeTrusted() {
    assertThat(Logbook.look(7, "shop").argv())
        .contains("--all", "--lines=7", "--identifier=flocker", "_UID=0", "FLOCKER_PROJECT=shop");
    assertThat(Logbook.look(7, "").argv()).noneMatch(word -> word.startsWith("FLOCKER"));
  }
}
