package dev.flocker.cli.plan;

import dev.flocker.api.Declared;
import dev.flocker.api.Offer;
import dev.flocker.api.value.Port;
import dev.flocker.api.value.Problems;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who is to have which port, over all projects of a run. A port that is claimed is so on every
 * node, and at each of its addresses.
 */
final class Claimants {

  private final Problems problems;
  private final Map<Port, Claimant> everywhere = new LinkedHashMap<>();
  private final Map<Local, Claimant> local = new LinkedHashMap<>();

  private record Claimant(String project, Declared<Record> declared) {}

  private record Local(String node, Offer.Local port) {

    /** The same whatever it leads to. */
    static Local of(String node, Offer.Local port) {
      return new Local(node, new Offer.Local(port.external(), port.external(), port.address()));
    }
  }

  Claimants(Problems problems) {
    this.problems = problems;
  }

  void add(Entry entry, Model model) {
    Claimant claimant = new Claimant(model.project(), entry.declared());
    model
        .claimedBy(entry.ref())
        .values()
        .forEach(claimed -> claimed.forEach(port -> claim(port, claimant)));
    for (Offer.Local port : model.localPorts(entry.ref())) {
      model.nodesOf(entry.ref()).forEach(node -> take(Local.of(node, port), claimant));
    }
  }

  private void claim(Port port, Claimant claimant) {
    Claimant other = everywhere.putIfAbsent(port, claimant);
    if (other != null && !other.equals(claimant)) {
      refuse(claimant, "external port " + port + " is claimed by", other);
    }
  }

  private void take(Local port, Claimant claimant) {
    Claimant other = local.putIfAbsent(port, claimant);
    if (other != null) {
      refuse(claimant, port.port() + " of " + port.node() + " is taken by", other);
    }
  }

  /** Once all are known: finds what is at one address and claimed on every node. */
  void compare() {
    local.forEach(
        (port, claimant) -> {
          Claimant other = everywhere.get(port.port().external());
          if (other != null) {
            String why = port.port() + " of " + port.node() + " is claimed on every node by";
            refuse(claimant, why, other);
          }
        });
  }

  private void refuse(Claimant claimant, String why, Claimant other) {
    problems.add(
        claimant.declared().place(),
        claimant.declared().ref().toString(),
        why + " " + other.declared().ref() + " at " + other.declared().place(),
        "give one of them another external port");
  }
}
