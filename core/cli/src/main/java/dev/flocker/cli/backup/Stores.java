package dev.flocker.cli.backup;

import java.nio.file.Path;

/** What a user can name as the place of backups. */
public final class Stores {

  private Stores() {}

  /**
   * @param text {@code ssh://USER@HOST/PATH}, {@code restic:REPOSITORY}, or a folder
   * @throws IllegalArgumentException with cause and remedy
   */
  public static Store of(String text) {
    if (text.startsWith(SshStore.SCHEME)) {
      return SshStore.parse(text);
    }
    if (text.startsWith(ResticStore.SCHEME)) {
      String repository = text.substring(ResticStore.SCHEME.length());
      if (repository.isEmpty()) {
        throw new IllegalArgumentException(
            "\"" + text + "\" names no repository; write restic:REPOSITORY, as restic -r has it");
      }
      return new ResticStore(text, repository);
    }
    if (text.isBlank() || text.matches("(?i)[a-z0-9]{2,}:.*")) {
      throw new IllegalArgumentException(
          "\""
              + text
              + "\" is no place for backups; write a folder, ssh://USER@HOST/PATH or"
              + " restic:REPOSITORY");
    }
    return new FolderStore(text, Path.of(text));
  }

  /** Whether who has what is there can read it, unless it was encrypted before. */
  public static boolean isForeign(Store store) {
    return store instanceof SshStore;
  }
}
