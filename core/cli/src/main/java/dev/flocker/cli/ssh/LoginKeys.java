package dev.flocker.cli.ssh;

import com.hierynomus.sshj.userauth.certificate.Certificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.userauth.keyprovider.KeyProvider;
import net.schmizz.sshj.userauth.method.AuthMethod;
import net.schmizz.sshj.userauth.method.AuthPublickey;

/**
 * The keys to log in with, in OpenSSH's order: of the agent those that the configuration names, the
 * agent's others, and those that are in files only.
 */
final class LoginKeys {

  private final SshConfig config;
  private final List<AuthMethod> methods = new ArrayList<>();
  private final Map<Path, String> useless = new LinkedHashMap<>();

  LoginKeys(SshConfig config, SSHClient client) {
    this.config = config;
    List<KeyFile> files = new ArrayList<>();
    Set<KeyText> named = new LinkedHashSet<>();
    for (Path path : config.identities()) {
      if (Files.exists(path) || Files.exists(KeyFile.beside(path, ".pub"))) {
        KeyFile file = KeyFile.read(path);
        files.add(file);
        named.addAll(file.publicKeys());
      } else if (!config.isUsual(path)) {
        useless.put(path, "is not there");
      }
    }
    for (Path certificate : config.certificates()) {
      named.addAll(KeyFile.publicKeys(certificate));
    }
    Collection<KeyText> held = fromAgent(named);
    for (KeyFile file : files) {
      if (file.publicKeys().stream().noneMatch(held::contains)) {
        fromFile(file, client);
      }
    }
  }

  List<AuthMethod> methods() {
    return methods;
  }

  /** The files that were passed over, and what is wrong with each. */
  Map<Path, String> useless() {
    return useless;
  }

  /**
   * @return the keys that the agent has and the configuration names
   */
  private Collection<KeyText> fromAgent(Set<KeyText> named) {
    List<KeyText> keys = config.agent().map(AgentKeys::held).orElse(List.of());
    List<KeyText> order = new ArrayList<>(keys.stream().filter(named::contains).toList());
    if (!config.identitiesOnly()) {
      keys.stream().filter(key -> !named.contains(key)).forEach(order::add);
    }
    for (KeyText key : order) {
      for (KeyText certificate : certificates(key)) {
        offer(certificate, key);
      }
      offer(key, key);
    }
    return order;
  }

  private void offer(KeyText shown, KeyText key) {
    List<String> algorithms = algorithms(shown.type());
    if (!algorithms.isEmpty()) {
      methods.add(new AgentKeys(config.agent().orElseThrow(), shown, key, algorithms));
    }
  }

  /** Those in files that vouch for a key of the agent's. */
  private List<KeyText> certificates(KeyText key) {
    List<Path> files = new ArrayList<>(config.certificates());
    config.identities().forEach(path -> files.add(KeyFile.beside(path, "-cert.pub")));
    return files.stream()
        .flatMap(file -> KeyFile.publicKeys(file).stream())
        .filter(text -> vouchedFor(text).filter(key::equals).isPresent())
        .toList();
  }

  /** The key that a certificate is about; empty if the text is none. */
  private static Optional<KeyText> vouchedFor(KeyText text) {
    try {
      PublicKey read = new Buffer.PlainBuffer(text.encoded()).readPublicKey();
      return read instanceof Certificate<?> c
          ? Optional.of(KeyText.of(c.getKey()))
          : Optional.empty();
    } catch (IOException | RuntimeException e) { // sshj's parsers throw what they like
      return Optional.empty();
    }
  }

  /** Those that the configuration allows for a type of key: RSA has more than one. */
  private List<String> algorithms(String type) {
    String rsa = "ssh-rsa";
    String all =
        type.startsWith(rsa)
            ? "(ssh-rsa|rsa-sha2-256|rsa-sha2-512)" + type.substring(rsa.length())
            : type;
    return config.userKeyAlgorithms().stream().filter(name -> name.matches(all)).toList();
  }

  private void fromFile(KeyFile file, SSHClient client) {
    if (file.complaint().isPresent()) {
      useless.put(file.path(), file.complaint().get());
      return;
    }
    try {
      KeyProvider key = client.loadKeys(file.text(), null, null);
      for (Path certificate : certificates(file)) {
        certified(file, key, certificate);
      }
      add(key);
    } catch (IOException | RuntimeException e) { // sshj's parsers throw what they like
      useless.put(file.path(), "is no private key that flocker can read");
    }
  }

  /** Those that the configuration names, and the one beside the key. */
  private List<Path> certificates(KeyFile file) {
    List<Path> certificates = new ArrayList<>(config.certificates());
    Path beside = KeyFile.beside(file.path(), "-cert.pub");
    if (Files.exists(beside)) {
      certificates.add(beside);
    }
    return certificates;
  }

  private void certified(KeyFile file, KeyProvider key, Path certificate) {
    List<KeyText> texts = KeyFile.publicKeys(certificate);
    try {
      for (KeyText text : texts) {
        PublicKey shown = new Buffer.PlainBuffer(text.encoded()).readPublicKey();
        if (shown instanceof Certificate<?> c && file.has(KeyText.of(c.getKey()))) {
          add(new CertifiedKey(key, shown));
        }
      }
    } catch (IOException | RuntimeException e) { // sshj's parsers throw what they like
      useless.put(certificate, "is no certificate");
    }
    if (texts.isEmpty()) {
      useless.put(certificate, Files.exists(certificate) ? "is no certificate" : "is not there");
    }
  }

  /** A private key with what vouches for its public half. */
  private record CertifiedKey(KeyProvider key, PublicKey certificate) implements KeyProvider {

    @Override
    public PrivateKey getPrivate() throws IOException {
      return key.getPrivate();
    }

    @Override
    public PublicKey getPublic() {
      return certificate;
    }

    @Override
    public KeyType getType() {
      return KeyType.fromKey(certificate);
    }
  }

  private void add(KeyProvider key) throws IOException {
    key.getPublic();
    key.getPrivate();
    methods.add(new AuthPublickey(key));
  }
}
