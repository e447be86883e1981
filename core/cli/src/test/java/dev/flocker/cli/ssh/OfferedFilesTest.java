package dev.flocker.cli.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Progress;
import dev.flocker.api.value.LocalFile;
import dev.flocker.api.value.LocalPath;
import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.node.wire.Call;
import dev.flocker.node.wire.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which of the controller's files a node gets that asks for them. */
@Timeout(60)
class OfferedFilesTest {

  private static final Call LOAD =
      new Call("docker", Call.Operation.APPLY, "shop", new Ref("container", "db"), Map.of());

  @TempDir private Path folder;

  private static Map<String, Object> need(Path path) {
    return Map.of("op", "need", "file", 1, "path", path.toString(), "to", "/tmp/x");
  }

  @Test
  void getsNoFileThatTheRunDidNotOffer() throws Exception {
    Path key = Files.writeString(folder.resolve("id_ed25519"), "secret");
    FakeNode n3 = new FakeNode("n3");
    try (AgentSession session = n3.session()) {
      n3.say(need(key));
      assertThatThrownBy(() -> waitFor(session))
          .isInstanceOf(NodeTrouble.Unreachable.class)
          .hasMessageContaining("a file that was not offered to it");
      assertThat(n3.started()).isEmpty();
    }
  }

  private static void waitFor(AgentSession session) {
    for (int i = 0; i < 1000; i++) {
      session.ping();
    }
  }

  @Test
  void getsTheFileThatACallToItOffers() throws Exception {
    Path image = Files.writeString(folder.resolve("db.tar"), "layers");
    FakeNode n3 = new FakeNode("n3");
    n3.saying("perform", List.of("done"));
    try (AgentSession session = n3.session()) {
      List<LocalPath> files = List.of(new LocalFile(image.toString(), 6));
      Call offering =
          new Call(LOAD.provider(), LOAD.operation(), LOAD.project(), LOAD.ref(), Map.of(), files);
      session.perform(List.of(offering), Progress.NONE);
      n3.say(need(image));
      while (n3.started().isEmpty()) {
        Thread.sleep(Duration.ofMillis(10));
      }
      assertThat(n3.started()).singleElement().asString().contains("/tmp/x");
    }
  }

  @Test
  void getsNothingByAskingForVeryMuchAtOnce() throws Exception {
    Path image = Files.writeString(folder.resolve("db.tar"), "layers");
    Deliveries deliveries = new Deliveries(SshTarget.of("n3", Map.of()), stuck(), message -> {});
    deliveries.offer(List.of(new LocalFile(image.toString(), 6)));
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 100; i++) {
                deliveries.bring(Message.of(need(image)));
              }
            })
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("files at once");
  }

  private static Shell stuck() {
    return new Shell() {
      @Override
      public Running start(String script) throws IOException {
        try {
          Thread.sleep(Duration.ofDays(1));
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
        throw new IOException("never");
      }

      @Override
      public boolean alive() {
        return true;
      }

      @Override
      public void cut() {}

      @Override
      public void close() {}
    };
  }
}
