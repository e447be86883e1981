package dev.flocker.cli.plan;

import dev.flocker.api.NodeInfo;
import dev.flocker.api.Offer;
import dev.flocker.api.Ref;
import dev.flocker.api.value.Port;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Ports that something else has, on nodes that are to have them or lead to them. */
final class TakenPorts {

  private final Model model;
  private final Claimed claimed;

  TakenPorts(Model model, Claimed claimed) {
    this.model = model;
    this.claimed = claimed;
  }

  /** A port of one address of a node. */
  private record At(String node, Port port, String address) {}

  void refuse(BiConsumer<Ref, Plan.Refusal> refuse) {
    refuseBoth(refuse);
    for (Entry entry : model.entries()) {
      model.claimedBy(entry.ref()).values().stream()
          .flatMap(List::stream)
          .forEach(port -> refuse(entry.ref(), port, refuse));
      model.localPorts(entry.ref()).forEach(port -> refuse(entry.ref(), port, refuse));
    }
  }

  /** Where a choice of nodes puts two at one address: neither comes nor goes. */
  private void refuseBoth(BiConsumer<Ref, Plan.Refusal> refuse) {
    Map<At, Ref> first = new HashMap<>();
    for (Entry entry : model.entries()) {
      for (Offer.Local port : model.localPorts(entry.ref())) {
        for (String node : model.nodesOf(entry.ref())) {
          Ref other = first.putIfAbsent(new At(node, port.external(), port.address()), entry.ref());
          if (other != null) {
            refuse.accept(entry.ref(), refusal(entry.ref(), port, node, other + " is to have it"));
            refuse.accept(other, refusal(other, port, node, entry.ref() + " is to have it"));
          }
        }
      }
    }
  }

  private void refuse(Ref ref, Offer.Local port, BiConsumer<Ref, Plan.Refusal> refuse) {
    for (String node : model.nodesOf(ref)) {
      claimed
          .inTheWay(node, port)
          .ifPresent(who -> refuse.accept(ref, refusal(ref, port, node, who)));
    }
  }

  private void refuse(Ref ref, Port port, BiConsumer<Ref, Plan.Refusal> refuse) {
    for (NodeInfo node : model.nodes()) {
      claimed
          .inTheWay(node.name(), port)
          .ifPresent(who -> refuse.accept(ref, refusal(ref, port, node.name(), who)));
    }
  }

  private static Plan.Refusal refusal(Ref ref, Object port, String node, String who) {
    return new Plan.Refusal(
        node,
        "port " + port + " is taken there: " + who,
        "free it, or give " + ref + " another external port");
  }
}
