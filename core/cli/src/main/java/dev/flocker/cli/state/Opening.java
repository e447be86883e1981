package dev.flocker.cli.state;

import dev.flocker.api.value.Port;
import java.util.List;
import java.util.Optional;

/**
 * A port of a node that leads into a resource there.
 *
 * @param address the one of the node's that it is at; empty for all
 * @param from who may use it: ranges of addresses, names of nodes, {@code cluster} for all of them,
 *     {@code any}, {@code nobody}, or {@code maybe n3} of a node that does not tell; empty where
 *     nothing on the node decides on that
 */
public record Opening(Port external, Port internal, Optional<String> address, List<String> from) {

  public static final String ANY = "any";
  public static final String CLUSTER = "cluster";
  public static final String NOBODY = "nobody";
  static final String MAYBE = "maybe ";

  /** {@code 127.0.0.1:8080 -> 80}; the port alone where both are the same. */
  public String text() {
    String begin = address.map(a -> a + ":").orElse("") + external;
    String leads = external.equals(internal) ? begin : begin + " -> " + internal;
    return from.isEmpty() ? leads : leads + " from " + String.join(", ", from);
  }
}
