package dev.flocker.cli.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.schema.Schema;
import dev.flocker.api.value.LocalFile;
import dev.flocker.api.value.LocalFolder;
import dev.flocker.api.value.LocalPath;
import dev.flocker.node.wire.Message;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files and folders on their way to a node; here that is this machine. */
class DeliveriesTest {

  @TempDir Path folder;

  private final BlockingQueue<Map<String, Object>> said = new LinkedBlockingQueue<>();
  private final Deliveries deliveries =
      new Deliveries(SshTarget.of("n3", Map.of()), new LocalShell(), said::add);

  private String bring(LocalPath wanted, Path to) throws InterruptedException {
    Map<String, Object> need = new HashMap<>(Map.of("op", "need", "file", 1, "to", to.toString()));
    switch (wanted) {
      case LocalFile file -> need.put("path", file.path());
      case LocalFolder f -> need.put("folder", Schema.of(LocalFolder.class).encode(f));
    }
    deliveries.offer(List.of(wanted));
    deliveries.bring(Message.of(need));
    Map<String, Object> answer = said.poll(1, TimeUnit.MINUTES);
    assertThat(answer).as("the node waits for an answer").isNotNull();
    return String.valueOf(answer.get("failure"));
  }

  @Test
  void aFileComesAsItIsAndAFolderPacked() throws Exception {
    Path file = Files.write(folder.resolve("logo"), new byte[] {0, 1, 2});
    Path there = folder.resolve("there");
    assertThat(bring(new LocalFile(file.toString(), 3), there)).isEmpty();
    assertThat(Files.readAllBytes(there)).containsExactly(0, 1, 2);

    Path conf = Files.createDirectory(folder.resolve("conf"));
    Files.writeString(conf.resolve("a.conf"), "a");
    assertThat(bring(LocalFolder.of(conf), there)).isEmpty();
    Process list = new ProcessBuilder("tar", "--list", "--file", there.toString()).start();
    assertThat(new String(list.getInputStream().readAllBytes())).isEqualTo("a.conf\n");
  }

  @Test
  void whatCannotBeReadIsTheAnswerAndNoSilence() throws Exception {
    Path there = folder.resolve("there");
    Path gone = folder.resolve("gone");
    assertThat(bring(new LocalFile(gone.toString(), 3), there)).contains("not there any more");
    assertThat(bring(LocalFolder.of(gone), there))
        .contains("the folder " + gone + " cannot be read")
        .contains("check its permissions");
  }
}
