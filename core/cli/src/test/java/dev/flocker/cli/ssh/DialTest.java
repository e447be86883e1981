package dev.flocker.cli.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.node.wire.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Logging in to a server of this machine. */
@Timeout(60)
class DialTest {

  @TempDir static Path keys;
  private static KeyPair hostKey;

  @TempDir Path folder;
  private Sshd sshd;

  @BeforeAll
  static void keyPairs() throws Exception {
    hostKey = Sshd.ecdsa();
    Ran.key(keys.resolve("ecdsa"), "ecdsa", "");
    Ran.key(keys.resolve("rsa"), "rsa", "");
    Ran.key(keys.resolve("locked"), "ecdsa", "passphrase");
  }

  @BeforeEach
  void start() throws IOException {
    sshd = new Sshd(folder, hostKey);
  }

  @AfterEach
  void stop() throws IOException {
    sshd.close();
  }

  @Test
  void logsInWithKeysOfEachKind() throws Exception {
    for (String type : List.of("ecdsa", "rsa")) {
      letIn(type);
      assertThat(Sshd.echo(connect(type))).as(type).isEqualTo("hello");
      sshd.letNobodyIn();
    }
  }

  @Test
  void logsInByTheAgent() throws Exception {
    for (String type : List.of("ecdsa", "rsa", "locked")) {
      letIn(type);
      try (Agent agent = new Agent(folder.resolve("agent-" + type))) {
        agent.add(keys.resolve(type));
        assertThat(Sshd.echo(connect("none", "IdentityAgent " + agent.socket())))
            .as(type)
            .isEqualTo("hello");
      }
      sshd.letNobodyIn();
    }
  }

  @Test
  void anAgentThatIsNotThereIsPassedOver() throws Exception {
    letIn("ecdsa");
    assertThat(Sshd.echo(connect("ecdsa", "IdentityAgent " + folder.resolve("none"))))
        .isEqualTo("hello");
  }

  @Test
  void theLoginIsRefused() {
    refused(
        () -> connect("ecdsa"),
        "n1: it refuses the login as ann;"
            + " add your key to its authorized_keys: ssh-copy-id ann@n1");
  }

  @Test
  void theKeyIsEncrypted() throws Exception {
    letIn("locked");
    Path key = keys.resolve("locked");
    refused(
        () -> connect("locked"),
        "n1: it refuses the login as ann, and the key "
            + key
            + " is encrypted; add it to the SSH agent: ssh-add "
            + key);
  }

  @Test
  void nobodyListens() throws Exception {
    int port = sshd.server().getPort();
    sshd.close();
    refused(
        () -> sshd.connect(port, keys.resolve("ecdsa")),
        "n1: 127.0.0.1 port "
            + port
            + " refuses the connection; start sshd there, or correct ansible_port");
  }

  @Test
  void nobodyAnswers() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      int port = silent.getLocalPort();
      refused(
          () -> sshd.connect(port, keys.resolve("ecdsa"), "ConnectTimeout 1"),
          "n1: 127.0.0.1 port "
              + port
              + " does not answer within 1 s; look whether the node is up, or raise"
              + " ConnectTimeout");
    }
  }

  @Test
  void theNameIsNotKnown() {
    refused(
        () -> connect("ecdsa", "HostName no-such-host.invalid"),
        "n1: no address is known for no-such-host.invalid;"
            + " correct ansible_host, or the name in DNS");
  }

  @Test
  void theProxyEnds() throws Exception {
    letIn("ecdsa");
    assertThat(
            Sshd.echo(
                connect(
                    "ecdsa", "ProxyCommand bash -c 'exec 3<>/dev/tcp/%h/%p; cat <&3 & cat >&3'")))
        .isEqualTo("hello");
    refused(
        () -> connect("ecdsa", "ProxyCommand sh -c 'echo no such jump host >&2; exit 7'"),
        "n1: the way to it ended: no such jump host; try it by hand: ssh n1");
  }

  @Test
  void whatALoginShellPrintsIsPassedOver() throws Exception {
    letIn("ecdsa");
    sshd.server()
        .setCommandFactory(
            (channel, command) ->
                new LoginShell("echo Welcome to n1; echo; printf n1:; " + command));
    SshTarget target = sshd.target(sshd.server().getPort(), keys.resolve("ecdsa"));
    Payload payload =
        Ran.payload(folder.resolve("payload"), "one", "echo '" + Wire.MARKER + "'; exec cat");
    try (Shell shell = connect("ecdsa")) {
      Opening.Started started = new Opening(target, shell, payload, false).open();
      assertThat(started.errors().text()).isEmpty();
      started.process().close();
    }
  }

  private void refused(ThrowingCallable connecting, String message) {
    assertThatThrownBy(connecting).isInstanceOf(NodeTrouble.Unreachable.class).hasMessage(message);
  }

  private Shell connect(String key, String... more) throws IOException {
    return sshd.connect(keys.resolve(key), more);
  }

  private void letIn(String key) throws IOException {
    sshd.letIn(keys.resolve(key));
  }

  /** An SSH agent. */
  private static final class Agent implements AutoCloseable {

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
}
