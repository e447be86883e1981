package dev.flocker.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Directories with all that is in them. */
final class Trees {

  /** Every file's: an archive of classes is valid only for jars of the time that it saw. */
  private static final FileTime TIME = FileTime.from(Instant.parse("2026-11-01T00:00:00Z"));

  private Trees() {}

  static void delete(Path tree) throws IOException {
    if (Files.exists(tree)) {
      for (Path path : paths(tree).reversed()) {
        Files.delete(path);
      }
    }
  }

  static void fixTimes(Path tree) throws IOException {
    for (Path path : paths(tree).reversed()) {
      Files.setLastModifiedTime(path, TIME);
    }
  }

  static long bytes(Path tree) throws IOException {
    long sum = 0;
    for (Path path : paths(tree)) {
      sum += Files.isRegularFile(path) ? Files.size(path) : 0;
    }
    return sum;
  }

  static String sha256(Path file) throws IOException {
    return HexFormat.of().formatHex(digest().digest(Files.readAllBytes(file)));
  }

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A directory before what is in it. */
  private static List<Path> paths(Path tree) throws IOException {
    try (Stream<Path> paths = Files.walk(tree)) {
      return paths.sorted(Comparator.naturalOrder()).toList();
    }
  }
}
