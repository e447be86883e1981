package dev.flocker.node.transfer;

import dev.flocker.api.node.Command;
import dev.flocker.api.node.CommandFailed;
import dev.flocker.api.node.Failure;
import dev.flocker.node.host.Cancelled;
import dev.flocker.node.host.Drain;
import dev.flocker.node.host.Orphans;
import dev.flocker.node.host.Programs;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The receiving end: a program that waits for a stream, and a key that may bring it where that can
 * be let in.
 */
final class Incoming implements AutoCloseable {

  /**
   * The key lets in for this long, if nothing takes it back. The other node dials as soon as it is
   * told of the key, gives up after {@link Outgoing#CONNECT}, and needs no key once it is in.
   */
  private static final Duration VALID = Duration.ofMinutes(2);

  private final Pipe pipe;
  private final AuthorizedKeys keys;
  private final String line;
  private final Command command;
  private final Process process;
  private final Drain output;
  private final Drain errors;
  private final String shut;

  Incoming(PublicKey key, String user, AuthorizedKeys keys, List<String> receive) {
    this.pipe = Pipe.create(user);
    this.keys = keys;
    this.line = AuthorizedKeys.line(key, pipe.fifo(), Expiry.at(Instant.now().plus(VALID)));
    this.command = Command.of(receive);
    try {
      this.process = start(receive);
    } catch (IOException e) {
      pipe.close();
      throw new CommandFailed(command, -1, "cannot be started: " + e.getMessage());
    }
    this.output = Drain.of(process.getInputStream());
    this.errors = Drain.of(process.getErrorStream());
    this.shut = letIn();
  }

  /** Somebody else may see to the user's authorized_keys, so that nothing can be written there. */
  private String letIn() {
    try {
      keys.add(line);
      return "";
    } catch (Failure e) {
      takeBack();
      return e.what() + ": " + e.why();
    }
  }

  /** What is not known to be in may be in nevertheless. */
  private void takeBack() {
    try {
      keys.remove(line);
    } catch (Failure again) {
      // Nothing can be written there, as was found before.
    }
  }

  /** Why the key could not be let in, so that the stream has to be relayed; empty if it was. */
  String shut() {
    return shut;
  }

  Path fifo() {
    return pipe.fifo();
  }

  /** Returns when the program has ended well. */
  void await() {
    try {
      int exit = process.waitFor();
      if (exit != 0) {
        String said = errors.text();
        throw new CommandFailed(command, exit, said.isBlank() ? output.text() : said);
      }
    } catch (InterruptedException e) {
      throw new Cancelled();
    }
  }

  @Override
  public void close() {
    try {
      if (shut.isEmpty()) {
        keys.remove(line);
      }
    } finally {
      Programs.end(process);
      pipe.close();
    }
  }

  /** Public keys of this node's sshd, as known_hosts would have them without a name. */
  static List<String> hostKeys() {
    List<String> keys = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of("/etc/ssh"))) {
      for (Path file :
          files.filter(f -> f.toString().matches(".*/ssh_host_.*_key\\.pub")).toList()) {
        keys.add(Files.readString(file).strip());
      }
    } catch (IOException e) {
      return List.of(); // no sshd here: the stream is relayed
    }
    return keys;
  }

  /** The shell opens the FIFO, which waits for a writer; this process must not wait. */
  private Process start(List<String> receive) throws IOException {
    List<String> argv =
        new ArrayList<>(
            List.of("sh", "-c", "f=$1; shift; exec \"$@\" <\"$f\"", "sh", fifo().toString()));
    argv.addAll(receive);
    ProcessBuilder builder =
        new ProcessBuilder(argv).directory(new File("/")).redirectInput(new File("/dev/null"));
    Orphans.mark(builder);
    return builder.start();
  }
}
