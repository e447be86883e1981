package dev.flocker.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Ref;
import dev.flocker.api.value.Place;
import dev.flocker.api.value.Problem;
import dev.flocker.cli.run.Ailing;
import dev.flocker.cli.run.Report;
import dev.flocker.cli.run.Report.Outcome;
import dev.flocker.cli.session.NodeTrouble;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OutputTest {

  private static final Ref DB = Ref.parse("container db");
  private static final Ref DATA = Ref.parse("volume pgdata");

  private final Printed printed = new Printed();

  private static Report report(Outcome db, Outcome data) {
    return new Report(
        "shop",
        Map.of(DB, db, DATA, data),
        Map.of("n1", Map.of(data, 1), "n2", Map.of(db, 1)),
        Map.of(),
        List.of(),
        false);
  }

  private static Recap recap(Outcome db, Outcome data, boolean check) {
    return Recap.of(List.of(report(db, data)), Set.of("n10"), check, Duration.ofMillis(1234));
  }

  @Test
  void endsWithALineANodeAndTheTime() {
    new TextOutput(printed.plain(), false, false).recap(recap(Outcome.CHANGED, Outcome.OK, false));
    assertThat(printed.out())
        .isEqualTo(
            """
            n1  : ok=1 changed=0 failed=0 unreachable=0
            n10 : ok=0 changed=0 failed=0 unreachable=0  (could not be reached)
            n2  : ok=0 changed=1 failed=0 unreachable=0
            1 resource changed, in 1.2 s
            """);
  }

  @Test
  void countsWhatWouldChangeAsChangedInACheck() {
    new TextOutput(printed.plain(), false, false)
        .recap(recap(Outcome.PENDING, Outcome.PENDING, true));
    assertThat(printed.out())
        .contains("changed=1")
        .endsWith("2 resources would change, in 1.2 s\n");
  }

  @Test
  void saysThatNothingChanged() {
    new TextOutput(printed.plain(), false, false).recap(recap(Outcome.OK, Outcome.OK, false));
    assertThat(printed.out()).endsWith("nothing changed, in 1.2 s\n");
  }

  /** What failed may have changed half-way. */
  @Test
  void saysWhatFailedRatherThanThatNothingChanged() {
    new TextOutput(printed.plain(), false, false).recap(recap(Outcome.FAILED, Outcome.OK, false));
    assertThat(printed.out()).endsWith("\n1 resource failed, in 1.2 s\n");
    new TextOutput(printed.plain(), false, false)
        .recap(recap(Outcome.FAILED, Outcome.CHANGED, false));
    assertThat(printed.out()).endsWith("\n1 resource changed, 1 failed, in 1.2 s\n");
  }

  @Test
  void endsJsonWithARecap() {
    new JsonOutput(printed.plain(), false).recap(recap(Outcome.FAILED, Outcome.SKIPPED, false));
    assertThat(printed.out())
        .startsWith(
            "{\"type\":\"recap\",\"ok\":0,\"changed\":0,\"failed\":1,\"unreachable\":0,"
                + "\"nodes\":{\"n1\":{\"ok\":0,\"changed\":0,\"failed\":0,\"unreachable\":0,"
                + "\"skipped\":1,\"pending\":0},")
        .endsWith("\"skipped\":1,\"pending\":0,\"milliseconds\":1234}\n");
  }

  @Test
  void saysWhereAndWhyAndWhatToDoOfAFailure() {
    NodeTrouble why =
        new NodeTrouble.StepFailed("n1", "it exited with 1:\nno space left", "free some space");
    new TextOutput(printed.plain(), false, false).failed("start container db", Set.of(DB), why);
    assertThat(printed.err())
        .isEqualTo(
            """
            could not start container db on n1: it exited with 1:
                | no space left
                free some space
            """);
  }

  @Test
  void tellsAFailureOnce() {
    NodeTrouble why = new NodeTrouble.StepFailed("n1", "no", "");
    TextOutput output = new TextOutput(printed.plain(), false, false);
    output.unreachable("n1", why);
    output.unreachable("n1", why);
    assertThat(printed.err().lines()).hasSize(1);
  }

  /** A terminal must not obey what a node, or a visitor of its web application, says. */
  @Test
  void printsWhatATerminalShowsAndDoesNotObey() {
    Console console = printed.console(true);
    String said = "\u001b[2J\u001b]52;c;eA==\u0007a\rb\u009b31m\u202ec\td";
    new TextOutput(console, false, false).note(said);
    console.out(console.paint(Paint.BAD, said));
    assertThat(printed.out() + printed.err())
        .contains("\ufffd[2J\ufffd]52;c;eA==\ufffda\ufffdb\ufffd31m\ufffdc\td")
        .contains("\u001b[1;31m\ufffd[2J")
        .doesNotContain("\u001b[2J", "\u0007", "\u009b", "\r");
  }

  @Test
  void hidesSecretsInTextAndJson() {
    Console console = printed.plain();
    console.hide(Set.of("say \"please\""));
    new TextOutput(console, false, false).note("it wants: say \"please\"");
    new JsonOutput(console, false).note("it wants: say \"please\"");
    assertThat(printed.out())
        .isEqualTo(
            """
            note: it wants: ***
            {"type":"note","text":"it wants: ***"}
            """);
  }

  @Test
  void printsProblemsAsFileLineColumn() {
    Problem problem = new Problem(new Place("site.yml", 12, 5), "volume x", "is y", "do z");
    new TextOutput(printed.plain(), false, false).problems(List.of(problem));
    assertThat(printed.err()).isEqualTo("site.yml:12:5: volume x: is y; do z\n");
  }

  @Test
  void showsProgressOnATerminalOnlyAndClearsIt() {
    new TextOutput(printed.plain(), false, false).progress("push", "volume a", 1, 2);
    assertThat(printed.out()).isEmpty();
    TextOutput output = new TextOutput(printed.console(true), false, false);
    output.progress("push", "volume a", 1, 2);
    output.note("done");
    assertThat(printed.out())
        .isEqualTo("\r\u001b[Kvolume a [##########----------] 50% of 2 B\r\u001b[Knote: done\n");
  }

  /** A terminal may obey what is printed for a script. */
  @Test
  void jsonHoldsNoControlCharacters() {
    Printed printed = new Printed();
    printed.plain().json(Map.of("text", "a\u001b\u009b\u202e\u007fb"));
    assertThat(printed.out().strip()).isEqualTo("{\"text\":\"a\\u001b\\u009b\\u202e\\u007fb\"}");
  }

  @Test
  void theRecapNamesWhatIsNotWell() {
    Ailing loop =
        new Ailing(
            DB,
            "n2",
            "restarting, 7 times in a row",
            Optional.of(Instant.now().minus(Duration.ofMinutes(5))));
    Recap recap =
        new Recap(Map.of(), Map.of(), Set.of(), List.of(loop), false, Duration.ofMillis(1234));

    new TextOutput(printed.plain(), false, false).recap(recap);
    assertThat(printed.out())
        .contains("! container db  n2  restarting, 7 times in a row, for 5 min now\n");
    new JsonOutput(printed.plain(), false).recap(recap);
    assertThat(printed.out())
        .contains("\"ailing\":[{\"resource\":\"container db\",\"node\":\"n2\",\"status\":");
  }
}
