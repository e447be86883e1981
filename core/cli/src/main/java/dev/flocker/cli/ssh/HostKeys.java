package dev.flocker.cli.ssh;

import com.hierynomus.sshj.userauth.certificate.Certificate;
import dev.flocker.cli.ssh.KnownHosts.Line;
import dev.flocker.cli.ssh.KnownHosts.Marker;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import net.schmizz.sshj.transport.verification.HostKeyVerifier;
import org.jspecify.annotations.Nullable;

/** Checks a host's key as OpenSSH does, and remembers why it was refused. */
final class HostKeys implements HostKeyVerifier {

  private static final String CERTIFICATE = "-cert-v01@openssh.com";

  /** What is written there is not remembered. */
  private static final Set<String> NOTHING = Set.of("/dev/null", "none");

  private final SshConfig config;
  private final KnownHosts known;
  private final Consumer<String> notes;
  private Optional<Refusal> refusal = Optional.empty();
  private @Nullable KeyText remembered;

  record Refusal(String why, String remedy) {}

  /**
   * @param notes for who wants to know which keys were new
   */
  HostKeys(SshConfig config, Consumer<String> notes) {
    this.notes = notes;
    this.config = config;
    this.known = KnownHosts.read(config.knownHosts());
  }

  Optional<Refusal> refusal() {
    return refusal;
  }

  @Override
  public boolean verify(String hostname, int ignored, PublicKey key) {
    HostCertificate certificate =
        key instanceof Certificate<?> c ? new HostCertificate(c, config) : null;
    KeyText plain = key instanceof Certificate<?> c ? KeyText.of(c.getKey()) : KeyText.of(key);
    List<KeyText> forms = new ArrayList<>(List.of(plain));
    if (certificate != null) {
      forms.addAll(List.of(certificate.text(), certificate.authority()));
    }
    refusal = revoked(plain, forms);
    if (refusal.isPresent()) {
      return false;
    }
    List<Line> lines = lines();
    boolean accepted =
        plain.equals(remembered)
            || lines.stream()
                .anyMatch(
                    line ->
                        switch (line.marker()) {
                          case NONE -> line.key().equals(plain);
                          case AUTHORITY -> certificate != null && certificate.isFrom(line);
                          case REVOKED -> false;
                        });
    if (!accepted) {
      refusal = isNew() ? remember(plain) : Optional.of(stranger(plain, lines));
    }
    return refusal.isEmpty();
  }

  /** Whether the user wants the keys of such hosts accepted. One with another key is none. */
  private boolean isNew() {
    return config.acceptsNewHosts()
        && remembered == null
        && first(known.of(config.hostKeyNames().getFirst()), Marker.NONE).isEmpty();
  }

  private Optional<Refusal> remember(KeyText key) {
    String kept = config.keptKnownHosts();
    if (NOTHING.contains(kept)) {
      return Optional.of(stranger(key, List.of()));
    }
    Path file = Path.of(kept);
    try {
      String name = config.hostKeyNames().getFirst();
      NewHosts.remember(file, name, key, config.hashesKnownHosts());
      remembered = key;
      notes.accept("its host key is new, and known from now on: " + shown(key) + ", in " + file);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(
          new Refusal(
              "its host key " + shown(key) + " is new, and cannot be remembered: " + e,
              "make " + file + " a file that can be written"));
    }
  }

  /** Where another port's key would do, that counts only if none is known for this one. */
  private List<Line> lines() {
    List<Line> lines = List.of();
    for (String name : config.hostKeyNames()) {
      lines = known.of(name);
      if (lines.stream().anyMatch(line -> line.marker() != Marker.REVOKED)) {
        return lines;
      }
    }
    return lines;
  }

  private Optional<Refusal> revoked(KeyText plain, List<KeyText> forms) {
    for (String name : config.hostKeyNames()) {
      for (Line line : known.of(name)) {
        if (line.marker() == Marker.REVOKED && forms.contains(line.key())) {
          return Optional.of(revoked(plain, line.place()));
        }
      }
    }
    Optional<Path> file = config.revokedHostKeys();
    try {
      return file.isPresent() && new RevokedKeys(file.get()).hasAnyOf(forms)
          ? Optional.of(revoked(plain, file.get().toString()))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.of(
          new Refusal(
              "whether its host key is revoked cannot be told: " + e,
              "correct RevokedHostKeys in the SSH configuration"));
    }
  }

  private static Refusal revoked(KeyText key, String where) {
    return new Refusal(
        "its host key is revoked: " + shown(key) + ", by " + where,
        "find out why, and give the node another key");
  }

  private Refusal stranger(KeyText key, List<Line> lines) {
    String name = config.hostKeyNames().getFirst();
    String file = config.keptKnownHosts();
    boolean forgets = NOTHING.contains(file);
    Path kept = forgets ? Path.of(SshTokens.HOME, ".ssh", "known_hosts") : Path.of(file);
    String accept =
        "echo "
            + Quote.word(name + " " + key)
            + " >>"
            + Quote.word(kept.toString())
            + (forgets ? ", and no longer set UserKnownHostsFile to " + file : "");
    List<String> ignored = config.ignoredForHostKeys();
    String also =
        (ignored.isEmpty() ? "" : "; flocker does not honour " + String.join(", ", ignored))
            + (forgets ? ", and in " + file + " no key is known" : "");
    Optional<Line> other = first(lines, Marker.NONE);
    if (other.isPresent()) {
      return new Refusal(
          "its host key has changed: it shows "
              + shown(key)
              + ", and "
              + other.get().place()
              + " has another"
              + also,
          "if you know why, forget the old one and accept the new: ssh-keygen -f "
              + Quote.word(other.get().file().toString())
              + " -R "
              + Quote.word(name)
              + "; "
              + accept);
    }
    return new Refusal(
        "its host key is not known: "
            + shown(key)
            + first(lines, Marker.AUTHORITY)
                .map(line -> ", without a certificate that is valid by " + line.place())
                .orElse("")
            + also,
        "if that is its fingerprint, accept it: " + accept);
  }

  private static Optional<Line> first(List<Line> lines, Marker marker) {
    return lines.stream().filter(line -> line.marker() == marker).findFirst();
  }

  private static String shown(KeyText key) {
    return key.type() + " " + key.fingerprint();
  }

  /** Those to prefer: of keys that are known, and of certificates where an authority is. */
  @Override
  public List<String> findExistingAlgorithms(String hostname, int ignored) {
    List<String> names = new ArrayList<>();
    for (Line line : lines()) {
      if (line.marker() == Marker.AUTHORITY) {
        config.names("HostKeyAlgorithms").stream()
            .filter(name -> name.endsWith(CERTIFICATE))
            .forEach(names::add);
      } else if (line.marker() == Marker.NONE) {
        names.add(line.key().type());
        if (line.key().type().equals("ssh-rsa")) {
          names.addAll(List.of("rsa-sha2-512", "rsa-sha2-256"));
        }
      }
    }
    return names;
  }
}
