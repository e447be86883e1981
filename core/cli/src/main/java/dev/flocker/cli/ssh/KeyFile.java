package dev.flocker.cli.ssh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import net.schmizz.sshj.common.Buffer;

/**
 * A file that an {@code IdentityFile} names.
 *
 * @param publicKeys as far as they can be told without the private one; of a certificate, too
 * @param complaint why there is no private key to be had from it
 */
record KeyFile(Path path, String text, List<KeyText> publicKeys, Optional<String> complaint) {

  static final String ENCRYPTED = "is encrypted";

  private static final String MAGIC = "openssh-key-v1\0";

  static KeyFile read(Path path) {
    List<KeyText> keys = new ArrayList<>(publicKeys(path));
    boolean half = !keys.isEmpty();
    keys.addAll(publicKeys(beside(path, ".pub")));
    keys.addAll(publicKeys(beside(path, "-cert.pub")));
    if (half || !Files.exists(path)) {
      return new KeyFile(path, "", keys, Optional.of("is only the public half, not in the agent"));
    }
    if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
      return new KeyFile(path, "", keys, Optional.of("cannot be read"));
    }
    try {
      String text = Files.readString(path, StandardCharsets.ISO_8859_1);
      return openSsh(path, text, keys)
          .orElseGet(() -> new KeyFile(path, text, keys, encrypted(text.contains("ENCRYPTED"))));
    } catch (IOException e) {
      return new KeyFile(path, "", keys, Optional.of("cannot be read"));
    }
  }

  /** Whether a key is its, as far as that can be told. */
  boolean has(KeyText key) {
    return publicKeys.isEmpty() || publicKeys.contains(key);
  }

  static Path beside(Path path, String suffix) {
    return path.resolveSibling(path.getFileName() + suffix);
  }

  /** Those on lines of their own, as in {@code .pub} files; none if it cannot be read. */
  static List<KeyText> publicKeys(Path file) {
    try {
      return Files.readAllLines(file, StandardCharsets.ISO_8859_1).stream()
          .map(KeyText::parse)
          .flatMap(Optional::stream)
          .toList();
    } catch (IOException unreadable) {
      return List.of();
    }
  }

  /** In OpenSSH's own format the public half is never encrypted. */
  private static Optional<KeyFile> openSsh(Path path, String text, List<KeyText> keys) {
    if (!text.contains("BEGIN OPENSSH PRIVATE KEY")) {
      return Optional.empty();
    }
    try {
      byte[] body = Base64.getMimeDecoder().decode(text.replaceAll("-----[A-Z ]+-----", ""));
      Buffer.PlainBuffer in = new Buffer.PlainBuffer(body);
      byte[] magic = new byte[MAGIC.length()];
      in.readRawBytes(magic);
      String cipher = in.readString();
      in.readString();
      in.readBytes();
      in.readUInt32();
      List<KeyText> all = new ArrayList<>(List.of(KeyText.of(in.readBytes())));
      all.addAll(keys);
      return Optional.of(new KeyFile(path, text, all, encrypted(!cipher.equals("none"))));
    } catch (Buffer.BufferException | RuntimeException e) {
      return Optional.of(new KeyFile(path, "", keys, Optional.of("is no whole private key")));
    }
  }

  private static Optional<String> encrypted(boolean encrypted) {
    return encrypted ? Optional.of(ENCRYPTED) : Optional.empty();
  }
}
