package dev.flocker.api.value;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A file on the controller that a node may need whole, such as an image's archive. In a playbook
 * its path is relative to the file that names it.
 *
 * @param path absolute, on the controller
 * @param size in bytes
 * @since 0.1
 */
public record LocalFile(String path, long size) implements LocalPath {

  /**
   * The digest of its content as it is now, in hexadecimal.
   *
   * @throws IllegalArgumentException with cause and remedy, if it cannot be read
   */
  public String sha256() {
    try {
      return LocalFolder.sha256Of(Path.of(path));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          path + " cannot be read (" + e.getMessage() + "); check its permissions", e);
    }
  }
}
