package dev.flocker.docker;

import dev.flocker.api.schema.Default;
import dev.flocker.api.schema.Doc;
import dev.flocker.api.value.Durations;
import dev.flocker.api.value.Port;
import dev.flocker.api.value.Protocol;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How to tell whether a container is well; at most one way, else Docker's own. */
record HealthCheck(
    @Doc("A port in the container that must accept connections.") Optional<Port> tcp,
    @Doc(
            "What the container must answer by HTTP: port and path, as 8080/healthz, or the keys"
                + " below.")
        Optional<HttpTarget> http,
    @Doc("A command in the container that must end with exit code 0.") List<String> command,
    @Doc(
            "Whether it is well only when it has ended with exit code 0. It is not started again"
                + " then.")
        @Default("false")
        boolean completed,
    @Doc("How long it may take until it is well, after its start_period.") @Default("60s")
        Duration timeout,
    @Doc(
            "How long it needs to come up before its timeout begins. It is well as soon as it is,"
                + " also before.")
        @Default("0s")
        Duration startPeriod,
    @Doc("How long to wait from one look to the next. By default not long, and longer each time.")
        Optional<Duration> interval,
    @Doc(
            "How long it has to stay up from its start before a run calls it well and takes away"
                + " what it replaced. Visitors are let in before.")
        @Default("5s")
        Duration minUptime) {

  private static final Duration LEAST_INTERVAL = Duration.ofMillis(100);

  HealthCheck {
    interval
        .filter(i -> i.compareTo(LEAST_INTERVAL) < 0)
        .ifPresent(
            i -> {
              throw new IllegalArgumentException(
                  "has an interval of "
                      + Durations.format(i)
                      + ", which leaves its node no rest; use 100ms or more");
            });
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

  /** Whether there is nothing to ask but Docker. */
  boolean isDockers() {
    return tcp.isEmpty() && http.isEmpty() && command.isEmpty();
  }

  /** From its start. */
  Duration patience() {
    return startPeriod.plus(timeout);
  }

  /** The same, that waits no longer than this for one answer. */
  HealthCheck within(Duration limit) {
    return new HealthCheck(
        tcp, http, command, completed, limit, Duration.ZERO, interval, Duration.ZERO);
  }

  /** As a playbook says it, less what is as usual. */
  @Override
  public String toString() {
    List<String> said = new ArrayList<>();
    tcp.ifPresent(port -> said.add("tcp: " + port));
    http.ifPresent(target -> said.add("http: " + target));
    if (!command.isEmpty()) {
      said.add("command: " + command);
    }
    if (completed) {
      said.add("completed: true");
    }
    unlessUsual("timeout", timeout, DOCKERS_OWN.timeout, said);
    unlessUsual("start_period", startPeriod, DOCKERS_OWN.startPeriod, said);
    interval.ifPresent(i -> said.add("interval: " + Durations.format(i)));
    unlessUsual("min_uptime", minUptime, DOCKERS_OWN.minUptime, said);
    return "{" + String.join(", ", said) + "}";
  }

  private static void unlessUsual(String key, Duration is, Duration usual, List<String> said) {
    if (!is.equals(usual)) {
      said.add(key + ": " + Durations.format(is));
    }
  }

  static final HealthCheck DOCKERS_OWN =
      new HealthCheck(
          Optional.empty(),
          Optional.empty(),
          List.of(),
          false,
          Duration.ofSeconds(60),
          Duration.ZERO,
          Optional.empty(),
          Duration.ofSeconds(5));
}
