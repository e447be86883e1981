package dev.flocker.cli.ssh;

import dev.flocker.cli.session.NodeTrouble;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.schmizz.sshj.DefaultConfig;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.method.AuthMethod;
import net.schmizz.sshj.userauth.method.AuthPublickey;
import org.jspecify.annotations.Nullable;

/** Connects to a node as OpenSSH would, and says plainly why where it cannot. */
final class Dial {

  /** How long a node may take no bytes, busy with its disk perhaps, before it counts as lost. */
  private static final int STALL_MILLIS = 300_000;

  private final String node;
  private final SshConfig config;
  private final List<String> options;
  private @Nullable ProxySocket way;

  Dial(String node, SshConfig config, List<String> options) {
    this.node = node;
    this.config = config;
    this.options = options;
  }

  /**
   * @throws NodeTrouble.Unreachable with the reason
   */
  Shell connect() {
    Aliases.install();
    List<Path> unusable = new ArrayList<>();
    HostKeys hostKeys = new HostKeys(config);
    Algorithms algorithms = new Algorithms(config);
    SSHClient client = null;
    try {
      DefaultConfig offer = algorithms.offer();
      offer.setVerifyHostKeyCertificates(false); // HostKeys does, by the name in known_hosts
      client = new SSHClient(offer);
      client.addHostKeyVerifier(hostKeys);
      client.setConnectTimeout(config.connectTimeout());
      client.setTimeout(config.connectTimeout());
      client.getTransport().setTimeoutMs(config.connectTimeout());
      connect(client);
      offer.setKeyAlgorithms(algorithms.ofUsers());
      client.auth(config.user(), methods(client, unusable));
      offer.setKeyAlgorithms(algorithms.ofHosts());
      client.setTimeout(0);
      client.getTransport().setTimeoutMs(STALL_MILLIS);
      return new SshShell(client);
    } catch (IOException e) {
      String said = String.valueOf(e.getMessage());
      NodeTrouble trouble =
          trouble(e, hostKeys.refusal().or(() -> algorithms.disagreement(said)), unusable);
      close(client);
      throw trouble;
    }
  }

  private void connect(SSHClient client) throws IOException {
    Optional<List<String>> proxy = config.proxy(options);
    if (proxy.isPresent()) {
      ProxySocket program = new ProxySocket(proxy.get());
      way = program;
      client.setSocketFactory(new OneSocket(program));
      client.connect(config.hostname(), config.port());
    } else {
      client.connect(config.hostname(), config.port());
      client.getSocket().setTcpNoDelay(true);
    }
  }

  private List<AuthMethod> methods(SSHClient client, List<Path> unusable) throws IOException {
    List<AuthMethod> methods = new ArrayList<>();
    if (!config.identitiesOnly() && config.agent().isPresent()) {
      methods.addAll(AgentKeys.methods(config.agent().get()));
    }
    for (Path file : config.identities()) {
      if (Files.isReadable(file)) {
        if (encrypted(file)) {
          unusable.add(file);
        } else {
          methods.add(new AuthPublickey(client.loadKeys(file.toString())));
        }
      }
    }
    return methods;
  }

  /** In OpenSSH's own format the name of the cipher follows the magic word. */
  private static boolean encrypted(Path file) throws IOException {
    String text = Files.readString(file);
    if (text.contains("BEGIN OPENSSH PRIVATE KEY")) {
      String body = text.replaceAll("-----[A-Z ]+-----|\\s", "");
      byte[] head = java.util.Base64.getMimeDecoder().decode(body.substring(0, 40));
      return !new String(head, java.nio.charset.StandardCharsets.ISO_8859_1).contains("none");
    }
    return text.contains("ENCRYPTED");
  }

  private NodeTrouble trouble(
      IOException e, Optional<HostKeys.Refusal> refusal, List<Path> unusable) {
    if (refusal.isPresent()) {
      return unreachable(refusal.get().why(), refusal.get().remedy());
    }
    String where = config.hostname() + " port " + config.port();
    Throwable cause = e;
    while (cause.getCause() != null && !(cause instanceof UserAuthException)) {
      cause = cause.getCause();
    }
    if (cause instanceof UserAuthException) {
      return refused(unusable);
    }
    String lastWords = way == null ? "" : way.lastWords();
    if (!lastWords.isEmpty()) {
      return unreachable("the way to it ended: " + lastWords, "try it by hand: ssh " + node);
    }
    return switch (cause) {
      case UnknownHostException unknown ->
          unreachable(
              "no address is known for " + config.hostname(),
              "correct ansible_host, or the name in DNS");
      case ConnectException refused ->
          unreachable(
              where + " refuses the connection", "start sshd there, or correct ansible_port");
      case NoRouteToHostException none ->
          unreachable("there is no route to " + where, "look at the network, or start the node");
      case SocketTimeoutException slow -> slow(where);
      case java.util.concurrent.TimeoutException slow -> slow(where);
      case TransportException broken ->
          unreachable(
              "SSH with " + where + " failed: " + broken.getMessage(),
              "try it by hand: ssh " + node);
      default ->
          unreachable(
              "SSH with " + where + " failed: " + cause.getMessage(),
              "try it by hand: ssh " + node);
    };
  }

  private NodeTrouble refused(List<Path> unusable) {
    String why = "it refuses the login as " + config.user();
    if (!unusable.isEmpty()) {
      return unreachable(
          why + ", and the key " + unusable.getFirst() + " is encrypted",
          "add it to the SSH agent: ssh-add " + unusable.getFirst());
    }
    return unreachable(
        why, "add your key to its authorized_keys: ssh-copy-id " + config.user() + "@" + node);
  }

  private NodeTrouble slow(String where) {
    return unreachable(
        where + " does not answer within " + config.connectTimeout() / 1000 + " s",
        "look whether the node is up, or raise ConnectTimeout");
  }

  private NodeTrouble unreachable(String why, String remedy) {
    return new NodeTrouble.Unreachable(node, why, remedy);
  }

  private static void close(@Nullable SSHClient client) {
    try {
      if (client != null) {
        client.close();
      }
    } catch (IOException e) {
      // It was not open.
    }
  }
}
