package dev.flocker.api.node;

import java.util.List;
import java.util.Optional;

/**
 * Needs something that one node makes or has, and hands to the others: an image. Core asks for it
 * before {@link Preparable#prepare}, which then finds what has arrived. What is shared is named by
 * the controller alone; see {@code ResourceType.shared}.
 *
 * @since 0.1
 */
public interface Shareable {

  /**
   * The command that writes it to its standard output. Changes nothing.
   *
   * @return empty if this node does not have it
   */
  Optional<List<String>> give(String shared, Host host);

  /** The command that reads it from its standard input, to where {@code prepare} finds it. */
  List<String> take(String shared, Host host);
}
