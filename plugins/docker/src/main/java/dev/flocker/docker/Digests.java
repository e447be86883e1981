package dev.flocker.docker;

import dev.flocker.api.value.LocalFile;
import dev.flocker.api.value.LocalFolder;
import dev.flocker.api.value.LocalPath;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Digests of what is shipped as it is, each taken once a run. */
final class Digests {

  private final Map<LocalPath, String> known = new ConcurrentHashMap<>();

  /**
   * @throws IllegalArgumentException with cause and remedy, if it cannot be read
   */
  String of(LocalPath shipped) {
    return known.computeIfAbsent(shipped, Digests::now);
  }

  private static String now(LocalPath shipped) {
    return switch (shipped) {
      case LocalFile file -> file.sha256();
      case LocalFolder folder -> folder.digest();
    };
  }
}
