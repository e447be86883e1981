package dev.flocker.api.node;

import dev.flocker.api.value.LocalPath;
import dev.flocker.api.value.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The node, as a node half may touch it: the only way out. The testkit has one that plays back and
 * one that reaches a real node.
 *
 * @since 0.1
 */
public interface Host {

  /**
   * Runs a program to its end.
   *
   * @throws CommandFailed unless it ends with an allowed exit code within its limit
   */
  Command.Result run(Command command);

  /**
   * Reads a text file whole.
   *
   * @return empty if there is no such file
   * @throws Failure if it is there but cannot be read
   */
  Optional<String> read(Path file);

  /**
   * The names in a directory, sorted.
   *
   * @return none if there is no such directory
   * @throws Failure if it is there but cannot be read
   */
  List<String> list(Path directory);

  /**
   * Writes a file so that no reader ever sees half of it, and that it survives a power failure;
   * makes its directories.
   *
   * @param mode permission bits, such as 0644
   */
  void write(Path file, String text, int mode);

  /** Removes a file or an empty directory; none is no failure. */
  void delete(Path path);

  /**
   * Brings a file or a folder of the controller's to this node: a file as it is, a folder as a tar
   * archive whose entries are named relative to it.
   *
   * @return where it is until the run ends
   */
  Path fetch(LocalPath wanted, Progress progress);

  /**
   * A directory of flocker's own that is kept: {@code /var/lib/flocker} for root, whatever the
   * inventory says; for other users where their runtime is.
   */
  Path home();

  /**
   * A variable of the inventory that begins with {@code flocker_}, such as {@code flocker_pool}.
   */
  Optional<String> variable(String name);

  /** Whether a TCP connection can be opened from here; it is closed at once. */
  boolean connects(String address, int port, Duration limit);

  /**
   * Sends a GET request from here, following no redirection. By https any certificate will do: it
   * is for asking what runs here, not for telling it secrets that others must not hear.
   *
   * @param headers by name; {@code Host} is also the name that is asked for within TLS
   * @return the status of the answer; empty if there was none within the limit
   */
  OptionalInt httpStatus(URI url, Map<String, Secret> headers, Duration limit);

  /** Sleeps; wakes when the run is cancelled, by throwing. */
  void pause(Duration duration);
}
