package dev.flocker.node.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.node.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class IncomingTest {

  private static final PublicKey KEY = PublicKey.ofTransfer("ssh-ed25519 " + "A".repeat(68));

  @Test
  void aStreamStillComesWhereNoKeyCanBeLetIn(@TempDir Path home) throws Exception {
    Path ssh = Files.createDirectory(home.resolve(".ssh"));
    Files.createSymbolicLink(ssh.resolve("authorized_keys"), Path.of("nowhere"));
    String user = System.getProperty("user.name");
    AuthorizedKeys keys = new AuthorizedKeys(home);
    try (Incoming in = new Incoming(KEY, user, keys, List.of("grep", "-q", "a stream"))) {
      assertThat(in.shut()).startsWith("writing " + ssh.resolve("authorized_keys") + ": ");
      Files.writeString(in.fifo(), "a stream\n");
      in.await();
    }
  }

  @Test
  void aKeyThatMayBeInIsTakenBack(@TempDir Path home) {
    AuthorizedKeys keys =
        new AuthorizedKeys(home) {
          @Override
          void add(String line) {
            super.add(line);
            throw new Failure("writing", "it may be in", "");
          }
        };
    String user = System.getProperty("user.name");
    try (Incoming in = new Incoming(KEY, user, keys, List.of("true"))) {
      assertThat(in.shut()).isEqualTo("writing: it may be in");
    }
    assertThat(home.resolve(".ssh/authorized_keys")).isEmptyFile();
  }
}
