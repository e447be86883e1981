package dev.flocker.geard;

import dev.flocker.api.value.Name;
import dev.flocker.api.value.Port;
import java.util.Optional;

/**
 * A link as the node shows it.
 *
 * @param host the node's own address: the claimed port leads on from there
 * @param port claimed for the target on every node
 * @param named address and port at which the target's name leads to it; empty where an earlier
 *     version made the link
 * @param inForce false if the container runs without the link's rules
 */
record LinkState(
    Name container,
    Port localPort,
    String host,
    Port port,
    Optional<String> named,
    boolean inForce) {

  String name() {
    return container + ":" + localPort;
  }
}
