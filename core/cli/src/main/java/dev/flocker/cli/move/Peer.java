package dev.flocker.cli.move;

import dev.flocker.api.node.Copy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A node that a record names.
 *
 * @param id its machine id
 * @param name what an inventory called it; its id if the record does not say
 */
public record Peer(String id, String name) {

  /** Whether the record says what an inventory called it. */
  public boolean named() {
    return !name.equals(id);
  }

  /**
   * The nodes that these copies name and that no view shows. What answers with the id of a node
   * that itself does not answer is a clone of it.
   */
  public static List<Peer> unseen(List<NodeView> views, List<Copy> copies) {
    Set<String> seen = new HashSet<>();
    Set<String> lost = new HashSet<>();
    for (NodeView view : views) {
      switch (view) {
        case NodeView.Seen s -> seen.add(s.id());
        case NodeView.Unreachable u -> lost.add(u.node());
      }
    }
    return all(copies).stream()
        .filter(p -> !seen.contains(p.id()) || lost.contains(p.name()))
        .toList();
  }

  /**
   * Those, and each whose id a node of another name answers with that has no copy. Either that is
   * its new name, and its copy is lost; or that is a clone, and the peer is in no inventory.
   */
  static List<Peer> doubtful(List<NodeView> views, List<Copy> copies) {
    List<Peer> doubtful = new ArrayList<>(unseen(views, copies));
    for (NodeView view : views) {
      if (view instanceof NodeView.Seen s && s.copy().isEmpty()) {
        all(copies).stream()
            .filter(p -> p.id().equals(s.id()) && p.named() && !p.name().equals(s.node()))
            .filter(p -> !doubtful.contains(p))
            .forEach(doubtful::add);
      }
    }
    return doubtful;
  }

  private static List<Peer> all(List<Copy> copies) {
    Set<Peer> peers = new LinkedHashSet<>();
    for (Copy copy : copies) {
      List<String> ids = new ArrayList<>(copy.peers());
      copy.handoff().map(Copy.Handoff::node).filter(n -> !ids.contains(n)).ifPresent(ids::add);
      ids.forEach(id -> peers.add(new Peer(id, copy.names().getOrDefault(id, id))));
    }
    Set<String> named = new HashSet<>();
    peers.stream().filter(Peer::named).forEach(p -> named.add(p.id()));
    return peers.stream().filter(p -> p.named() || !named.contains(p.id())).toList();
  }
}
