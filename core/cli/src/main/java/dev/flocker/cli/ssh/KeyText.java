package dev.flocker.cli.ssh;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Base64;
import java.util.Optional;
import net.schmizz.sshj.common.Buffer;

/**
 * A public key or a certificate as OpenSSH writes it.
 *
 * @param type such as {@code ssh-ed25519}
 * @param base64 the key in SSH's own encoding, which begins with the type
 */
record KeyText(String type, String base64) {

  static KeyText of(PublicKey key) {
    return of(new Buffer.PlainBuffer().putPublicKey(key).getCompactData());
  }

  /**
   * @throws IllegalArgumentException if it does not begin with a type
   */
  static KeyText of(byte[] encoded) {
    try {
      String type = new Buffer.PlainBuffer(encoded).readString();
      return new KeyText(type, Base64.getEncoder().encodeToString(encoded));
    } catch (Buffer.BufferException | RuntimeException e) {
      throw new IllegalArgumentException("not a public key", e);
    }
  }

  /** From a line; empty if it is none: what follows the key is a comment. */
  static Optional<KeyText> parse(String line) {
    String[] words = line.strip().split("[ \t]+", 3);
    if (words.length < 2) {
      return Optional.empty();
    }
    try {
      return Optional.of(of(Base64.getDecoder().decode(words[1])))
          .filter(key -> key.type().equals(words[0]));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  byte[] encoded() {
    return Base64.getDecoder().decode(base64);
  }

  /** As OpenSSH shows it. */
  String fingerprint() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(encoded());
      return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The line of a public key's file. */
  @Override
  public String toString() {
    return type + " " + base64;
  }
}
