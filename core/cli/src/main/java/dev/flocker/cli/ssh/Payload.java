package dev.flocker.cli.ssh;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;

/**
 * What is brought to a node once: an archive and what is known of it since flocker was built, and
 * third parties' plugins.
 *
 * @param id names its directory on the node; made of the hashes of all that is in it
 * @param plugins goes before the archive
 * @param archive a tar file, gzipped
 * @param bytes unpacked
 * @param machine that its runtime is for, as {@code uname -m} says; empty if it brings none
 * @param glibc the oldest version of the C library that its runtime runs with; empty if with any
 */
record Payload(
    String id, PluginPack plugins, Path archive, long bytes, String machine, String glibc) {

  /**
   * @param installation flocker's own directory
   * @param name {@code full}, or {@code lean} without a runtime
   * @param jars of third parties
   */
  static Payload of(Path installation, String name, List<Path> jars) {
    Path directory = installation.resolve("payload");
    Properties known = new Properties();
    try (Reader reader = Files.newBufferedReader(directory.resolve(name + ".properties"))) {
      known.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException("flocker's own files are not complete", e);
    }
    PluginPack plugins = PluginPack.of(jars);
    return new Payload(
        plugins.added(known.getProperty("id")),
        plugins,
        directory.resolve(name + ".tar.gz"),
        Long.parseLong(known.getProperty("bytes")) + plugins.size(),
        known.getProperty("machine"),
        known.getProperty("glibc", ""));
  }

  /** Writes the whole of it: one gzipped tar file. */
  void copyTo(OutputStream out) throws IOException {
    plugins.copyTo(out);
    Files.copy(archive, out);
  }

  /** Of all that {@link #copyTo} writes, hexadecimal. */
  String sha256() {
    MessageDigest digest = sha256Digest();
    try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      copyTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException("flocker's own files are not complete", e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  static MessageDigest sha256Digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
