package dev.flocker.cli.ssh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;

/** A server of this machine, and the configuration of OpenSSH that leads to it as n1. */
final class Sshd implements AutoCloseable {

  private final Path folder;
  private final KeyPair hostKey;
  private final SshServer server;
  private final List<String> notes = new ArrayList<>();
  private final Set<String> welcome = new HashSet<>();

  /**
   * @param folder for its files
   */
  Sshd(Path folder, KeyPair hostKey) throws IOException {
    this.folder = folder;
    this.hostKey = hostKey;
    this.server = SshServer.setUpDefaultServer();
    server.setHost("127.0.0.1");
    server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
    server.setPublickeyAuthenticator(
        (user, key, session) -> welcome.contains(PublicKeyEntry.toString(key)));
    server.setCommandFactory((channel, command) -> new LoginShell(command));
    server.start();
    known(name() + " " + key());
  }

  /** What was said of logins besides. */
  List<String> notes() {
    return notes;
  }

  SshServer server() {
    return server;
  }

  /** In known_hosts. */
  String name() {
    return "[127.0.0.1]:" + server.getPort();
  }

  /** The host's, as a line has it. */
  String key() {
    return PublicKeyEntry.toString(hostKey.getPublic());
  }

  Path knownHosts() {
    return folder.resolve("known_hosts");
  }

  /** All of the known_hosts. */
  void known(String... lines) throws IOException {
    Files.writeString(knownHosts(), String.join("\n", lines) + "\n");
  }

  /**
   * @param key the private one's file
   */
  void letIn(Path key) throws IOException {
    String[] words = Files.readString(Path.of(key + ".pub")).split(" ");
    welcome.add(words[0] + " " + words[1].strip());
  }

  void letNobodyIn() {
    welcome.clear();
  }

  Shell connect(Path key, String... more) throws IOException {
    return connect(server.getPort(), key, more);
  }

  Shell connect(int port, Path key, String... more) throws IOException {
    SshTarget target = target(port, key, more);
    return new Dial("n1", SshConfig.of(target), target.options(), notes::add).connect();
  }

  /** OpenSSH takes the first value of a keyword. */
  SshTarget target(int port, Path key, String... more) throws IOException {
    Path file = folder.resolve("config");
    Files.writeString(
        file,
        String.join("\n", more)
            + "\nHostName 127.0.0.1\nUser ann\nPort "
            + port
            + "\nIdentityAgent none\nIdentityFile "
            + key
            + "\nUserKnownHostsFile "
            + knownHosts()
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

  static String echo(Shell shell) throws IOException {
    try (shell;
        Shell.Running echo = shell.start("read -r word; echo \"$word\"")) {
      echo.input().write("hello\n".getBytes());
      echo.input().flush();
      return new String(echo.output().readNBytes(5));
    }
  }

  static KeyPair ecdsa() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    return generator.generateKeyPair();
  }

  @Override
  public void close() throws IOException {
    server.stop(true);
  }
}
