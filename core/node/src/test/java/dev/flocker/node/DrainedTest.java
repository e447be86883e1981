package dev.flocker.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.node.wire.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The mark that a node is to have nothing. */
class DrainedTest extends ServedNode {

  private Message seen() throws IOException {
    return ask(1, "observe", Map.of("scopes", Map.of(), "detail", "STATE")).message("result");
  }

  @Test
  void isShownUntilItIsTakenAway() throws Exception {
    hello();
    assertThat(seen().has("drained")).isFalse();

    ask(2, "drain", Map.of("by", "ann@laptop"));
    ask(3, "drain", Map.of("by", "bob@desk"));

    assertThat(seen().message("drained").text("by")).isEqualTo("ann@laptop");
    assertThat(seen().message("drained").text("since")).endsWith("Z");
    Message was = ask(4, "undrain", Map.of()).message("result");
    assertThat(was.message("drained").text("by")).isEqualTo("ann@laptop");
    assertThat(seen().has("drained")).isFalse();
    assertThat(ask(5, "undrain", Map.of()).message("result").has("drained")).isFalse();
    say(6, "bye", Map.of());
    agent.join();
    assertThat(told()).contains("MESSAGE=this node drained, let have things again\n");
  }

  @Test
  void isThatOfRunsWithTheLock() throws IOException {
    helloUnlocked();
    assertThat(ask(1, "drain", Map.of("by", "ann@laptop")).has("failure")).isTrue();
    assertThat(ask(2, "undrain", Map.of()).has("failure")).isTrue();
    assertThat(home.resolve("drained")).doesNotExist();
  }

  @Test
  void isOneWhateverStandsInIt() throws IOException {
    hello();
    Files.writeString(home.resolve("drained"), "by hand");
    assertThat(seen().message("drained").text("by")).isEqualTo("somebody");
    Files.writeString(home.resolve("drained"), "{\"by\": \"\\u001b[2J\", \"since\": \"now\"}");
    assertThat(seen().message("drained").text("by")).isEqualTo(" [2J");
  }
}
