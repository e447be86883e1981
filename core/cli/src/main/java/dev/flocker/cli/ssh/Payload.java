package dev.flocker.cli.ssh;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * What is brought to a node once: an archive and what is known of it since flocker was built.
 *
 * @param id names its directory on the node; made of the hashes of all that is in it
 * @param archive a tar file, gzipped
 * @param sha256 of the archive, hexadecimal
 * @param bytes unpacked
 * @param machine that its runtime is for, as {@code uname -m} says; empty if it brings none
 */
record Payload(String id, Path archive, String sha256, long bytes, String machine) {

  /**
   * @param installation flocker's own directory
   * @param name {@code full}, or {@code lean} without a runtime
   */
  static Payload of(Path installation, String name) {
    Path directory = installation.resolve("payload");
    Properties known = new Properties();
    try (Reader reader = Files.newBufferedReader(directory.resolve(name + ".properties"))) {
      known.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException("flocker's own files are not complete", e);
    }
    return new Payload(
        known.getProperty("id"),
        directory.resolve(name + ".tar.gz"),
        known.getProperty("sha256"),
        Long.parseLong(known.getProperty("bytes")),
        known.getProperty("machine"));
  }
}
