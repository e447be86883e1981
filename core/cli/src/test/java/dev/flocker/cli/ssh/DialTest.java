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
import java.security.KeyPairGenerator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
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
  private final Set<String> welcome = new HashSet<>();
  private SshServer server;

  @BeforeAll
  static void keyPairs() throws Exception {
    hostKey = keyPair("EC", 256);
    Ran.key(keys.resolve("ecdsa"), "ecdsa", "");
    Ran.key(keys.resolve("rsa"), "rsa", "");
    Ran.key(keys.resolve("locked"), "ecdsa", "passphrase");
  }

  @BeforeEach
  void start() throws IOException {
    server = SshServer.setUpDefaultServer();
    server.setHost("127.0.0.1");
    server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
    server.setPublickeyAuthenticator(
        (user, key, session) -> welcome.contains(PublicKeyEntry.toString(key)));
    server.setCommandFactory((channel, command) -> new LoginShell(command));
    server.start();
    knownHosts(PublicKeyEntry.toString(hostKey.getPublic()));
  }

  @AfterEach
  void stop() throws IOException {
    server.stop(true);
  }

  @Test
  void logsInWithKeysOfEachKind() throws Exception {
    for (String type : List.of("ecdsa", "rsa")) {
      letIn(type);
      assertThat(echo(connect(type))).as(type).isEqualTo("hello");
      welcome.clear();
    }
  }

  @Test
  void logsInByTheAgent() throws Exception {
    for (String type : List.of("ecdsa", "rsa", "locked")) {
      letIn(type);
      try (Agent agent = new Agent(folder.resolve("agent-" + type))) {
        agent.add(keys.resolve(type));
        assertThat(echo(connect("none", "IdentityAgent " + agent.socket())))
            .as(type)
            .isEqualTo("hello");
      }
      welcome.clear();
    }
  }

  @Test
  void anAgentThatIsNotThereIsPassedOver() throws Exception {
    letIn("ecdsa");
    assertThat(echo(connect("ecdsa", "IdentityAgent " + folder.resolve("none"))))
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
  void theHostKeyIsNotKnown() throws Exception {
    Files.writeString(folder.resolve("known_hosts"), "");
    refused(
        () -> connect("ecdsa"),
        "n1: its host key is not known: ecdsa-sha2-nistp256 "
            + KeyUtils.getFingerPrint(hostKey.getPublic())
            + "; if that is its fingerprint, accept it: ssh-keyscan -p "
            + server.getPort()
            + " 127.0.0.1 >>"
            + folder.resolve("known_hosts"));
  }

  @Test
  void theHostKeyHasChanged() throws Exception {
    knownHosts(PublicKeyEntry.toString(keyPair("EC", 256).getPublic()));
    Path file = folder.resolve("known_hosts");
    refused(
        () -> connect("ecdsa"),
        "n1: its host key has changed: it shows ecdsa-sha2-nistp256 "
            + KeyUtils.getFingerPrint(hostKey.getPublic())
            + "; if you know why, forget the old one and accept the new: ssh-keygen -f "
            + file
            + " -R '[127.0.0.1]:"
            + server.getPort()
            + "'; ssh-keyscan -p "
            + server.getPort()
            + " 127.0.0.1 >>"
            + file);
  }

  @Test
  void nobodyListens() throws Exception {
    int port = server.getPort();
    server.stop(true);
    refused(
        () -> connect(port, "ecdsa"),
        "n1: 127.0.0.1 port "
            + port
            + " refuses the connection; start sshd there, or correct ansible_port");
  }

  @Test
  void nobodyAnswers() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      int port = silent.getLocalPort();
      refused(
          () -> connect(port, "ecdsa", "ConnectTimeout 1"),
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
            echo(
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
    server.setCommandFactory(
        (channel, command) -> new LoginShell("echo Welcome to n1; echo; printf n1:; " + command));
    SshTarget target = target(server.getPort(), "ecdsa");
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

  private static String echo(Shell shell) throws Exception {
    try (shell;
        Shell.Running echo = shell.start("read -r word; echo \"$word\"")) {
      echo.input().write("hello\n".getBytes());
      echo.input().flush();
      return new String(echo.output().readNBytes(5));
    }
  }

  private Shell connect(String key, String... more) throws IOException {
    return connect(server.getPort(), key, more);
  }

  private Shell connect(int port, String key, String... more) throws IOException {
    SshTarget target = target(port, key, more);
    return new Dial("n1", SshConfig.of(target), target.options()).connect();
  }

  /** OpenSSH takes the first value of a keyword. */
  private SshTarget target(int port, String key, String... more) throws IOException {
    Path file = folder.resolve("config");
    Files.writeString(
        file,
        String.join("\n", more)
            + "\nHostName 127.0.0.1\nUser ann\nPort "
            + port
            + "\nIdentityAgent none\nIdentityFile "
            + keys.resolve(key)
            + "\nUserKnownHostsFile "
            + folder.resolve("known_hosts")
            + "\nGlobalKnownHostsFile /dev/null\nConnectTimeout 20\n");
    return new SshTarget(
        "n1",
        "n1",
        List.of("-F", file.toString()),
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(folder.resolve("home").toString()),
        Map.of());
  }

  private void knownHosts(String key) throws IOException {
    Files.writeString(
        folder.resolve("known_hosts"), "[127.0.0.1]:" + server.getPort() + " " + key + "\n");
  }

  private void letIn(String key) throws IOException {
    String[] words = Files.readString(keys.resolve(key + ".pub")).split(" ");
    welcome.add(words[0] + " " + words[1].strip());
  }

  private static KeyPair keyPair(String algorithm, int bits) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(bits);
    return generator.generateKeyPair();
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
