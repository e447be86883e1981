package dev.flocker.cli.ssh;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.transport.verification.HostKeyVerifier;
import net.schmizz.sshj.transport.verification.OpenSSHKnownHosts;

/** Checks a host's key by known_hosts, and remembers why it was refused. */
final class HostKeys implements HostKeyVerifier {

  private final String name;
  private final int port;
  private final List<Path> files;
  private final List<OpenSSHKnownHosts> known = new ArrayList<>();
  private Optional<Refusal> refusal = Optional.empty();

  record Refusal(String why, String remedy) {}

  /**
   * @param name the host's in known_hosts
   */
  HostKeys(String name, int port, List<Path> files) throws IOException {
    this.name = name;
    this.port = port;
    this.files = files;
    for (Path file : files) {
      File there = file.toFile();
      if (there.canRead()) {
        known.add(new OpenSSHKnownHosts(there));
      }
    }
  }

  Optional<Refusal> refusal() {
    return refusal;
  }

  @Override
  public boolean verify(String hostname, int ignored, PublicKey key) {
    if (known.stream().anyMatch(hosts -> hosts.verify(name, port, key))) {
      return true;
    }
    String found = KeyType.fromKey(key) + " " + fingerprint(key);
    String file = files.isEmpty() ? "~/.ssh/known_hosts" : files.getFirst().toString();
    String scan = "ssh-keyscan" + (port == 22 ? "" : " -p " + port) + " " + Quote.word(name);
    refusal =
        Optional.of(
            findExistingAlgorithms(hostname, port).isEmpty()
                ? new Refusal(
                    "its host key is not known: " + found,
                    "if that is its fingerprint, accept it: " + scan + " >>" + Quote.word(file))
                : new Refusal(
                    "its host key has changed: it shows " + found,
                    "if you know why, forget the old one and accept the new: ssh-keygen -f "
                        + Quote.word(file)
                        + " -R "
                        + Quote.word(port == 22 ? name : "[" + name + "]:" + port)
                        + "; "
                        + scan
                        + " >>"
                        + Quote.word(file)));
    return false;
  }

  @Override
  public List<String> findExistingAlgorithms(String hostname, int ignored) {
    return known.stream().flatMap(h -> h.findExistingAlgorithms(name, port).stream()).toList();
  }

  /** As OpenSSH shows it. */
  private static String fingerprint(PublicKey key) {
    byte[] encoded = new Buffer.PlainBuffer().putPublicKey(key).getCompactData();
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(encoded);
      return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
