package dev.flocker.iptables;

import dev.flocker.api.Ref;
import dev.flocker.api.schema.Doc;
import dev.flocker.api.schema.OrOne;
import dev.flocker.api.value.Port;
import java.util.List;
import java.util.Optional;

/** A route as a playbook declares it. */
@Doc("A port that leads to a container from every node of the play.")
record Route(
    @Doc("The external port of a container: 5432, or 53/udp for one of UDP.") Port port,
    @Doc(
            "Who may use it: any, which it is if left out, cluster (the play's nodes), IPv4 addresses"
                + " or ranges. A container counts as the node that it is on; if links lead to it, all"
                + " containers may.")
        @OrOne
        List<Source> from,
    @Doc("What it leads to, as in \"container db\"; left out, it is found by the port.")
        Optional<String> to) {

  Route {
    to.ifPresent(Route::mustNameAResource);
  }

  boolean isOpen() {
    return from.isEmpty() || from.contains(Source.ANY);
  }

  private static void mustNameAResource(String to) {
    try {
      Ref.parse(to);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("to: " + e.getMessage() + ", as in \"container db\"", e);
    }
  }
}
