package dev.flocker.cli.plan;

import dev.flocker.api.Ref;
import dev.flocker.api.Relation;
import dev.flocker.api.Relation.Kind;
import dev.flocker.cli.model.Item;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What has to be on one node, directly or through others: those that use the same data, that data,
 * and what is made of what another one has, such as its network.
 */
final class Ties {

  private static final Set<Kind> KINDS = Set.of(Kind.USES, Kind.SHARES);

  private final Map<Ref, Set<Ref>> bound = new LinkedHashMap<>();

  private Ties() {}

  /** Of all that is not absent. */
  static Ties of(Collection<Item> items, Types types) {
    Ties ties = new Ties();
    for (Item item : items) {
      if (!item.absent()) {
        Set<Ref> with = new LinkedHashSet<>();
        String type = item.declared().ref().type();
        types.type(type).relations(item.declared().spec()).stream()
            .filter(r -> KINDS.contains(r.kind()))
            .map(Relation::to)
            .forEach(with::add);
        with.add(item.declared().ref());
        ties.join(with);
      }
    }
    return ties;
  }

  private void join(Set<Ref> refs) {
    Set<Ref> all = new LinkedHashSet<>();
    refs.forEach(ref -> all.addAll(with(ref)));
    all.forEach(ref -> bound.put(ref, all));
  }

  /** All that has to be where a resource is, and it itself. */
  Set<Ref> with(Ref ref) {
    return bound.getOrDefault(ref, Set.of(ref));
  }
}
