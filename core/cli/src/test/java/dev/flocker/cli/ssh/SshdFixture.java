package dev.flocker.cli.ssh;

import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A server of this machine for each test, which knows nobody yet, and keys to log in with. */
abstract class SshdFixture {

  @TempDir static Path keys;
  private static KeyPair hostKey;

  @TempDir Path folder;
  Sshd sshd;

  @BeforeAll
  static void keyPairs() throws Exception {
    hostKey = Sshd.ecdsa();
    Ran.key(keys.resolve("ecdsa"), "ecdsa", "");
    Ran.key(keys.resolve("rsa"), "rsa", "");
  }

  @BeforeEach
  void start() throws IOException {
    sshd = new Sshd(folder, hostKey);
  }

  @AfterEach
  void stop() throws IOException {
    sshd.close();
  }
}
