package dev.flocker.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of what a run did, and stopped, when it ends. */
class LostControllerTest extends ServedNode {

  @Test
  void aLostControllersStopsAreUndoneTheLastFirst() throws Exception {
    hello();
    ask(1, "perform", calls(quiesce("a"), quiesce("b"), quiesce("c"), resume("b")));
    connection.shutdownOutput();
    agent.join();
    assertThat(things.log)
        .containsExactly(
            "quiesce a",
            "quiesce b",
            "quiesce c",
            "resume b as now",
            "resume c as before",
            "resume a as before");
  }

  @Test
  void aLostControllersWorkIsInterrupted() throws Exception {
    hello();
    say(1, "perform", calls(create("a", "wait"), create("b", "")));
    ask(2, "perform", calls(quiesce("c")));
    connection.close();
    agent.join();
    assertThat(things.log).doesNotContain("Create b").endsWith("resume c as before");
  }

  @Test
  void aSilentControllersStopsAreUndoneEvenIfItIsGoneMeanwhile() throws Exception {
    disconnect();
    connect(Duration.ofSeconds(10));
    Thread beating = Thread.ofPlatform().daemon().start(this::beat);
    hello();
    ask(1, "perform", calls(quiesce("a"), quiesce("slow")));
    beating.interrupt();
    while (!things.log.contains("resume slow begins")) {
      Thread.sleep(10);
    }
    connection.close();
    agent.join();
    assertThat(things.log).endsWith("resume slow as before", "resume a as before");
  }

  private void beat() {
    try {
      while (true) {
        wire.write(Map.of("op", "beat"));
        Thread.sleep(50);
      }
    } catch (IOException | InterruptedException e) {
      // From now on there is silence.
    }
  }

  @Test
  void aRunThatWasCutOffIsToldToTheJournalAsThat() throws Exception {
    hello();
    ask(1, "perform", calls(create("a", ""), quiesce("b")));
    connection.close();
    agent.join();
    assertThat(told())
        .contains("MESSAGE=shop: thing a created; shop: thing b started; cut off\n")
        .contains("FLOCKER_BY=ann@laptop\nFLOCKER_COMMAND=run\n");
  }

  @Test
  void aRunThatOnlyLookedIsNotTold() throws Exception {
    hello();
    wire.write(Map.of("op", "bye"));
    agent.join();
    assertThat(told()).isEmpty();
  }

  @Test
  void nothingIsUndoneAfterAGoodbye() throws Exception {
    hello();
    ask(1, "perform", calls(quiesce("a")));
    wire.write(Map.of("op", "bye"));
    agent.join();
    assertThat(things.log).containsExactly("quiesce a");
  }
}
