package dev.flocker.api.node;

import dev.flocker.api.Ref;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a {@link Provider} is besides if its resources write something that a person may want to
 * read, as containers do. Pure, and asked on the controller; core runs the command on the node.
 *
 * @since 0.1
 */
public interface Loggable {

  /**
   * The command that prints it, the oldest first. Each line begins with its time, as RFC 3339
   * writes that, and a blank. It ends with another exit code than 0 if it cannot, and its last line
   * says why.
   */
  List<String> log(Ref ref, Excerpt excerpt);

  /**
   * Of how many bytes a piece is, where a long line consists of pieces that each begin with a time.
   *
   * @return 0 if no line does
   */
  default int piece() {
    return 0;
  }

  /**
   * Which lines are wanted.
   *
   * @param last how many of the last ones; empty for all
   * @param since how long ago the first of them may have been written; empty for ever
   * @param follow whether the command goes on with what is written from now on, until the resource
   *     ends
   * @since 0.1
   */
  record Excerpt(OptionalInt last, Optional<Duration> since, boolean follow) {}
}
