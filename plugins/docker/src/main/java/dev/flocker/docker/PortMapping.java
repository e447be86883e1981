package dev.flocker.docker;

import dev.flocker.api.schema.Default;
import dev.flocker.api.schema.Doc;
import dev.flocker.api.value.Port;
import dev.flocker.api.value.PortRange;
import dev.flocker.api.value.Protocol;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A port that a container listens on, or several that follow one another. */
record PortMapping(
    @Doc("As the container numbers it: 80, or 8000-8010 for each of these.") PortRange internal,
    @Doc(
            "Where it is reached on every node of the play; left out, only by links. Of a range,"
                + " one for each internal one.")
        Optional<PortRange> external,
    @Doc("What it speaks.") @Default("tcp") Protocol protocol,
    @Doc(
            "An address of its node, such as 127.0.0.1: the external port is then published there"
                + " alone, and no other node leads to it.")
        Optional<NodeAddress> address) {

  /** Each port is published and routed by itself. */
  private static final int MOST = 256;

  /** One of them. */
  record Single(Port internal, Optional<Port> external, Optional<NodeAddress> address) {

    /** Where it is reached on every node of the play. */
    Optional<Port> claimed() {
      return external.filter(e -> address.isEmpty());
    }

    @Override
    public String toString() {
      return internal
          + external.map(e -> " to " + address.map(a -> a + ":").orElse("") + e).orElse("");
    }
  }

  PortMapping {
    if (internal.size() > MOST) {
      throw new IllegalArgumentException(
          internal + " are more than " + MOST + " ports; use \"network: host\" for so many");
    }
    external.ifPresent(
        e -> {
          if (e.size() != internal.size()) {
            throw new IllegalArgumentException(
                internal + " and " + e + " are not equally many ports; make both equally long");
          }
        });
    if (external.isEmpty() && address.isPresent()) {
      throw new IllegalArgumentException(
          "has an address and no external port; say at which port of " + address.get());
    }
  }

  List<Single> each() {
    List<Port> internals = internal.of(protocol);
    return IntStream.range(0, internals.size())
        .mapToObj(
            i -> new Single(internals.get(i), external.map(e -> e.of(protocol).get(i)), address))
        .toList();
  }
}
