package dev.flocker.cli.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.cli.fake.FakeLaunched;
import dev.flocker.cli.session.Launched;
import dev.flocker.cli.session.NodeTrouble;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Logs of nodes that say what they want. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LogsTest {

  private static final Instant BEGIN = Instant.parse("2026-11-30T11:00:00Z");
  private static final Duration LONG = Duration.ofHours(1);
  private static final Patience ENDLESS = patience(LONG, LONG);

  private final List<NodeTrouble> troubles = new CopyOnWriteArrayList<>();

  private static Patience patience(Duration silence, Duration whole) {
    return new Patience(false, Duration.ZERO, Duration.ZERO, silence, whole, 1 << 22);
  }

  private static String at(int second, String text) {
    return BEGIN.plusSeconds(second) + " " + text + "\n";
  }

  private static Source source(Supplier<Launched> start) {
    return source(OptionalInt.empty(), start);
  }

  private static Source source(OptionalInt last, Supplier<Launched> start) {
    return new Source("n1", "app web", List.of("log", "web"), start, 0, last);
  }

  private static Source saying(String... lines) {
    return source(() -> FakeLaunched.saying(String.join("", lines)));
  }

  private List<String> read(Patience patience, Source... sources) {
    List<String> all = new ArrayList<>();
    try (Logs logs = new Logs(List.of(sources), patience, troubles::add)) {
      Optional<Logs.Line> next = logs.next();
      while (next.isPresent()) {
        all.add(next.get().source() + " " + next.get().line().text());
        next = logs.next();
      }
    }
    return all;
  }

  /** What never ends, and says the same over and over. */
  private static InputStream endless(String text) {
    return new InputStream() {
      private int at;

      @Override
      public int read() {
        return text.charAt(at++ % text.length());
      }
    };
  }

  /** What says nothing until somebody writes to it, who may close it as well. */
  private static PipedInputStream open(PipedOutputStream to) {
    try {
      return new PipedInputStream(to, 1 << 16);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void say(PipedOutputStream to, String text) {
    try {
      to.write(text.getBytes());
      to.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void severalAreOneInTheOrderOfTime() {
    assertThat(
            read(
                ENDLESS,
                saying(at(1, "a"), at(4, "d"), at(5, "e")),
                saying(),
                saying(at(2, "b"), at(3, "c"), at(6, "f"))))
        .containsExactly("0 a", "2 b", "2 c", "0 d", "0 e", "2 f");
    assertThat(troubles).isEmpty();
  }

  @Test
  void whatHasNoTimeStaysBehindItsLine() {
    assertThat(read(ENDLESS, saying(at(1, "a"), "more\n", at(3, "c"), "last"), saying(at(2, "b"))))
        .containsExactly("0 a", "0 more", "1 b", "0 c", "0 last");
  }

  @Test
  void oneThatCannotBeReadKeepsNoOtherFromIt() {
    Source bad = source(() -> FakeLaunched.of(at(1, "a") + "no such log\n", "", 1));
    Source lost =
        source(
            () -> {
              throw new NodeTrouble.Unreachable("n2", "it is gone", "");
            });
    assertThat(read(ENDLESS, bad, saying(at(2, "b")), lost)).containsExactly("0 a", "1 b");
    assertThat(troubles)
        .extracting(NodeTrouble::getMessage)
        .containsExactlyInAnyOrder(
            "n1: the log of app web cannot be read: no such log; try it there: log web",
            "n2: it is gone");
  }

  @Test
  void endlessGarbageEnds() {
    Source lines = source(OptionalInt.of(3), () -> FakeLaunched.of(endless("x\n"), "", 0));
    Source line = source(OptionalInt.of(3), () -> FakeLaunched.of(endless("x"), "", 0));

    assertThat(read(ENDLESS, lines, saying(at(1, "a"))))
        .contains("0 x", "1 a")
        .hasSizeBetween(3, 4);
    assertThat(read(ENDLESS, line)).allMatch(l -> l.length() == new Stamps(0).longest() + 2);
    assertThat(troubles).isEmpty();
  }

  @Test
  void withoutANumberOfLinesItEndsTooAndIsToldAs() {
    String line = at(1, "x".repeat(100_000));
    assertThat(read(ENDLESS, source(() -> FakeLaunched.of(endless(line), "", 0)))).hasSize(41);
    assertThat(troubles)
        .singleElement()
        .asString()
        .contains("is longer than 4 MB; read less of it: say -n or --since");
  }

  @Test
  void whatSaysNothingIsGivenUp() {
    PipedInputStream silent = open(new PipedOutputStream());
    Patience little = patience(Duration.ofMillis(300), LONG);
    assertThat(read(little, source(() -> FakeLaunched.of(silent, "", 0)), saying(at(1, "a"))))
        .containsExactly("1 a");
    assertThat(troubles)
        .singleElement()
        .asString()
        .contains("the log of app web does not end")
        .contains("say -f");
  }

  @Test
  void whatSaysLittleForeverIsGivenUp() {
    PipedOutputStream to = new PipedOutputStream();
    PipedInputStream slow = open(to);
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              for (int i = 0; troubles.isEmpty(); i++) {
                say(to, at(i, "x"));
                pause(20);
              }
            });
    Patience little = patience(LONG, Duration.ofMillis(500));
    assertThat(read(little, source(() -> FakeLaunched.of(slow, "", 0)))).isNotEmpty();
    assertThat(troubles).hasSize(1);
  }

  private static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void whoFollowsSeesWhatOneSaysWhileAnotherIsSilent() throws IOException {
    PipedOutputStream talk = new PipedOutputStream();
    PipedInputStream talking = open(talk);
    PipedOutputStream hush = new PipedOutputStream();
    PipedInputStream hushed = open(hush);
    List<Source> sources =
        List.of(
            source(() -> FakeLaunched.of(talking, "", 0)),
            source(() -> FakeLaunched.of(hushed, "", 0)));
    try (Logs logs = new Logs(sources, Patience.following(), troubles::add)) {
      say(talk, at(2, "b"));
      say(hush, at(1, "a"));
      assertThat(logs.next().orElseThrow().line().text()).isEqualTo("a");
      assertThat(logs.next().orElseThrow().line().text()).isEqualTo("b");
      say(talk, at(3, "c"));
      assertThat(logs.next().orElseThrow().line().text()).isEqualTo("c");
      talk.close();
      hush.close();
      assertThat(logs.next()).isEmpty();
    }
    assertThat(troubles).isEmpty();
  }

  @Test
  void whoIsInterruptedIsToldSo() {
    PipedInputStream silent = open(new PipedOutputStream());
    try (Logs logs =
        new Logs(
            List.of(source(() -> FakeLaunched.of(silent, "", 0))),
            Patience.following(),
            troubles::add)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(logs::next).isInstanceOf(NodeTrouble.Cancelled.class);
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(troubles).isEmpty();
  }
}
