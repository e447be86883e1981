package dev.flocker.cli.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** An SSH agent. */
final class Agent implements AutoCloseable {

  private final Path socket;
  private final Process process;

  Agent(Path socket) throws Exception {
    this.socket = socket;
    this.process = new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString()).start();
    while (!Files.exists(socket)) {
      assertThat(process.waitFor(20, TimeUnit.MILLISECONDS)).isFalse();
    }
  }

  Path socket() {
    return socket;
  }

  void add(Path key) throws Exception {
    ProcessBuilder add = new ProcessBuilder("ssh-add", "-q", key.toString());
    Path answer = socket.resolveSibling("answer");
    Files.writeString(answer, "#!/bin/sh\necho passphrase\n");
    answer.toFile().setExecutable(true);
    add.environment().put("SSH_AUTH_SOCK", socket.toString());
    add.environment().put("SSH_ASKPASS", answer.toString());
    add.environment().put("SSH_ASKPASS_REQUIRE", "force");
    assertThat(Ran.end(add.start()).exit()).isZero();
  }

  @Override
  public void close() {
    process.destroy();
  }
}
