package dev.flocker.cli.ssh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** Remembers the keys of hosts that were not known: {@code StrictHostKeyChecking accept-new}. */
final class NewHosts {

  /** Several connections may add to one file at once. */
  private static final Object ONE_AT_A_TIME = new Object();

  private static final int SALT = 20;

  private NewHosts() {}

  /**
   * Adds a line to a known_hosts file, which is made if it is not there.
   *
   * @param hashed whether the name is not to be read there
   */
  static void remember(Path file, String name, KeyText key, boolean hashed) throws IOException {
    String line = (hashed ? hashed(name) : name) + " " + key + "\n";
    synchronized (ONE_AT_A_TIME) {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null && !Files.exists(folder)) {
        Files.createDirectories(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      String before = Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
      Files.writeString(
          file,
          (before.isEmpty() || before.endsWith("\n") ? "" : "\n") + line,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
  }

  private static String hashed(String name) {
    byte[] salt = new byte[SALT];
    new SecureRandom().nextBytes(salt);
    Base64.Encoder base64 = Base64.getEncoder();
    return KnownHosts.HASHED
        + base64.encodeToString(salt)
        + "|"
        + base64.encodeToString(KnownHosts.hash(salt, name));
  }
}
