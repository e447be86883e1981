package dev.flocker.docker;

import dev.flocker.api.schema.Default;
import dev.flocker.api.schema.Doc;
import dev.flocker.api.value.Port;
import dev.flocker.api.value.Protocol;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How to tell whether a container is well; at most one way, else Docker's own. */
record HealthCheck(
    @Doc("A port in the container that must accept connections.") Optional<Port> tcp,
    @Doc("Port and path in the container that must answer GET with 2xx or 3xx: 8080/healthz.")
        Optional<HttpTarget> http,
    @Doc("A command in the container that must end with exit code 0.") List<String> command,
    @Doc(
            "Whether it is well only when it has ended with exit code 0. It is not started again then.")
        @Default("false")
        boolean completed,
    @Doc("How long it may take until it is well.") @Default("60s") Duration timeout,
    @Doc(
            "How long it has to stay up from its start before a run calls it well and takes away"
                + " what it replaced. Visitors are let in before.")
        @Default("5s")
        Duration minUptime) {

  HealthCheck {
    int ways =
        (tcp.isPresent() ? 1 : 0)
            + (http.isPresent() ? 1 : 0)
            + (command.isEmpty() ? 0 : 1)
            + (completed ? 1 : 0);
    tcp.filter(port -> port.protocol() != Protocol.TCP)
        .ifPresent(
            port -> {
              throw new IllegalArgumentException(
                  "has the port "
                      + port
                      + " for tcp; nobody can tell whether one of UDP is well,"
                      + " use command");
            });
    if (ways > 1) {
      throw new IllegalArgumentException(
          "has more than one of tcp, http, command and completed; leave all but one");
    }
  }

  static final HealthCheck DOCKERS_OWN =
      new HealthCheck(
          Optional.empty(),
          Optional.empty(),
          List.of(),
          false,
          Duration.ofSeconds(60),
          Duration.ofSeconds(5));
}
