package dev.flocker.cli.command.keep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.cli.command.Exit;
import dev.flocker.cli.fake.Lies;
import dev.flocker.node.wire.Call.Operation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A node lies in what only some commands ask: none of them ends in a fault of flocker's own. */
class HostileAnswersTest extends BackupFixture {

  private static final String SHOP =
      """
      - name: The shop
        project: shop
        hosts: all
        resources:
          - app: {name: db, on: n1, uses: [pg], guarded: yes, image: "%s"}
          - app: {name: mend, on: n1, image: once}
      """;

  private static final Map<String, Object> VERSION = Map.of("snapshot", "s", "guid", "1");

  private static Map<String, Object> app(String image) {
    return Map.of("image", image, "ports", List.of(), "variables", Map.of(), "uses", List.of("pg"));
  }

  private static final Map<String, Object> FORMER =
      Map.of(
          "number",
          1L,
          "until",
          "2026-11-30T00:00:00Z",
          "words",
          "image 1",
          "state",
          app("0"),
          "beside",
          List.of(Map.of("ref", "guard db", "provider", "fake", "state", Map.of("app", "db"))),
          "snapshot",
          "s",
          "well",
          true);

  private static final Map<String, Object> EARLIER =
      Map.of("now", "image 2", "earlier", List.of(FORMER));

  private static final Map<String, Object> LISTED =
      Map.of(
          "version",
          VERSION,
          "taken",
          "2026-11-30T05:00:00Z",
          "bytes",
          2048L,
          "keepers",
          List.of("a clone"),
          "formers",
          List.of(Map.of("of", "app db", "number", 1L)));

  private static final Map<String, Object> OUTSIDE =
      Map.of(
          "type",
          "app",
          "keys",
          Map.of("name", "web", "image", "1"),
          "secrets",
          Map.of("variables", Map.of("PASSWORD", "x")),
          "notes",
          List.of("It has a port."));

  /** What is asked, an honest answer, and a command that asks it; in place of # is a number. */
  static Stream<Arguments> commands() {
    return Stream.of(
        Arguments.of(Operation.SURVEY, List.of(OUTSIDE), "adopt -i % --node n1 --secrets %.#"),
        Arguments.of(Operation.LEFT, List.of("db.adopted"), "adopt -i % --node n1 --finish --yes"),
        Arguments.of(Operation.EARLIER, EARLIER, "rollback -i % db --list"),
        Arguments.of(Operation.EARLIER, EARLIER, "rollback -i % db"),
        Arguments.of(Operation.EARLIER, EARLIER, "rollback -i % db --with-data --yes"),
        Arguments.of(Operation.RECALL, app("1"), "rollback -i % db"),
        Arguments.of(Operation.UP_SINCE, "2026-11-30T05:00:00Z", "restart -i % mend"),
        Arguments.of(Operation.LIST, List.of(LISTED), "volume snapshots -i % shop/pg"),
        Arguments.of(Operation.DIFFERENCE, List.of("M F x"), "volume diff -i % shop/pg"),
        Arguments.of(Operation.SNAPSHOTS, List.of(VERSION), "volume snapshot -i % shop/pg"),
        Arguments.of(
            Operation.SNAPSHOTS, List.of(VERSION), "volume clone -i % shop/pg --as staging/pg#"),
        Arguments.of(
            Operation.OUTGOING,
            Map.of("bytes", 1L, "properties", Map.of("a", "b"), "features", List.of("raw")),
            "volume backup -i % shop/pg --to %.#"));
  }

  @BeforeEach
  void isReplaced() throws IOException {
    assertThat(run(SHOP.formatted("1"))).as(printed.err()).isZero();
    assertThat(run(SHOP.formatted("2"))).as(printed.err()).isZero();
    cluster.snapshot("n1", PG, "s");
    cluster.lies("n1", Operation.EARLIER, EARLIER);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void noCommandIsAtFaultWhateverANodeAnswers(Operation asked, Object truth, String command) {
    List<Object> lies = new ArrayList<>(List.of(truth));
    Lies.about(truth).forEach(lies::add);
    for (int i = 0; i < lies.size(); i++) {
      cluster.lies("n1", asked, lies.get(i));
      cluster.log.clear();
      String line = command.replace("%", inventory.toString()).replace("#", "-" + i);
      assertThat(flocker(line.split(" ")))
          .as("%s answers %s", asked, lies.get(i))
          .isNotEqualTo(Exit.OWN_FAULT.code());
      assertThat(cluster.log).as(line).anyMatch(l -> l.startsWith("n1 " + asked + " "));
    }
  }

  @Test
  void whatIsLeftIsALineEach() {
    cluster.lies("n1", Operation.LEFT, List.of("db.adopted\nn1: removed\u001b[2J", "web.adopted"));
    assertThat(flocker("adopt", "-i", inventory.toString(), "--node", "n1", "--finish", "--yes"))
        .isZero();
    assertThat(printed.out())
        .endsWith("n1: db.adopted n1: removed\ufffd[2J\nn1: web.adopted\nn1: removed\n");
  }
}
