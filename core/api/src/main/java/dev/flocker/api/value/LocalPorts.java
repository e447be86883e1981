package dev.flocker.api.value;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Ports of {@code 127.0.0.1} inside one container for links that nobody chose a port for. The
 * container may listen there on whatever it likes: so they are numbers that nobody would think of,
 * and each is the same whatever else is linked.
 *
 * @since 0.1
 */
public final class LocalPorts {

  private static final int FIRST = 20_000;

  /** From 32768 on Linux gives ports to programs that ask for any. */
  private static final int COUNT = 12_000;

  private final Set<Port> taken;

  /**
   * @param known on which the container itself listens
   */
  public LocalPorts(Collection<Port> known) {
    this.taken = new HashSet<>(known);
  }

  /** One that is not taken yet, for a port of the container {@code to}. */
  public Port next(String to, Port port) {
    int any = FIRST + Math.floorMod((to + ":" + port).hashCode(), COUNT);
    Port local = new Port(any, port.protocol());
    while (!taken.add(local)) {
      local = new Port(local.number() + 1, port.protocol());
    }
    return local;
  }
}
