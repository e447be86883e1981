package dev.flocker.cli.command.act;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Ref;
import dev.flocker.cli.command.RunningShop;
import dev.flocker.cli.fake.FakeLaunched;
import dev.flocker.cli.session.Launch;
import dev.flocker.cli.session.NodeTrouble;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ExecCommandTest extends RunningShop {

  private static final InputStream STDIN = System.in;

  private FakeLaunched said = FakeLaunched.of("out\0\u001b[2J", "err", 7);

  @BeforeEach
  void says() {
    cluster.launching(
        (node, what) -> {
          assertThat(what.screen()).isEmpty();
          Launch.Streams streams =
              what.argv().contains("fed") ? Launch.Streams.FED : Launch.Streams.APART;
          assertThat(what.streams()).isEqualTo(streams);
          return said;
        });
  }

  @AfterEach
  void ownInput() {
    System.setIn(STDIN);
  }

  private int exec(String... arguments) {
    List<String> all = new ArrayList<>(List.of("exec", "--inventory", inventory.toString()));
    all.addAll(List.of(arguments));
    return flocker(all.toArray(String[]::new));
  }

  @Test
  void itsExitCodeIsTheCommandsAndItsStreamsAreApart() {
    assertThat(exec("db", "--user", "postgres", "--", "psql", "-c", "select 1")).isEqualTo(7);
    assertThat(shown()).as("as it is").isEqualTo("out\0\u001b[2J");
    assertThat(printed.err()).isEqualTo("err");
    assertThat(cluster.log)
        .as("no node is locked")
        .containsExactly("n1 LAUNCH enter db postgres unfed psql -c select 1");
  }

  @Test
  void standardInputIsPassedOnIfThatIsWanted() throws InterruptedException {
    System.setIn(new ByteArrayInputStream("rows".getBytes()));
    said = FakeLaunched.of("", "", 0);
    assertThat(exec("shop/db", "-i", "--", "cat")).isZero();
    assertThat(cluster.log).containsExactly("n1 LAUNCH enter db anyone fed cat");
    for (int i = 0; i < 1000 && said.read().size() < 4; i++) {
      TimeUnit.MILLISECONDS.sleep(10); // who reads that is told so by another thread
    }
    assertThat(said.read()).hasToString("rows");
  }

  @Test
  void whereItRunsIsToBeSaidIfThatIsNotPlain() {
    assertThat(exec("web", "--", "id")).isEqualTo(1);
    assertThat(printed.err()).contains("web runs on n1, n2; say on which: --node n1");
    assertThat(cluster.log).isEmpty();

    assertThat(exec("web", "--node", "n2", "--", "id")).isEqualTo(7);
    cluster.kill("n2", new Ref("app", "web"));
    assertThat(exec("web", "--", "id")).isEqualTo(7);
    assertThat(cluster.log)
        .containsExactly(
            "n2 LAUNCH enter web anyone unfed id", "n1 LAUNCH enter web anyone unfed id");
  }

  @Test
  void whatIsStoppedHasToBeStarted() {
    cluster.kill("n1", new Ref("app", "db"));
    assertThat(exec("db", "--", "id")).isEqualTo(1);
    assertThat(printed.err()).contains("n1: db is not running; start it: flocker start db");
  }

  @Test
  void whatCannotBeMeantIsRefusedBeforeAnyNodeIsContacted() {
    asked.clear();
    assertThat(exec("db")).isEqualTo(3);
    assertThat(printed.err()).contains("there is no command").contains("flocker exec db -- ls");
    assertThat(flocker("exec", "-i", inventory.toString(), "db", "--", "ls")).isEqualTo(3);
    assertThat(printed.err())
        .contains("-i is --interactive here; give an inventory by --inventory " + inventory);
    assertThat(exec("db", "-it", "--", "sh")).isEqualTo(3);
    assertThat(printed.err()).contains("-t passes a terminal on, and standard input is none");
    assertThat(asked).isEmpty();
  }

  @Test
  void aNodeThatIsLostIsNoExitCodeOfTheCommand() {
    cluster.launching(
        (node, what) -> {
          throw new NodeTrouble.Unreachable(node, "the connection was lost", "");
        });
    assertThat(exec("db", "--", "id")).isEqualTo(4);
    assertThat(printed.err()).contains("n1: the connection was lost");
    troubles = Map.of("n1", new NodeTrouble.Unreachable("n1", "it is off", "start it"));
    assertThat(exec("db", "--", "id")).isEqualTo(4);
    assertThat(exec("web", "--", "id")).as("where that is seen").isEqualTo(4);
  }

  /** Half of a dump is no dump. */
  @Test
  @Timeout(60)
  void inputThatBreaksIsNotTakenForItsEnd() {
    CountDownLatch closed = new CountDownLatch(1);
    InputStream untilClosed =
        new InputStream() {
          @Override
          public int read() throws IOException {
            try {
              closed.await();
              return -1;
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
          }

          @Override
          public void close() {
            closed.countDown();
          }
        };
    said = FakeLaunched.of(untilClosed, "", 0);
    System.setIn(
        new SequenceInputStream(
            new ByteArrayInputStream("half".getBytes(StandardCharsets.UTF_8)),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("Input/output error");
              }
            }));

    assertThat(exec("db", "-i", "--", "psql")).isNotZero();
    assertThat(printed.err())
        .contains("not all of it could be read and passed on: Input/output error");
    assertThat(said.read().toString(StandardCharsets.UTF_8)).isEqualTo("half");
  }
}
