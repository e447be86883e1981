package dev.flocker.cli.session;

import java.util.List;
import java.util.Optional;

/**
 * A command to run on a node for a person, as opposed to what its node process does.
 *
 * @param streams which of its streams lead here
 * @param screen of the terminal that it gets; empty for none
 */
public record Launch(List<String> argv, Streams streams, Optional<Screen> screen) {

  /** How a command and whoever started it are connected. */
  public enum Streams {
    /** It reads nothing, and what it says as an error is among its output. */
    MERGED,
    /** It reads nothing, and its errors are apart. */
    APART,
    /** It reads what is sent to it, and its errors are apart unless it has a terminal. */
    FED
  }

  /**
   * A terminal's.
   *
   * @param type as {@code TERM} names it
   */
  public record Screen(String type, int columns, int rows) {}

  public Launch {
    argv = List.copyOf(argv);
  }

  public static Launch merged(List<String> argv) {
    return new Launch(argv, Streams.MERGED, Optional.empty());
  }

  /**
   * @param fed whether it reads something
   */
  public static Launch apart(List<String> argv, boolean fed) {
    return new Launch(argv, fed ? Streams.FED : Streams.APART, Optional.empty());
  }

  public static Launch onScreen(List<String> argv, Screen screen) {
    return new Launch(argv, Streams.FED, Optional.of(screen));
  }
}
