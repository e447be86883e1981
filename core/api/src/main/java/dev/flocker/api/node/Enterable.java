package dev.flocker.api.node;

import dev.flocker.api.Ref;
import java.util.List;
import java.util.Optional;

/**
 * What a {@link Provider} is besides if a command can be run inside its resources, as in a
 * container. Pure, and asked on the controller; core runs what it gives on the node.
 *
 * @since 0.1
 */
public interface Enterable {

  /** The command that runs another one in there, with its three streams and its exit code. */
  List<String> enter(Ref ref, Visit visit);

  /**
   * What is to run inside.
   *
   * @param command with its arguments
   * @param user as whom; empty for whoever the resource itself runs as
   * @param input whether it reads its standard input
   * @param terminal whether its streams are a terminal, which core has got ready on the node
   * @since 0.1
   */
  record Visit(List<String> command, Optional<String> user, boolean input, boolean terminal) {
    public Visit {
      command = List.copyOf(command);
    }
  }
}
