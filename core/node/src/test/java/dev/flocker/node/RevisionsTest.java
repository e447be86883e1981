package dev.flocker.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Progress;
import dev.flocker.node.host.LocalHost;
import dev.flocker.node.wire.Call;
import dev.flocker.node.wire.Call.Operation;
import dev.flocker.node.wire.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thing of the shop's is replaced, again and again. */
class RevisionsTest {

  private static final Ref A = Ref.parse("thing a");

  @TempDir private Path home;

  private final Things things = new Things();

  private LocalHost host;

  @BeforeEach
  void thereIsOne() {
    host = new LocalHost(home, Map.of(), (file, p) -> Path.of("/"));
    things.there.put("a", "1");
  }

  private @Nullable Object perform(Operation operation, Map<String, Object> arguments) {
    // Each conversation has a process of its own.
    return new Dispatcher(things.plugins(), host)
        .perform(new Call("notes", operation, "shop", A, arguments), Progress.NONE);
  }

  /** As just before it is stopped. */
  private void replace(String text, String snapshot) {
    replace(text, snapshot, Map.of("text", text));
  }

  private void replace(String text, String snapshot, Map<String, String> have) {
    things.there.put("a", text);
    perform(
        Operation.COMPARE,
        Map.of(
            "change",
            "replace",
            "want",
            Map.of("text", "next"),
            "have",
            have,
            "version",
            text,
            "beside",
            List.of(Map.of("ref", "guard a")),
            "snapshot",
            snapshot));
  }

  private List<Message> earlier() {
    Message told = Message.of(perform(Operation.EARLIER, Map.of("have", Map.of("text", "now"))));
    assertThat(told.text("now")).isEqualTo("says now");
    return told.list("earlier").stream().map(Message::of).toList();
  }

  private List<String> words() {
    return earlier().stream().map(e -> e.number("number") + " " + e.text("words")).toList();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(home)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @Test
  void itIsKeptWithItsSecretsForRootAlone() throws IOException {
    replace("1", "replace-x", Map.of("text", "1", "password", "secret"));

    Message one = earlier().getFirst();
    assertThat(one.text("words")).isEqualTo("says 1");
    assertThat(one.text("snapshot")).isEqualTo("replace-x");
    assertThat(one.list("beside")).isEqualTo(List.of(Map.of("ref", "guard a")));
    for (Path file : files()) {
      assertThat(Files.getPosixFilePermissions(file))
          .as(file.toString())
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
    assertThat(perform(Operation.RECALL, Map.of("number", 1L)))
        .isEqualTo(Map.of("text", "1", "password", "secret"));
  }

  private void prove() {
    perform(Operation.PROVE, Map.of("want", Map.of("text", "next")));
  }

  /** Does not get healthy in time. */
  private void fail(String text) {
    assertThatThrownBy(() -> perform(Operation.AWAIT_HEALTHY, Map.of("want", Map.of("text", text))))
        .isInstanceOf(Failure.class);
  }

  @Test
  void theLastFiveStayBesidesTheNewestOnceItIsProvedAndTheirNumbersStay() throws IOException {
    for (int i = 1; i <= 7; i++) {
      replace(Integer.toString(i), "");
    }
    assertThat(words()).hasSize(7);

    prove();

    assertThat(words())
        .containsExactly("2 says 2", "3 says 3", "4 says 4", "5 says 5", "6 says 6", "7 says 7");
    assertThat(files()).as("what was put by goes with them").hasSize(12);
    assertThatThrownBy(() -> perform(Operation.RECALL, Map.of("number", 1L)))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("keeps no earlier one of number 1");
  }

  /** Also what is gone back to, and then replaced again. */
  @Test
  void oneThatIsReplacedAgainTakesItsOwnPlace() {
    replace("1", "");
    replace("2", "");
    replace("1", "");

    assertThat(words()).containsExactly("2 says 2", "3 says 1");
  }

  /** The snapshot of the second time may never come to be. */
  @Test
  void butNotThatOfAnotherInstantOfItsData() {
    replace("1", "replace-x");
    replace("2", "");
    replace("1", "replace-y");

    assertThat(words()).containsExactly("1 says 1", "2 says 2", "3 says 1");
    assertThat(earlier().getFirst().text("snapshot")).isEqualTo("replace-x");
  }

  @Test
  void attemptsThatFailDoNotPushOutWhatWorked() {
    for (int i = 1; i <= 4; i++) {
      replace("good" + i, "replace-" + i);
      prove();
    }
    for (int i = 5; i <= 9; i++) {
      fail("slow");
      replace("slow", "replace-" + i);
    }
    assertThat(words())
        .hasSize(9)
        .startsWith("1 says good1", "2 says good2", "3 says good3", "4 says good4");
    assertThat(earlier().stream().map(e -> e.flag("well")))
        .containsExactly(true, true, true, true, false, false, false, false, false);

    prove();

    assertThat(words()).as("the last five, the newest, and what was well last").hasSize(6);
    assertThat(words().getFirst()).isEqualTo("4 says good4");
  }

  @Test
  void howeverManyFailTheyDoNotFillTheDisk() {
    replace("good", "replace-x");
    for (int i = 2; i <= 40; i++) {
      fail("slow");
      replace("slow", "replace-" + i);
    }
    assertThat(words()).hasSize(15).contains("1 says good", "40 says slow");

    prove();

    assertThat(words())
        .containsExactly(
            "1 says good",
            "35 says slow",
            "36 says slow",
            "37 says slow",
            "38 says slow",
            "39 says slow",
            "40 says slow");
  }

  @Test
  void whatWasSlowAndGotWellSinceWasWell() {
    fail("slow");
    replace("brisk", "");
    assertThat(earlier().getLast().flag("well")).isTrue();

    fail("slow");
    replace("slow", "");
    assertThat(earlier().getLast().flag("well")).as("it is asked").isFalse();
  }

  /** One that its supervisor starts again and again is healthy each time. */
  @Test
  void whatDoesNotStayUpIsNotWellThoughItIsHealthyAtTheMoment() {
    fail("slow");
    things.starts = looks -> Optional.of(Instant.now());
    replace("brisk", "");
    assertThat(earlier().getLast().flag("well")).isFalse();
  }

  @Test
  void whatWasNotFinishedAfterItsStartIsNotWell() {
    things.there.put("a", "AFTER_START");
    fail("healthy");
    replace("healthy", "");
    assertThat(earlier().getLast().flag("well")).isFalse();

    perform(Operation.AWAIT_HEALTHY, Map.of("want", Map.of("text", "healthy")));
    prove();
    replace("healthier", "");
    assertThat(earlier().getLast().flag("well")).isTrue();
  }

  @Test
  void whatIsThereAgainIsAsWellAsItWas() {
    fail("slow");
    replace("slow", "replace-1");
    perform(Operation.REVERT, Map.of());
    replace("slow", "replace-2");
    assertThat(earlier().getLast().flag("well")).isFalse();

    prove();
    replace("good", "replace-3");
    fail("slow");
    perform(Operation.REVERT, Map.of());
    replace("good", "replace-4");
    assertThat(earlier().getLast().flag("well")).isTrue();
  }

  @Test
  void whatCannotBeMadeAgainIsNotKept() throws IOException {
    replace("foreign", "");
    assertThat(words()).isEmpty();
    assertThat(files()).isEmpty();
  }

  @Test
  void whatIsRemovedDoesNotComeBack() throws IOException {
    replace("1", "");
    Map<String, Object> have = Map.of("text", "1");
    perform(Operation.APPLY, Map.of("change", "remove", "have", have, "version", "1"));
    assertThat(files()).isEmpty();
  }

  @Test
  void whatWasCutShortOrIsNotUnderstoodIsNone() throws IOException {
    replace("1", "");
    replace("2", "");
    replace("3", "");
    List<Path> all = files().stream().filter(f -> f.endsWith("definition")).toList();
    Files.writeString(all.get(0), "{\"until\": \"2026");
    Files.writeString(all.get(1), Files.readString(all.get(1)).replace("text", "words"));
    assertThat(words()).containsExactly("3 says 3");
  }
}
