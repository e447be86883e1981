package dev.flocker.cli.move;

import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Copy.Role;
import dev.flocker.api.node.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** How one record follows from another. */
final class Records {

  private Records() {}

  static String newPromotion() {
    return UUID.randomUUID().toString();
  }

  /** The same, naming one more node. */
  static Copy knowing(Copy copy, String peer, String name) {
    TreeSet<String> peers = new TreeSet<>(copy.peers());
    peers.add(peer);
    return of(
        named(copy, peer, name),
        copy.generation(),
        copy.promotion(),
        copy.role(),
        copy.handoff(),
        peers);
  }

  /** The same, without nodes that are gone for good. */
  static Copy without(Copy copy, Set<String> gone) {
    Map<String, String> names = new TreeMap<>(copy.names());
    names.keySet().removeAll(gone);
    return new Copy(
        copy.volume(),
        copy.generation(),
        copy.promotion(),
        copy.role(),
        copy.handoff(),
        copy.peers().stream().filter(p -> !gone.contains(p)).toList(),
        copy.versions(),
        copy.open(),
        names);
  }

  private static Copy named(Copy copy, String peer, String name) {
    Map<String, String> names = new TreeMap<>(copy.names());
    names.put(peer, name);
    return new Copy(
        copy.volume(),
        copy.generation(),
        copy.promotion(),
        copy.role(),
        copy.handoff(),
        copy.peers(),
        copy.versions(),
        copy.open(),
        names);
  }

  /**
   * A replica that follows an owner.
   *
   * @param ownerId the owner's node
   * @param ownerName as the inventory calls it
   * @param id the replica's node
   */
  static Copy replicaOf(Copy owner, String ownerId, String ownerName, String id) {
    TreeSet<String> peers = new TreeSet<>(owner.peers());
    peers.add(ownerId);
    peers.remove(id);
    return of(
        named(owner, ownerId, ownerName),
        owner.generation(),
        owner.promotion(),
        Role.REPLICA,
        Optional.empty(),
        peers);
  }

  static Copy handingOff(Copy owner, String toId, Version version, String promotion) {
    return of(
        owner,
        owner.generation() + 1,
        promotion,
        Role.HANDING_OFF,
        Optional.of(new Copy.Handoff(toId, version)),
        owner.peers());
  }

  static Copy as(Role role, Copy copy, long generation, String promotion) {
    return of(copy, generation, promotion, role, Optional.empty(), copy.peers());
  }

  /** Whether two copies have the same record; what they hold does not matter. */
  static boolean same(Copy one, Copy other) {
    return of(one, one.generation(), one.promotion(), one.role(), one.handoff(), one.peers())
        .equals(
            of(
                other,
                other.generation(),
                other.promotion(),
                other.role(),
                other.handoff(),
                other.peers()));
  }

  private static Copy of(
      Copy from,
      long generation,
      String promotion,
      Role role,
      Optional<Copy.Handoff> handoff,
      Iterable<String> peers) {
    List<String> ids = new ArrayList<>();
    peers.forEach(ids::add);
    Map<String, String> names = new TreeMap<>(from.names());
    names.keySet().retainAll(ids);
    return new Copy(
        from.volume(), generation, promotion, role, handoff, ids, List.of(), false, names);
  }
}
