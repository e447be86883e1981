package dev.flocker.cli.plan;

import dev.flocker.api.Offer;
import dev.flocker.api.Ref;
import dev.flocker.api.ResourceType;
import dev.flocker.api.value.Port;
import dev.flocker.node.host.Listener;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The ports that nodes show as occupied, and by whom.
 *
 * @param own claimed by this project
 * @param foreign claimed by other projects, anywhere
 * @param ownByNode claimed by this project on each node
 * @param listening what is listened on, on each node
 */
record Claimed(
    Map<Ports.Target, List<Port>> own,
    Map<Port, List<Foreign>> foreign,
    Map<String, List<ResourceType.Claim>> ownByNode,
    Map<String, Set<Listener>> listening) {

  /** Another project's. */
  record Foreign(Sight by, ResourceType.Claim claim) {

    /** Whether it is in the way of a port of one address of a node. */
    boolean isAt(String node, String address) {
      return claim.address().isEmpty()
          || (by.node().equals(node) && claim.address().equals(Optional.of(address)));
    }

    @Override
    public String toString() {
      return by.ref() + " of the project " + by.project().orElse("?") + " claims it";
    }
  }

  static Claimed of(String project, Types types, Sights sights) {
    Map<Ports.Target, List<Port>> own = new LinkedHashMap<>();
    Map<Port, List<Foreign>> foreign = new TreeMap<>();
    Map<String, List<ResourceType.Claim>> ownByNode = new HashMap<>();
    for (Sight sight : sights.sights()) {
      for (ResourceType.Claim claim : types.type(sight.ref().type()).claims(sight.state())) {
        if (sight.of(project)) {
          Ref ref = sight.ref();
          own.computeIfAbsent(new Ports.Target(ref, claim.internal()), t -> new ArrayList<>())
              .addFirst(claim.claimed());
          ownByNode.computeIfAbsent(sight.node(), n -> new ArrayList<>()).add(claim);
        } else if (sight.project().isPresent()) {
          foreign
              .computeIfAbsent(claim.claimed(), p -> new ArrayList<>())
              .add(new Foreign(sight, claim));
        }
      }
    }
    return new Claimed(own, foreign, ownByNode, sights.listening());
  }

  Set<Port> others() {
    return foreign.keySet();
  }

  /** Who keeps a port of a node from leading to this project's resource. */
  Optional<String> inTheWay(String node, Port port) {
    List<Foreign> claimants = foreign.getOrDefault(port, List.of());
    if (!claimants.isEmpty()) {
      return Optional.of(claimants.getLast().toString());
    }
    return listens(node, new ResourceType.Claim(port, port, Optional.empty()));
  }

  /** Who has a port of one of a node's addresses. */
  Optional<String> inTheWay(String node, Offer.Local local) {
    Port port = local.external();
    return foreign.getOrDefault(port, List.of()).stream()
        .filter(f -> f.isAt(node, local.address()))
        .findFirst()
        .map(Foreign::toString)
        .or(() -> listens(node, new ResourceType.Claim(port, port, Optional.of(local.address()))));
  }

  private Optional<String> listens(String node, ResourceType.Claim wanted) {
    boolean listens =
        listening.getOrDefault(node, Set.of()).stream().map(Claimed::claim).anyMatch(wanted::meets);
    boolean ours = ownByNode.getOrDefault(node, List.of()).stream().anyMatch(wanted::meets);
    return listens && !ours ? Optional.of("another program listens on it") : Optional.empty();
  }

  private static ResourceType.Claim claim(Listener listener) {
    Optional<String> address = Optional.of(listener.address()).filter(a -> !a.isEmpty());
    return new ResourceType.Claim(listener.port(), listener.port(), address);
  }
}
