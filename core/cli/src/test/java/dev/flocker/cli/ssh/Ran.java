package dev.flocker.cli.ssh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A program of this machine that has run. */
record Ran(int exit, String out, String err) {

  /** A script, as a login shell gets it. */
  static Ran script(String script, byte[] input) throws IOException, InterruptedException {
    Process process = start(script);
    try {
      process.getOutputStream().write(input);
      process.getOutputStream().close();
    } catch (IOException ended) {
      // It reads no more than it wants.
    }
    return end(process);
  }

  static Process start(String script) {
    try {
      return new ProcessBuilder("sh", "-c", Quote.script(script)).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Ran end(Process process) throws IOException, InterruptedException {
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ran(process.waitFor(), out, err);
  }

  static Ran of(String... argv) throws IOException, InterruptedException {
    return end(new ProcessBuilder(argv).start());
  }

  /**
   * A payload for any machine, whose runtime is a script.
   *
   * @param java what the script does
   */
  static Payload payload(Path folder, String id, String java)
      throws IOException, InterruptedException {
    Path bin = Files.createDirectories(folder.resolve("tree/runtime/bin"));
    Files.writeString(folder.resolve("tree/arguments"), "");
    Files.writeString(bin.resolve("java"), "#!/bin/sh\n" + java + "\n");
    bin.resolve("java").toFile().setExecutable(true);
    Path archive = folder.resolve("payload.tar.gz");
    of("tar", "-czf", archive.toString(), "-C", folder.resolve("tree").toString(), ".");
    return new Payload(id, PluginPack.of(List.of()), archive, 4096, "", "");
  }

  static List<String> key(Path file, String type, String passphrase)
      throws IOException, InterruptedException {
    of("ssh-keygen", "-q", "-t", type, "-N", passphrase, "-f", file.toString());
    return Files.readAllLines(Path.of(file + ".pub"));
  }
}
