package dev.flocker.cli.command.see;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.cli.command.RunningShop;
import dev.flocker.cli.fake.FakeLaunched;
import dev.flocker.cli.session.NodeTrouble;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogsCommandTest extends RunningShop {

  @BeforeEach
  void writes() {
    cluster.launching((node, what) -> FakeLaunched.saying(said(node, what.argv().get(1))));
  }

  private static String said(String node, String name) {
    int offset = node.equals("n1") ? 1 : 2;
    return "2026-11-30T11:00:0%dZ %s begins\n2026-11-30T11:00:0%dZ %s \u001b[2Jends\n"
        .formatted(offset, name, offset + 4, name);
  }

  private int logs(String... arguments) {
    List<String> all = new ArrayList<>(List.of("logs", "-i", inventory.toString()));
    all.addAll(List.of(arguments));
    return flocker(all.toArray(String[]::new));
  }

  @Test
  void severalAreOneInTheOrderOfTime() {
    assertThat(logs("web")).as(printed.err()).isZero();
    assertThat(shown())
        .isEqualTo(
            """
            web@n1 | web begins
            web@n2 | web begins
            web@n1 | web \ufffd[2Jends
            web@n2 | web \ufffd[2Jends
            """);
    assertThat(cluster.log)
        .as("no node is locked, and the last lines are asked for")
        .containsExactlyInAnyOrder(
            "n1 LAUNCH log web last 100 ever once", "n2 LAUNCH log web last 100 ever once");
  }

  @Test
  void oneAloneHasNoPrefix() {
    assertThat(logs("shop/db", "db", "-t")).isZero();
    assertThat(shown())
        .isEqualTo("2026-11-30T11:00:01Z db begins\n2026-11-30T11:00:05Z db \ufffd[2Jends\n");
  }

  @Test
  void whatIsWantedIsAskedForOfTheNode() {
    logs("db", "-f", "-n", "7");
    logs("db", "--since", "10m");
    logs("db", "--grep", "x", "--tail", "all");
    logs("db", "-n", "0", "--since", "90s");
    assertThat(cluster.log)
        .containsExactly(
            "n1 LAUNCH log db last 7 ever follow",
            "n1 LAUNCH log db all since PT10M once",
            "n1 LAUNCH log db all ever once",
            "n1 LAUNCH log db last 0 since PT1M30S once");
  }

  @Test
  void onlyWhatMatchesIsShown() {
    assertThat(logs("web", "db", "--grep", "^d.*s$")).isZero();
    assertThat(shown()).isEqualTo("db@n1  | db begins\ndb@n1  | db \ufffd[2Jends\n");
    assertThat(logs("web", "--grep", "(")).isEqualTo(3);
    assertThat(printed.err()).contains("\"(\" is no regular expression: Unclosed group");
    assertThat(logs("web", "-n", "-1")).isEqualTo(3);
    assertThat(printed.err()).contains("\"-1\" is no number of lines; say 100, or all");
  }

  /** An expression that goes deep would overflow the stack. */
  @Test
  void aLineThatIsTooLongForAnExpressionIsShown() {
    cluster.launching(
        (node, what) -> FakeLaunched.saying("2026-11-30T11:00:00Z " + "ab".repeat(100_000)));
    assertThat(logs("db", "--grep", "^(a|b)*c")).isZero();
    assertThat(shown()).hasSizeGreaterThan(200_000);
  }

  @Test
  void oneNodeAloneIsAsked() {
    assertThat(logs("web", "--node", "n2")).isZero();
    assertThat(asked).containsExactly("n2");
    assertThat(shown()).startsWith("web begins\n");
    assertThat(logs("db", "--node", "n2")).isEqualTo(1);
    assertThat(printed.err()).contains("n2: it shows no db; the known ones are shop/web");
  }

  @Test
  void whatIsNowhereIsSaidBeforeAnythingIsShown() {
    assertThat(logs("web", "bd")).isEqualTo(1);
    assertThat(printed.err()).contains("none shows bd; the known ones are shop/db, shop/web");
    assertThat(shown()).isEmpty();
    assertThat(logs()).isEqualTo(3);
  }

  @Test
  void whatCannotBeReadIsSaidAndTheOthersAreShown() {
    cluster.launching(
        (node, what) ->
            node.equals("n1")
                ? FakeLaunched.of("no such log\n", "", 1)
                : FakeLaunched.saying(said(node, "web")));
    assertThat(logs("web")).isEqualTo(1);
    assertThat(shown()).contains("web@n2 | web begins").doesNotContain("no such log");
    assertThat(printed.err())
        .contains("n1: the log of app web cannot be read: no such log; try it there: log web ");
  }

  @Test
  void aNodeThatCannotBeReachedMayHaveIt() {
    troubles = Map.of("n1", new NodeTrouble.Unreachable("n1", "it is off", "start it"));
    assertThat(logs("web")).isEqualTo(4);
    assertThat(shown()).startsWith("web begins\n");
    assertThat(logs("db")).isEqualTo(4);
    assertThat(printed.err()).contains("it shows no db, and it may be on n1");
  }

  @Test
  void anInterruptIsNoFault() {
    Thread person = Thread.currentThread();
    InputStream silent =
        new InputStream() {
          @Override
          public int read() throws IOException {
            try {
              person.interrupt();
              Thread.sleep(Duration.ofMinutes(1));
              return -1;
            } catch (InterruptedException e) {
              throw new InterruptedIOException();
            }
          }
        };
    cluster.launching((node, what) -> FakeLaunched.of(silent, "", 0));
    assertThat(logs("db", "-f")).isEqualTo(130);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(printed.err()).isEmpty();
  }

  @Test
  void itsOwnMeaningOfFLeavesForksItsLongName() {
    assertThat(logs("db", "--forks", "1")).isZero();
    assertThat(logs("db", "--forks", "x")).isEqualTo(3);
  }

  @Test
  void oneOfTwoProjectsIsShownByItsWholeName() throws IOException {
    assertThat(
            run("- {project: other, hosts: all, resources: [app: {name: db, on: n2, image: '1'}]}"))
        .as(printed.err())
        .isZero();
    forget();
    assertThat(logs("shop/db", "other/db")).isZero();
    assertThat(shown()).startsWith("shop/db@n1  | db begins\nother/db@n2 | db begins\n");
  }
}
