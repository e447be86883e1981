package dev.flocker.geard;

import dev.flocker.api.Fact;
import dev.flocker.api.Summary;
import dev.flocker.api.Summary.Grade;
import dev.flocker.api.node.Command;
import dev.flocker.api.node.Describable.Description;
import dev.flocker.api.node.Host;
import dev.flocker.api.node.Observed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How units are right now: what a person is told of the containers that they supervise. */
record Condition(Host host) {

  List<Description> of(List<Observed<UnitState>> seen) {
    List<String> names = seen.stream().map(o -> UnitFile.name(o.ref().name())).toList();
    Map<String, Map<String, String>> units =
        Systemctl.properties(host.run(Command.of(Systemctl.restarts(names))).output());
    return seen.stream()
        .map(o -> summary(o, units.getOrDefault(UnitFile.name(o.ref().name()), Map.of())))
        .map(Description::new)
        .toList();
  }

  private Summary summary(Observed<UnitState> seen, Map<String, String> unit) {
    List<Fact> facts = new ArrayList<>();
    String restarts = unit.getOrDefault("NRestarts", "");
    if (restarts.matches("[0-9]{1,9}")) {
      facts.add(Fact.count("restarts", Long.parseLong(restarts)));
    }
    Optional<String> times = seen.state().restarting();
    if (times.isEmpty()) {
      return status(seen, unit).and(Summary.of(facts.toArray(Fact[]::new)));
    }
    Starts.since(seen.ref().name(), host)
        .ifPresent(gone -> facts.add(Fact.time(Fact.SINCE, Instant.now().minus(gone))));
    Starts.next(seen.ref().name(), host)
        .ifPresent(left -> facts.add(Fact.time("next start", Instant.now().plus(left))));
    return new Summary(Grade.BAD, "restarting, " + times.get() + " in a row", facts);
  }

  /** Silent where the container itself says enough. */
  private static Summary status(Observed<UnitState> seen, Map<String, String> unit) {
    String active = unit.getOrDefault("ActiveState", "unknown");
    if (seen.running()) {
      return Summary.NONE;
    }
    return switch (active) {
      case "activating", "deactivating", "reloading" ->
          new Summary(Grade.ATTENTION, "its unit is " + active, List.of());
      case "failed" ->
          new Summary(
              Grade.BAD,
              unit.getOrDefault("Result", "").equals("start-limit-hit")
                  ? "given up: it was started in vain too often"
                  : "its unit has failed",
              List.of());
      default -> new Summary(Grade.BAD, "its unit is " + active, List.of());
    };
  }
}
