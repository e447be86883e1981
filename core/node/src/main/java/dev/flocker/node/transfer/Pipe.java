package dev.flocker.node.transfer;

import dev.flocker.api.node.Command;
import dev.flocker.api.node.Failure;
import dev.flocker.node.host.Programs;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

/**
 * A FIFO in a directory of its own in memory. The FIFO is the login user's; the directory, where
 * the key of a transfer is too, is not: nobody else can put anything there.
 */
record Pipe(Path directory) implements AutoCloseable {

  private static final Path MEMORY = Path.of("/dev/shm");

  /** Followed by the process that made it. */
  private static final String PREFIX = "flocker-stream-";

  /**
   * @param user who logs in over SSH: another than this process's where it became root
   */
  static Pipe create(String user) {
    try {
      String prefix = PREFIX + ProcessHandle.current().pid() + "-";
      Pipe pipe = new Pipe(Files.createTempDirectory(MEMORY, prefix));
      Programs.run(Command.of("mkfifo", "-m", "600", pipe.fifo().toString()));
      if (!user.equals(System.getProperty("user.name"))) {
        Programs.run(Command.of("chown", user, pipe.fifo().toString()));
        Files.setPosixFilePermissions(pipe.directory, PosixFilePermissions.fromString("rwx--x--x"));
      }
      return pipe;
    } catch (IOException e) {
      throw new Failure("making a pipe in " + MEMORY, e.toString(), "");
    }
  }

  /** Removes those of processes that are no more, with the keys in them. */
  static void sweep() {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(MEMORY, PREFIX + "*")) {
      for (Path one : left) {
        String[] parts = one.getFileName().toString().substring(PREFIX.length()).split("-");
        boolean known = parts.length == 2 && parts[0].matches("\\d{1,18}");
        if (known && ProcessHandle.of(Long.parseLong(parts[0])).isEmpty()) {
          new Pipe(one).close();
        }
      }
    } catch (IOException e) {
      System.err.println("sweeping " + MEMORY + ": " + e);
    }
  }

  Path fifo() {
    return directory.resolve("stream");
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(directory);
    } catch (IOException e) {
      System.err.println("removing " + directory + ": " + e);
    }
  }
}
