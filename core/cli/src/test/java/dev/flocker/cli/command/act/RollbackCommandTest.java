package dev.flocker.cli.command.act;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Ref;
import dev.flocker.cli.command.CommandFixture;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The database was replaced once, on n1, and the web on both nodes. */
class RollbackCommandTest extends CommandFixture {

  private static final String SHOP =
      """
      - name: The shop
        project: shop
        hosts: all
        resources:
          - app: {name: db, on: n1, uses: [pg], port: %d, guarded: yes, image: "%s"}
          - app: {name: web, on: [n1, n2], image: "%s"}
      """;

  private static final Ref DB = new Ref("app", "db");
  private static final Ref PG = new Ref("data", "pg");

  private int out;

  @BeforeEach
  void isReplaced() throws IOException {
    assertThat(run(SHOP.formatted(5432, "1", "1"))).as(printed.err()).isZero();
    assertThat(run(SHOP.formatted(5432, "2", "2"))).as(printed.err()).isZero();
    forget();
  }

  private void forget() {
    cluster.log.clear();
    out = printed.out().length();
  }

  private String said() {
    return printed.out().substring(out) + printed.err();
  }

  private int rollback(String... arguments) {
    List<String> all = new ArrayList<>(List.of("rollback", "-i", inventory.toString()));
    all.addAll(List.of(arguments));
    return flocker(all.toArray(String[]::new));
  }

  private void snapshotWasTaken() {
    cluster.snapshot("n1", PG, "own-" + cluster.takenBefore("n1", DB));
  }

  @Test
  void whatUsedDataThatHasAnotherNameByNowDoesNotComeUpEmpty() throws IOException {
    String renamed =
        SHOP.formatted(5432, "3", "2").replace("[pg]", "[books]")
            + "    - data: {name: books, was: pg}\n";
    assertThat(run(renamed)).as(printed.err()).isZero();
    forget();

    for (List<String> way : List.of(List.of("db"), List.of("db", "--with-data", "--yes"))) {
      assertThat(rollback(way.toArray(String[]::new))).isEqualTo(1);
      assertThat(said()).contains("app db: it used data pg then, which is not there; if that has");
    }
    assertThat(cluster.runs("n1", DB)).isTrue();
    assertThat(cluster.log).noneMatch(l -> l.contains("QUIESCE"));
  }

  @Test
  void showsWhatItsNodeKeepsAndLocksNothing() {
    snapshotWasTaken();
    assertThat(rollback("db", "--list")).as(printed.err()).isZero();

    assertThat(said())
        .contains("app db on n1: now image 2\n")
        .contains("    1  until 2026-11-30T00:00:00Z  image 1, with data\n");
    assertThat(cluster.log).containsExactly("n1 EARLIER app db");
  }

  /** It would not be told who by, when the next run stops it. */
  @Test
  void whoStartedWhatIsToBeStoppedStaysKnown() throws IOException {
    String stopped = SHOP.formatted(5432, "2", "2").replace("guarded", "state: stopped, guarded");
    assertThat(run(stopped)).as(printed.err()).isZero();
    assertThat(flocker("start", "-i", inventory.toString(), "db")).isZero();

    assertThat(rollback("db")).as(printed.err()).isZero();

    forget();
    assertThat(flocker("state", "-i", inventory.toString())).isZero();
    assertThat(said()).contains("started by ann@laptop, though its playbook wants it stopped");
  }

  @Test
  void replacesItAsARunWould() throws IOException {
    assertThat(rollback("shop/db")).as(printed.err()).isZero();

    assertThat(cluster.log)
        .containsExactly(
            "n1 LOCK",
            "n2 LOCK",
            "n1 EARLIER app db",
            "n1 RECALL app db",
            "n1 PREPARE app db",
            "n1 COMPARE app db",
            "n1 HOLD path 5432",
            "n1 QUIESCE guard db",
            "n1 SNAPSHOT data pg",
            "n1 APPLY app db",
            "n1 RESUME guard db",
            "n1 AWAIT_HEALTHY app db",
            "n1 RELEASE path 5432",
            "n1 PROVE app db",
            "n1 SETTLE app db");
    assertThat(said())
        .contains("app db on n1: is again what it was until 2026-11-30T00:00:00Z: image 1\n")
        .contains("what it was just now (image 2), the next run makes it that again");
    forget();
    assertThat(run(SHOP.formatted(5432, "1", "2"))).isZero();
    assertThat(said()).contains("changed=0").doesNotContain("changed=1");
  }

  /** What failed since is nothing to go back to, unless it is named. */
  @Test
  void goesBackToWhatWasWell() throws IOException {
    assertThat(run(SHOP.formatted(5432, "3", "2"))).isZero();
    cluster.keeps("n1", DB, "well", false);
    snapshotWasTaken();
    forget();

    assertThat(rollback("db", "--list")).isZero();
    assertThat(said()).contains("image 2, with data, which did not get well\n");
    forget();
    assertThat(rollback("db")).as(printed.err()).isZero();
    assertThat(said()).contains("is again what it was until 2026-11-30T00:00:00Z: image 1\n");
  }

  @Test
  void bringsItsDataBackWhileItIsDown() {
    snapshotWasTaken();

    assertThat(rollback("db", "--with-data", "--yes")).as(printed.err()).isZero();

    assertThat(cluster.log)
        .containsSubsequence(
            "n1 QUIESCE guard db",
            "n1 SNAPSHOT data pg",
            "n1 FENCE data pg",
            "n1 OPEN data pg",
            "n1 ROLLBACK data pg",
            "n1 APPLY app db");
    assertThat(said())
        .contains("data pg goes back to how it was at 2026-11-30T00:00:00Z")
        .contains("what was written since is lost to it");
  }

  @Test
  void asksFirst() {
    snapshotWasTaken();
    assertThat(rollback("db", "--with-data")).isEqualTo(3);
    assertThat(said()).contains("There is no terminal to answer on; say --yes");
    assertThat(cluster.log).noneMatch(l -> l.contains("QUIESCE"));
  }

  @Test
  void whatWasUsedIsStartedAgainWhereItsDataCannotComeBack() {
    snapshotWasTaken();
    cluster.failing(line -> line.equals("n1 ROLLBACK data pg"));

    assertThat(rollback("db", "--with-data", "--yes")).isEqualTo(1);

    assertThat(cluster.log)
        .endsWith("n1 RESUME guard db", "n1 AWAIT_HEALTHY app db", "n1 RELEASE path 5432");
  }

  @Test
  void aRunThatFailsOnDataSaysHowToGoBack() throws IOException {
    cluster.failing(line -> line.equals("n1 AWAIT_HEALTHY app db"));

    assertThat(run(SHOP.formatted(5432, "3", "2"))).isEqualTo(1);

    assertThat(said())
        .contains(
            "what ran before comes back, with its data of just then, by: flocker rollback shop/db"
                + " --with-data");
  }

  /** What may have been changed by the new one comes back with it. */
  @ParameterizedTest
  @ValueSource(strings = {"n1 AWAIT_HEALTHY app db", "n1 PROVE app db"})
  void theCommandThatItPrintsIsTaken(String fails) throws IOException {
    cluster.failing(fails::equals);
    assertThat(run(SHOP.formatted(5432, "3", "2"))).isEqualTo(1);
    Matcher printed = Pattern.compile("flocker (rollback [^;\\n]+)").matcher(said());
    assertThat(printed.find()).isTrue();
    String[] words = printed.group(1).split(" ");
    cluster.failing(line -> false);
    snapshotWasTaken();
    forget();

    List<String> rest = new ArrayList<>(List.of(words).subList(1, words.length));
    rest.add("--yes");
    assertThat(rollback(rest.toArray(String[]::new))).as(said()).isZero();

    assertThat(cluster.log).containsSubsequence("n1 ROLLBACK data pg", "n1 APPLY app db");
    assertThat(said()).contains("app db on n1: is again what it was", "with its data of then");
  }

  @Test
  void aRunThatPutsBackTheOldOneItselfSaysNothing() throws IOException {
    cluster.failing(line -> line.equals("n1 AWAIT_HEALTHY app web"));
    assertThat(run(SHOP.formatted(5432, "2", "3"))).isEqualTo(1);
    assertThat(said()).doesNotContain("flocker rollback");
  }

  @Test
  void oneOfSeveralIsToBeNamed() {
    assertThat(rollback("web", "--to", "1")).isEqualTo(3);
    assertThat(said()).contains("web is on n1, n2, and each numbers its own; say which: --node n1");
    assertThat(rollback("web", "--to", "1", "--node", "n2")).isZero();
    assertThat(cluster.log).contains("n2 APPLY app web").doesNotContain("n1 APPLY app web");
  }

  @Test
  void whatCannotBeIsSaidBeforeAnythingIsTouched() throws IOException {
    assertThat(rollback("db", "--to", "7")).isEqualTo(1);
    assertThat(said()).contains("n1: it keeps no number 7 of app db; it keeps 1");
    assertThat(rollback("db", "--with-data", "--yes")).isEqualTo(1);
    assertThat(said()).contains("data pg has no snapshot any more of when it was replaced");
    assertThat(rollback("web", "--with-data", "--node", "n1")).isEqualTo(1);
    assertThat(said()).contains("app web: it had no data then; leave out --with-data");
    assertThat(rollback("db", "--list", "--to", "1")).isEqualTo(3);
    assertThat(run(SHOP.formatted(5433, "2", "2"))).as(printed.err()).isZero();
    forget();
    assertThat(rollback("db")).isEqualTo(1);
    assertThat(said()).contains("app db: it had other ports then; go back by its playbook");
    assertThat(cluster.log).noneMatch(l -> l.matches(".*(QUIESCE|APPLY|PREPARE).*"));
  }

  @Test
  void whatANodeKeepsMayBeAnything() {
    snapshotWasTaken();
    cluster.keeps("n1", DB, "words", "\u001b[2Jimage 1\napp db on n1: all is well");
    assertThat(rollback("db", "--list")).isZero();
    assertThat(said()).contains("\ufffd[2Jimage 1 app db on n1: all is well, with data\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"until", "state", "beside"})
  void whatANodeKeepsAndNobodyUnderstandsIsNotMade(String key) {
    Map<String, Object> odd =
        Map.of(
            "until", "yesterday",
            "state", List.of("image"),
            "beside", List.of(Map.of("ref", "guard db", "provider", "evil")));
    cluster.keeps("n1", DB, key, Objects.requireNonNull(odd.get(key)));

    assertThat(rollback("db")).isEqualTo(1);

    assertThat(said()).contains("app db: what its node keeps of it is not understood: ");
    assertThat(cluster.log).noneMatch(l -> l.matches(".*(QUIESCE|APPLY|PREPARE).*"));
  }
}
