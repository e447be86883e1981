package dev.flocker.docker;

import dev.flocker.api.schema.Default;
import dev.flocker.api.schema.Doc;
import dev.flocker.api.value.Port;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How to tell whether a container is well; at most one way, else Docker's own. */
record HealthCheck(
    @Doc("A port in the container that must accept connections.") Optional<Port> tcp,
    @Doc("Port and path in the container that must answer GET with 2xx or 3xx: 8080/healthz.")
        Optional<HttpTarget> http,
    @Doc("A command in the container that must end with exit code 0.") List<String> command,
    @Doc("How long it may take until it is well.") @Default("60s") Duration timeout) {

  HealthCheck {
    int ways = (tcp.isPresent() ? 1 : 0) + (http.isPresent() ? 1 : 0) + (command.isEmpty() ? 0 : 1);
    if (ways > 1) {
      throw new IllegalArgumentException(
          "has more than one of tcp, http and command; leave all but one");
    }
  }

  static final HealthCheck DOCKERS_OWN =
      new HealthCheck(Optional.empty(), Optional.empty(), List.of(), Duration.ofSeconds(60));
}
