package dev.flocker.cli.ssh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The file of {@code RevokedHostKeys}: a key a line, or a revocation list of ssh-keygen's. */
record RevokedKeys(Path file) {

  private static final String BINARY = "SSHKRL\n\0";

  /**
   * @param keys a host's key, its certificate and who signed that
   * @throws IOException if that cannot be told; the host is not to be trusted then
   */
  boolean hasAnyOf(List<KeyText> keys) throws IOException {
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    if (text.startsWith(BINARY)) {
      for (KeyText key : keys) {
        if (listed(key)) {
          return true;
        }
      }
      return false;
    }
    return text.lines().map(KeyText::parse).flatMap(Optional::stream).anyMatch(keys::contains);
  }

  private boolean listed(KeyText key) throws IOException {
    Path asked = Files.createTempFile("flocker-", ".pub");
    try {
      Files.writeString(asked, key + "\n");
      Process keygen =
          new ProcessBuilder("ssh-keygen", "-Q", "-f", file.toString(), asked.toString())
              .redirectErrorStream(true)
              .start();
      String said = new String(keygen.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return switch (keygen.waitFor()) {
        case 0 -> false;
        case 1 -> true;
        default -> throw new IOException(said.strip());
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      Files.delete(asked);
    }
  }
}
