package dev.flocker.cli.plan;

import dev.flocker.api.Ref;
import dev.flocker.api.Relation.Kind;
import dev.flocker.cli.model.Item;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Resources that have to be on one node, as they use the same data, or one is made of what another
 * has, such as its network. Most are alone.
 *
 * @param members one or more
 * @param data that moves with them
 */
record AffinityGroup(List<Item> members, Set<Ref> data) {

  /** All that have a place of their own: data goes where its user is. */
  static List<AffinityGroup> of(Collection<Item> items, Types types) {
    Map<Ref, Item> placed = new LinkedHashMap<>();
    Set<Ref> used = new HashSet<>();
    for (Item item : items) {
      if (!item.absent()) {
        placed.put(item.declared().ref(), item);
        types.type(item.declared().ref().type()).relations(item.declared().spec()).stream()
            .filter(r -> r.kind() == Kind.USES)
            .forEach(r -> used.add(r.to()));
      }
    }
    placed.values().removeIf(item -> item.declared().on().isEmpty());
    placed.keySet().removeIf(ref -> types.type(ref.type()).movable() && used.contains(ref));
    Ties ties = Ties.of(items, types);
    Set<Ref> done = new HashSet<>();
    List<AffinityGroup> groups = new ArrayList<>();
    for (Ref ref : placed.keySet()) {
      if (done.add(ref)) {
        done.addAll(ties.with(ref));
        groups.add(of(ties.with(ref), placed, types));
      }
    }
    return groups;
  }

  private static AffinityGroup of(Set<Ref> all, Map<Ref, Item> placed, Types types) {
    List<Item> members = new ArrayList<>();
    Set<Ref> data = new LinkedHashSet<>();
    for (Ref ref : all) {
      Item item = placed.get(ref);
      if (item != null) {
        members.add(item);
      }
      if (types.type(ref.type()).movable()) {
        data.add(ref);
      }
    }
    return new AffinityGroup(members, data);
  }

  /** For people. */
  String named() {
    return String.join(", ", members.stream().map(m -> m.declared().ref().toString()).toList());
  }

  /** Of members and data. */
  Set<String> types() {
    Set<String> types = new HashSet<>();
    members.forEach(m -> types.add(m.declared().ref().type()));
    data.forEach(d -> types.add(d.type()));
    return types;
  }

  /** Whether some of it leaves a choice. */
  boolean chooses() {
    return members.stream().anyMatch(m -> !m.candidates().isEmpty());
  }

  /** The nodes that all of it may be on, as the first that chooses prefers them. */
  List<String> candidates() {
    List<String> common = new ArrayList<>();
    members.stream()
        .map(Item::candidates)
        .filter(c -> !c.isEmpty())
        .findFirst()
        .ifPresent(common::addAll);
    members.forEach(
        m -> common.retainAll(m.candidates().isEmpty() ? m.declared().on() : m.candidates()));
    return common;
  }
}
