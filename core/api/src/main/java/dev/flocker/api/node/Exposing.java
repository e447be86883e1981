package dev.flocker.api.node;

import dev.flocker.api.value.Port;
import java.util.Optional;
import java.util.Set;

/**
 * Can tell on which ports something listens that no playbook names, as an image says of what is
 * made from it.
 *
 * @since 0.1
 */
public interface Exposing<S extends Record> {

  /**
   * Changes nothing.
   *
   * @return empty if this node has not yet what would tell it; without a port if it has, and there
   *     are none
   */
  Optional<Set<Port>> exposed(S want, Host host);

  /**
   * Gets what tells it. Nothing is made from that yet.
   *
   * @throws Failure if it is not to be had
   */
  void get(S want, Host host, Progress progress);
}
