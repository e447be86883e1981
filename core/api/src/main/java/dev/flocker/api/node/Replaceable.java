package dev.flocker.api.node;

import dev.flocker.api.Ref;

/**
 * Keeps the old one until the new one has proved itself. After {@code apply(Replace)} and {@code
 * resume}, core calls one of the two.
 *
 * @since 0.1
 */
public interface Replaceable {

  /** The new one is good: removes the old. */
  void settle(Ref ref, Host host);

  /** The new one is not: removes it and puts the old one back, quiesced. Core resumes it then. */
  void revert(Ref ref, Host host);
}
