package dev.flocker.cli.vault;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What Ansible Vault writes: formats 1.1 and 1.2, PBKDF2 with SHA-256 for the keys, AES-256 in
 * counter mode, and an HMAC over it.
 */
final class Envelope {

  static final String BEGIN = "$ANSIBLE_VAULT";

  private static final int ROUNDS = 10_000;
  private static final int KEY = 32;
  private static final int BLOCK = 16;
  private static final int SALT = 32;

  /** Of its lines, in characters. */
  private static final int WIDTH = 80;

  private final Optional<String> id;
  private final byte[] salt;
  private final byte[] mac;
  private final byte[] encrypted;

  /**
   * @param parts salt, HMAC and what is encrypted, each in hexadecimal digits
   */
  private Envelope(Optional<String> id, String[] parts) {
    this.id = id;
    this.salt = HexFormat.of().parseHex(parts[0]);
    this.mac = HexFormat.of().parseHex(parts[1]);
    this.encrypted = HexFormat.of().parseHex(parts[2]);
  }

  /** Of the password it was encrypted with; empty in format 1.1. */
  Optional<String> id() {
    return id;
  }

  /**
   * @throws IllegalArgumentException with cause and remedy, if it is none
   */
  static Envelope parse(String text) {
    List<String> lines = text.strip().lines().map(String::strip).toList();
    String[] header = lines.getFirst().split(";");
    if (header.length < 3
        || !header[1].matches("1\\.[12]")
        || !header[2].equals("AES256")
        || !header[0].equals(BEGIN)) {
      throw new IllegalArgumentException(
          "it is encrypted in a form that is not read here ("
              + lines.getFirst()
              + "); encrypt it anew: ansible-vault rekey");
    }
    try {
      byte[] body = HexFormat.of().parseHex(String.join("", lines.subList(1, lines.size())));
      String[] parts = new String(body, StandardCharsets.US_ASCII).split("\n");
      if (parts.length != 3) {
        throw new IllegalArgumentException("parts: " + parts.length);
      }
      return new Envelope(header.length > 3 ? Optional.of(header[3]) : Optional.empty(), parts);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "what Ansible Vault wrote is no longer whole; take it from a backup or encrypt it anew",
          e);
    }
  }

  /**
   * What Ansible Vault would write.
   *
   * @param id of the password; empty for format 1.1, which says none
   */
  static String seal(String text, String password, Optional<String> id) {
    byte[] salt = new byte[SALT];
    new SecureRandom().nextBytes(salt);
    return seal(text, password, id, salt);
  }

  static String seal(String text, String password, Optional<String> id, byte[] salt) {
    Keys keys = Keys.of(password, salt);
    byte[] encrypted = keys.crypt(Cipher.ENCRYPT_MODE, padded(text));
    String parts =
        HexFormat.of().formatHex(salt)
            + "\n"
            + HexFormat.of().formatHex(keys.mac(encrypted))
            + "\n"
            + HexFormat.of().formatHex(encrypted);
    String body = HexFormat.of().formatHex(parts.getBytes(StandardCharsets.US_ASCII));
    String header = BEGIN + (id.isEmpty() ? ";1.1;AES256" : ";1.2;AES256;" + id.get());
    return header + "\n" + body.replaceAll("(.{" + WIDTH + "})(?=.)", "$1\n") + "\n";
  }

  /** To whole blocks, by as many bytes as each of them says. */
  private static byte[] padded(String text) {
    byte[] plain = text.getBytes(StandardCharsets.UTF_8);
    int padding = BLOCK - plain.length % BLOCK;
    byte[] padded = Arrays.copyOf(plain, plain.length + padding);
    Arrays.fill(padded, plain.length, padded.length, (byte) padding);
    return padded;
  }

  /** What a password is made into. */
  private static final class Keys {
    private final byte[] all;

    private Keys(byte[] all) {
      this.all = all;
    }

    static Keys of(String password, byte[] salt) {
      try {
        PBEKeySpec spec =
            new PBEKeySpec(password.toCharArray(), salt, ROUNDS, 8 * (KEY + KEY + BLOCK));
        SecretKeyFactory factory = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256");
        return new Keys(factory.generateSecret(spec).getEncoded());
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    byte[] mac(byte[] encrypted) {
      try {
        Mac hmac = Mac.getInstance("HmacSHA256");
        hmac.init(new SecretKeySpec(all, KEY, KEY, "HmacSHA256"));
        return hmac.doFinal(encrypted);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    byte[] crypt(int mode, byte[] bytes) {
      try {
        Cipher aes = Cipher.getInstance("AES/CTR/NoPadding");
        aes.init(
            mode,
            new SecretKeySpec(all, 0, KEY, "AES"),
            new IvParameterSpec(all, KEY + KEY, BLOCK));
        return aes.doFinal(bytes);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /**
   * @return empty if it was encrypted with another password
   * @throws IllegalArgumentException with cause and remedy, if it holds no text
   */
  Optional<String> open(String password) {
    Keys keys = Keys.of(password, salt);
    return MessageDigest.isEqual(mac, keys.mac(encrypted))
        ? Optional.of(text(keys.crypt(Cipher.DECRYPT_MODE, encrypted)))
        : Optional.empty();
  }

  /** Less the padding: as many bytes as the last one says. */
  private static String text(byte[] padded) {
    int padding = padded.length == 0 ? 0 : padded[padded.length - 1];
    if (padding < 1 || padding > BLOCK || padding > padded.length) {
      throw new IllegalArgumentException("what it holds is not whole; encrypt it anew");
    }
    byte[] plain = Arrays.copyOf(padded, padded.length - padding);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(plain)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("what it holds is no text; name a text file", e);
    }
  }
}
