package dev.flocker.node.transfer;

import dev.flocker.api.node.Command;
import dev.flocker.api.node.Failure;
import dev.flocker.node.host.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A FIFO in a directory of its own in memory, which the login user can reach too. */
record Pipe(Path directory) implements AutoCloseable {

  private static final Path MEMORY = Path.of("/dev/shm");

  /**
   * @param user who logs in over SSH: another than this process's where it became root
   */
  static Pipe create(String user) {
    try {
      Pipe pipe = new Pipe(Files.createTempDirectory(MEMORY, "flocker-stream-"));
      Programs.run(Command.of("mkfifo", "-m", "600", pipe.fifo().toString()));
      if (!user.equals(System.getProperty("user.name"))) {
        Programs.run(
            Command.of(List.of("chown", user, pipe.directory.toString(), pipe.fifo().toString())));
      }
      return pipe;
    } catch (IOException e) {
      throw new Failure("making a pipe in " + MEMORY, e.toString(), "");
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
