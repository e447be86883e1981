package dev.flocker.docker;

import dev.flocker.api.value.LocalFile;
import dev.flocker.api.value.LocalFolder;
import dev.flocker.api.value.LocalPath;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Digests of what is shipped, those of files and folders each taken once a run. */
final class Digests {

  private final Map<LocalPath, String> known = new ConcurrentHashMap<>();

  /**
   * @throws IllegalArgumentException with cause and remedy, if it cannot be read
   */
  String of(LocalPath shipped) {
    return known.computeIfAbsent(shipped, Digests::now);
  }

  /** Of a text's bytes in UTF-8, in hexadecimal. */
  static String ofText(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String now(LocalPath shipped) {
    return switch (shipped) {
      case LocalFile file -> file.sha256();
      case LocalFolder folder -> folder.digest();
    };
  }
}
