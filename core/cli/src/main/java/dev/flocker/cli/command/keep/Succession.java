package dev.flocker.cli.command.keep;

import dev.flocker.api.node.Copy;
import dev.flocker.cli.move.Peer;
import dev.flocker.cli.move.Promotion;
import dev.flocker.cli.move.Repairs;
import dev.flocker.cli.session.NodeFacts;
import dev.flocker.cli.session.NodeTrouble;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a person decides of a volume where no run can.
 *
 * @param off nodes that the person vouches for, by name or id: they are powered off
 */
record Succession(Volumes volumes, Set<String> off) {

  /**
   * @throws NodeTrouble if the copy there may not become the owner
   */
  Promotion.Allowed allowed(String node) {
    return switch (Promotion.decide(volumes.views(), node)) {
      case Promotion.Refused no -> throw refusal(no);
      case Promotion.Allowed yes -> yes;
    };
  }

  /**
   * Strikes a node that never comes back from what all nodes record of the volume.
   *
   * @param gone its name or its id
   * @return the nodes whose records were changed
   */
  public List<String> forget(String gone) {
    Set<String> ids = ids(gone);
    Promotion.refusesToForget(volumes.views(), ids)
        .ifPresent(
            no -> {
              throw refusal(no);
            });
    List<String> changed = new ArrayList<>();
    volumes.copiesSeen().stream()
        .filter(s -> s.copy().filter(c -> c.peers().stream().anyMatch(ids::contains)).isPresent())
        .forEach(
            s -> {
              Repairs.forget(volumes.on(s.node()), ids);
              changed.add(s.node());
            });
    return changed;
  }

  /** Whether a record names a node. */
  public boolean names(String gone) {
    return volumes.copies().stream()
        .anyMatch(c -> c.peers().contains(gone) || c.names().containsValue(gone));
  }

  private Set<String> ids(String gone) {
    Map<String, String> answering = answering();
    Set<String> ids = new LinkedHashSet<>();
    for (Copy copy : volumes.copies()) {
      for (String peer : copy.peers()) {
        if (peer.equals(gone) || gone.equals(copy.names().get(peer))) {
          ids.add(peer);
        }
      }
    }
    for (String id : ids) {
      if (answering.containsKey(id)) {
        throw volumes.refusal(
            List.of(answering.get(id)),
            "it answers, so it is not gone",
            "to have no copy there, destroy that one; then it hinders nothing");
      }
    }
    if (ids.isEmpty()) {
      throw volumes.refusal(
          List.of(gone),
          "no record of the volume names it",
          "they name " + volumes.copies().stream().map(Succession::described).distinct().toList());
    }
    return ids;
  }

  private static String described(Copy copy) {
    return copy.peers().stream()
        .map(p -> copy.names().getOrDefault(p, p))
        .collect(Collectors.joining(", "));
  }

  private Map<String, String> answering() {
    return volumes.sights().facts().entrySet().stream()
        .collect(Collectors.toMap(e -> e.getValue().id(), Map.Entry::getKey));
  }

  /**
   * Each node that may own it is off before another one does.
   *
   * @return those that are to be powered off, each with a fence
   * @throws NodeTrouble if one may be on that cannot be powered off
   */
  Set<String> toPowerOff(Promotion.Allowed allowed) {
    refuseUnlessOff(allowed.outside());
    Set<String> unseen = unseen(allowed.off());
    unseen.forEach(this::requireFence);
    return unseen;
  }

  /** They are not powered off: most likely they have nothing to do with the volume. */
  private void refuseUnlessOff(List<String> outside) {
    for (String node : outside) {
      if (!off.contains(node)) {
        throw volumes.refusal(
            List.of(node),
            "it cannot be reached, and may own the volume by now, as the records of copies can be"
                + " older than what their owner knew",
            "bring it back, or power it off and say --powered-off " + node);
      }
    }
  }

  private Set<String> unseen(List<Peer> peers) {
    Set<String> unseen = new LinkedHashSet<>();
    Map<String, NodeFacts> facts = volumes.sights().facts();
    int unknown = 0;
    for (Peer peer : peers) {
      refuseIfAnswering(peer, facts);
      if (off.contains(peer.id()) || off.contains(peer.name())) {
        continue;
      }
      if (peer.named()) {
        refuseIfAnotherAnswers(peer, facts);
        unseen.add(peer.name());
      } else {
        unknown++;
      }
    }
    unseen.addAll(anyOf(unknown, peers));
    return unseen;
  }

  private void requireFence(String node) {
    if (Fence.of(node, volumes.look()).isEmpty()) {
      throw volumes.refusal(
          List.of(node),
          "it may own the volume, cannot be reached, and has no flocker_fence",
          "power it off, then say --powered-off " + node);
    }
  }

  /** A node that answers but cannot look may have the owner, and is not powered off. */
  private void refuseIfAnswering(Peer peer, Map<String, NodeFacts> facts) {
    facts.forEach(
        (node, its) -> {
          if (its.id().equals(peer.id())) {
            blind(node)
                .ifPresent(
                    why -> {
                      throw volumes.refusal(
                          List.of(node),
                          "could not look at the volumes of " + node + ": " + why,
                          "it may own the volume: mend that, or power the node off");
                    });
            refuseClone(peer, node);
          }
        });
  }

  /** Records name it by an id that it had, or never had: it is not powered off for that. */
  private void refuseIfAnotherAnswers(Peer peer, Map<String, NodeFacts> facts) {
    if (facts.containsKey(peer.name())) {
      throw volumes.refusal(
          List.of(peer.name()),
          "it answers, by another machine id than the record of a node that may own the volume",
          "if the machine of that record is gone for good, say --powered-off " + peer.id());
    }
  }

  private Optional<String> blind(String node) {
    return volumes.sights().blind().entrySet().stream()
        .filter(e -> e.getKey().node().equals(node))
        .filter(e -> e.getKey().type().equals(volumes.ref().type()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** It may be the peer under a new name, or a clone of it. */
  private void refuseClone(Peer peer, String node) {
    if (!off.contains(peer.name())) {
      throw volumes.refusal(
          List.of(node),
          "it answers with the machine id of " + peer.name() + ", which may own the volume",
          "give it a machine id of its own if it is a clone; if it is "
              + peer.name()
              + " by another name, or that is off, say --powered-off "
              + peer.name());
    }
  }

  /** Where a record says no name, any node that is not seen may be the one. */
  private List<String> anyOf(int unknown, List<Peer> peers) {
    if (unknown == 0) {
      return List.of();
    }
    Set<String> named = peers.stream().map(Peer::name).collect(Collectors.toSet());
    List<String> lost =
        volumes.look().contacts().stream()
            .map(c -> c.node().name())
            .filter(n -> volumes.look().troubles().containsKey(n) && !named.contains(n))
            .toList();
    List<String> vouched = lost.stream().filter(off::contains).toList();
    if (lost.size() < unknown) {
      List<String> ids =
          peers.stream().filter(p -> !p.named() && !off.contains(p.id())).map(Peer::id).toList();
      throw volumes.refusal(
          ids,
          "it may own the volume, and no node of the inventory is it",
          "power it off, then say --powered-off " + ids.getFirst());
    }
    return lost.stream().filter(n -> !vouched.contains(n)).toList();
  }

  private NodeTrouble refusal(Promotion.Refused no) {
    return volumes.refusal(List.of(no.node()), no.why(), no.remedy());
  }
}
