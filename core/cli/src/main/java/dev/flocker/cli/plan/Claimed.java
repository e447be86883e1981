package dev.flocker.cli.plan;

import dev.flocker.api.Ref;
import dev.flocker.api.ResourceType;
import dev.flocker.api.value.Port;
import dev.flocker.cli.session.NodeFacts;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The ports that nodes show as occupied, and by whom.
 *
 * @param own claimed by this project
 * @param foreign claimed by other projects, anywhere
 * @param ownByNode claimed by this project on each node
 * @param facts of the nodes, with what is listened on there
 */
record Claimed(
    Map<Ports.Target, Port> own,
    Map<Port, Sight> foreign,
    Map<String, Set<Port>> ownByNode,
    Map<String, NodeFacts> facts) {

  static Claimed of(String project, Types types, Sights sights) {
    Map<Ports.Target, Port> own = new LinkedHashMap<>();
    Map<Port, Sight> foreign = new TreeMap<>();
    Map<String, Set<Port>> ownByNode = new HashMap<>();
    for (Sight sight : sights.sights()) {
      for (ResourceType.Claim claim : types.type(sight.ref().type()).claims(sight.state())) {
        if (sight.of(project)) {
          Ref ref = sight.ref();
          own.put(new Ports.Target(ref, claim.internal()), claim.claimed());
          ownByNode.computeIfAbsent(sight.node(), n -> new TreeSet<>()).add(claim.claimed());
        } else if (sight.project().isPresent()) {
          foreign.put(claim.claimed(), sight);
        }
      }
    }
    return new Claimed(own, foreign, ownByNode, sights.facts());
  }

  Set<Port> others() {
    return foreign.keySet();
  }

  /** Who keeps a port of a node from leading to this project's resource. */
  Optional<String> inTheWay(String node, Port port) {
    Sight claimant = foreign.get(port);
    if (claimant != null) {
      return Optional.of(
          claimant.ref() + " of the project " + claimant.project().orElse("?") + " claims it");
    }
    NodeFacts seen = facts.get(node);
    boolean listens = seen != null && seen.listening().contains(port);
    boolean ours = ownByNode.getOrDefault(node, Set.of()).contains(port);
    return listens && !ours ? Optional.of("another program listens on it") : Optional.empty();
  }
}
