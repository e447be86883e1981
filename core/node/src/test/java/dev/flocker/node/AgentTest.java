package dev.flocker.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.node.wire.Call;
import dev.flocker.node.wire.Message;
import dev.flocker.node.wire.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How a node process answers. */
class AgentTest extends ServedNode {

  @Test
  void introducesItself() throws IOException {
    Message hello = hello();
    assertThat(hello.number("protocol")).isEqualTo(Wire.PROTOCOL);
    assertThat(hello.text("id")).matches("[0-9a-f]{32}");
    assertThat(hello.message("capabilities").texts("thing/notes"))
        .containsExactly("Preparable", "Replaceable", "Quiesceable");
  }

  @Test
  void speaksOneProtocolOnly() throws IOException {
    Message answer = ask(1, "hello", Map.of("protocol", 99L, "variables", Map.of()));
    assertThat(answer.message("failure").text("why")).contains("protocol 99, not 1");
  }

  @Test
  void saysThatHelloComesFirst() throws IOException {
    Message failure =
        ask(1, "observe", Map.of("scopes", Map.of(), "detail", "STATE")).message("failure");
    assertThat(failure.text("why")).isEqualTo("no hello came before");
  }

  /** The controller has always locked before; this is the second line of defence. */
  @Test
  void changesNothingWithoutTheLock() throws IOException {
    helloUnlocked();
    for (Call call : List.of(create("a", ""), quiesce("a"))) {
      Message failure = ask(1, "perform", calls(call)).message("failure");
      assertThat(failure.text("why")).isEqualTo("this run has not locked the node");
    }
    Message failure =
        ask(2, "transfer", Map.of("step", "offer", "user", "root")).message("failure");
    assertThat(failure.text("why")).isEqualTo("this run has not locked the node");
    assertThat(things.log).isEmpty();
  }

  @Test
  void changesNothingOnceItIsUnlockedUntilItIsLockedAgain() throws IOException {
    helloUnlocked();
    lock();
    ask(1, "unlock", Map.of());
    Message failure = ask(2, "perform", calls(create("a", ""))).message("failure");
    assertThat(failure.text("why")).isEqualTo("this run has not locked the node");
    assertThat(things.log).isEmpty();
    lock();
    assertThat(ask(3, "perform", calls(create("a", ""))).body()).doesNotContainKey("failure");
  }

  @Test
  void looks() throws IOException {
    things.there.put("a", "seen");
    helloUnlocked();
    Map<String, Object> scope = Map.of("project", "", "wanted", List.of(), "adopted", Map.of());
    Message answer = ask(1, "observe", Map.of("scopes", Map.of("thing", scope), "detail", "STATE"));
    Message view = Message.of(answer.message("result").list("views").getFirst());
    assertThat(view.text("provider")).isEqualTo("notes");
    Message seen = Message.of(view.list("resources").getFirst());
    assertThat(seen.text("ref")).isEqualTo("thing a");
    assertThat(seen.text("project")).isEqualTo("shop");
  }

  @Test
  void saysOfWhatItCannotTellHowItIs() throws IOException {
    things.there.put("a", "seen");
    helloUnlocked();
    Message seen = Message.of(look("LIVE").list("resources").getFirst());
    assertThat(seen.body()).doesNotContainKey("known");
    things.there.put("b", "veiled");
    assertThat(Message.of(look("LIVE").list("resources").getFirst()).body())
        .containsEntry("known", false);
  }

  @Test
  void looksMoreCloselyWhereItIsAskedTo() throws IOException {
    things.there.put("a", "seen");
    helloUnlocked();
    assertThat(Message.of(look("STATE").list("resources").getFirst()).body())
        .doesNotContainKeys("now", "taken");
    for (String detail : List.of("LIVE", "MEASURED")) {
      Message seen = Message.of(look(detail).list("resources").getFirst());
      Message fact = Message.of(seen.message("now").list("facts").getFirst());
      assertThat(fact.text("label")).isEqualTo(detail.equals("LIVE") ? "seen" : "measured");
      assertThat(fact.text("value")).isEqualTo("a");
      assertThat(seen.textsByName("taken")).containsEntry("1", "1970-01-01T00:00:00Z");
    }
  }

  @Test
  void whatCannotBeDescribedIsSeenNevertheless() throws IOException {
    things.there.put("a", "dim");
    helloUnlocked();
    Message view = look("LIVE");
    assertThat(view.list("resources")).hasSize(1);
    assertThat(view.text("undescribed")).contains("it is dark");
  }

  @Test
  void aPluginAtFaultInThatIsNoReasonToSeeNothing() throws IOException {
    things.there.put("a", "fault");
    helloUnlocked();
    Message view = look("LIVE");
    assertThat(view.list("resources")).hasSize(1);
    assertThat(view.text("undescribed")).contains("plugin is at fault").contains("a fault");
  }

  private Message look(String detail) throws IOException {
    Map<String, Object> scope = Map.of("project", "", "wanted", List.of(), "adopted", Map.of());
    Map<String, Object> asked = Map.of("scopes", Map.of("thing", scope), "detail", detail);
    return Message.of(ask(1, "observe", asked).message("result").list("views").getFirst());
  }

  @Test
  void performsInOrderAndReports() throws IOException {
    hello();
    say(1, "perform", calls(create("a", "report"), create("b", "")));
    Message progress = next();
    assertThat(progress.message("progress").text("what")).isEqualTo("copying");
    assertThat(next().list("result")).hasSize(2).containsOnlyNulls();
    assertThat(things.log).containsExactly("Create a", "Create b");
  }

  @Test
  void theFirstFailureEndsTheList() throws IOException {
    hello();
    Message failure =
        ask(1, "perform", calls(create("a", ""), create("b", "fail"), create("c", "")))
            .message("failure");
    assertThat(failure.text("kind")).isEqualTo("step");
    assertThat(failure.text("what")).isEqualTo("making it");
    assertThat(failure.text("why")).isEqualTo("it is broken");
    assertThat(failure.text("remedy")).isEqualTo("mend it");
    assertThat(things.log).containsExactly("Create a", "Create b");
  }

  /** The controller waits for an answer as long as this process is there. */
  @Test
  void anErrorIsAnAnswerToo() throws IOException {
    hello();
    Message failure = ask(1, "perform", calls(create("a", "overflow"))).message("failure");
    assertThat(failure.text("kind")).isEqualTo("plugin");
    assertThat(failure.text("why")).contains("too deep");
  }

  @Test
  void aFaultOfAPluginIsCalledThat() throws IOException {
    hello();
    Message failure = ask(1, "perform", calls(create("a", "fault"))).message("failure");
    assertThat(failure.text("kind")).isEqualTo("plugin");
    assertThat(failure.text("what")).contains("Things");
  }

  @Test
  void isCancelledWhileOthersGoOn() throws IOException {
    hello();
    say(1, "perform", calls(create("a", "wait"), create("b", "")));
    assertThat(ask(2, "perform", calls(create("c", ""))).number("id")).isEqualTo(2);
    wire.write(Map.of("op", "cancel", "id", 1L));
    Message answer = next();
    assertThat(answer.number("id")).isEqualTo(1);
    assertThat(answer.message("failure").text("kind")).isEqualTo("cancelled");
    assertThat(things.log).containsExactlyInAnyOrder("Create a", "Create c");
  }

  @Test
  void answersAPing() throws IOException {
    assertThat(ask(1, "ping", Map.of()).number("id")).isEqualTo(1);
  }

  @Test
  void sweepsWhatARunThatDiedLeftOnceItMayWrite() throws Exception {
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Path left = Files.createDirectories(home.resolve("files-" + dead.pid()));
    Files.writeString(left.resolve("1"), "an image");
    Path others = Files.createDirectories(home.resolve("files-" + ProcessHandle.current().pid()));
    Path payload = Files.createDirectories(home.resolve("payload"));
    helloUnlocked();
    assertThat(left).exists();
    lock();
    assertThat(left).doesNotExist();
    assertThat(others).exists();
    assertThat(payload).exists();
  }
}
