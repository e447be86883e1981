package dev.flocker.cli.ssh;

import dev.flocker.cli.session.NodeTrouble;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import net.schmizz.sshj.DefaultConfig;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.method.AuthMethod;
import org.jspecify.annotations.Nullable;

/** Connects to a node as OpenSSH would, and says plainly why where it cannot. */
final class Dial {

  /** How long a node may take no bytes, busy with its disk perhaps, before it counts as lost. */
  private static final int STALL_MILLIS = 300_000;

  private final String node;
  private final SshConfig config;
  private final List<String> options;
  private final Consumer<String> notes;
  private Map<Path, String> useless = Map.of();
  private int keysToTry;
  private @Nullable ProxySocket way;

  /**
   * @param notes for who wants to know more than that it failed or did not
   */
  Dial(String node, SshConfig config, List<String> options, Consumer<String> notes) {
    this.node = node;
    this.config = config;
    this.options = options;
    this.notes = notes;
  }

  /**
   * @throws NodeTrouble.Unreachable with the reason
   */
  Shell connect() {
    Aliases.install();
    config.ignored().forEach(what -> notes.accept(node + ": flocker does not honour " + what));
    HostKeys hostKeys = new HostKeys(config, what -> notes.accept(node + ": " + what));
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
      logIn(client);
      offer.setKeyAlgorithms(algorithms.ofHosts());
      client.setTimeout(0);
      client.getTransport().setTimeoutMs(STALL_MILLIS);
      return new SshShell(client);
    } catch (IOException e) {
      String said = String.valueOf(e.getMessage());
      NodeTrouble trouble = trouble(e, hostKeys.refusal().or(() -> algorithms.disagreement(said)));
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
    }
    try {
      client.connect(config.hostname(), config.port());
    } catch (IllegalStateException ended) {
      // It ended between two steps of sshj's; what ended it, the transport knows.
      client.getTransport().join(config.connectTimeout(), TimeUnit.MILLISECONDS);
      throw new TransportException(ended);
    }
    if (proxy.isEmpty()) {
      client.getSocket().setTcpNoDelay(true);
    }
  }

  private void logIn(SSHClient client) throws IOException {
    LoginKeys keys = new LoginKeys(config, client);
    useless = keys.useless();
    useless.forEach((file, why) -> notes.accept(node + ": the key " + file + " " + why));
    UserAuthException refused = new UserAuthException("there is no key");
    for (AuthMethod method : keys.methods()) {
      try {
        client.auth(config.user(), List.of(method));
        return;
      } catch (UserAuthException | TransportException e) {
        if (!client.isConnected() || ended(e)) {
          keysToTry = keys.methods().size();
          throw e;
        }
        refused = e instanceof UserAuthException one ? one : new UserAuthException(e);
      }
    }
    throw refused;
  }

  /** Whether the connection did, as opposed to a key that was refused or that cannot be used. */
  private static boolean ended(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SocketException
          || (cause instanceof TransportException
              && !String.valueOf(cause.getMessage()).startsWith("Cannot find an available Key"))) {
        return true;
      }
    }
    return false;
  }

  private NodeTrouble trouble(IOException e, Optional<HostKeys.Refusal> refusal) {
    if (refusal.isPresent()) {
      return unreachable(refusal.get().why(), refusal.get().remedy());
    }
    if (keysToTry > 1) {
      return unreachable(
          "it ends the connection at the login as "
              + config.user()
              + ", with "
              + keysToTry
              + " keys to try",
          "name the right one: IdentityFile and IdentitiesOnly yes in the SSH configuration");
    }
    String where = config.hostname() + " port " + config.port();
    Throwable cause = e;
    while (cause.getCause() != null && !(cause instanceof UserAuthException)) {
      cause = cause.getCause();
    }
    if (cause instanceof UserAuthException) {
      return refused();
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

  private NodeTrouble refused() {
    StringBuilder why = new StringBuilder("it refuses the login as " + config.user());
    useless.forEach((file, fault) -> why.append(", and the key " + file + " " + fault));
    Optional<Path> locked =
        useless.entrySet().stream()
            .filter(e -> e.getValue().equals(KeyFile.ENCRYPTED))
            .map(Map.Entry::getKey)
            .findFirst();
    Optional<String> pkcs11 = config.pkcs11Provider();
    pkcs11.ifPresent(provider -> why.append(", and flocker does not honour PKCS11Provider"));
    return unreachable(
        why.toString(),
        locked
            .map(file -> "add it to the SSH agent: ssh-add " + file)
            .or(() -> pkcs11.map(p -> "add its keys to the SSH agent: ssh-add -s " + p))
            .orElse(
                "add your key to its authorized_keys: ssh-copy-id " + config.user() + "@" + node));
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
