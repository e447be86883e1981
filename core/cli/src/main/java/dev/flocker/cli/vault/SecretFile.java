package dev.flocker.cli.vault;

import dev.flocker.cli.yaml.TextFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * An encrypted file that a person changes.
 *
 * @param encrypted what it is now; empty if it is not there yet
 * @param plain the same, decrypted
 */
public record SecretFile(Path file, Vault vault, Optional<String> encrypted, String plain) {

  private static final Set<PosixFilePermission> PRIVATE =
      PosixFilePermissions.fromString("rw-------");

  /**
   * @throws IllegalArgumentException with cause and remedy, before anything is edited in vain
   */
  public static SecretFile of(Path named, Vault vault) {
    try {
      if (Files.isSymbolicLink(named) && !Files.exists(named)) {
        throw new IllegalArgumentException(
            "%s is a link to %s, which is not there; name that, or remove the link"
                .formatted(named, Files.readSymbolicLink(named)));
      }
      if (Files.isDirectory(named)) {
        throw new IllegalArgumentException(named + " is a directory; name a file");
      }
      Path file = Files.exists(named) ? named.toRealPath() : named.toAbsolutePath();
      Path folder = Objects.requireNonNull(file.getParent());
      if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
        throw new IllegalArgumentException(
            folder + " is no folder that can be written to; make it, or check its permissions");
      }
      if (!Files.exists(file)) {
        vault.seal("", Optional.empty());
        return new SecretFile(file, vault, Optional.empty(), "");
      }
      String text = TextFile.text(file);
      if (!Vault.isEncrypted(text)) {
        throw new IllegalArgumentException(
            named + " is not encrypted; edit it as it is, or ansible-vault encrypt " + named);
      }
      return new SecretFile(file, vault, Optional.of(text), opened(named, text, vault));
    } catch (IOException e) {
      throw new IllegalArgumentException(named + " cannot be read (" + e + "); check it", e);
    }
  }

  private static String opened(Path named, String text, Vault vault) {
    try {
      return vault.open(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(named + ": " + e.getMessage(), e);
    }
  }

  public boolean isNew() {
    return encrypted.isEmpty();
  }

  /**
   * Has it edited, and writes it back if it was changed.
   *
   * @return whether it was
   * @throws IOException if the editor ended badly, or it cannot be written; it is as it was then,
   *     and what was edited is where the message says
   */
  public boolean edit(Map<String, String> environment) throws IOException {
    return new Editor(environment)
        .edit(plain, String.valueOf(file.getFileName()), this::replaceByEdited);
  }

  private boolean replaceByEdited(String edited) throws IOException {
    if (edited.equals(plain)) {
      return false;
    }
    String sealed = vault.seal(edited, encrypted);
    Optional<String> now = Files.exists(file) ? Optional.of(TextFile.text(file)) : Optional.empty();
    if (!now.equals(encrypted)) {
      throw new IOException("it was changed meanwhile, and is left as it is now");
    }
    replace(sealed);
    return true;
  }

  private void replace(String text) throws IOException {
    Set<PosixFilePermission> mode = isNew() ? PRIVATE : Files.getPosixFilePermissions(file);
    Path part = Files.createTempFile(file.getParent(), "." + file.getFileName(), ".part");
    try {
      Files.setPosixFilePermissions(part, mode);
      try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
