package dev.flocker.cli.plan;

import dev.flocker.api.Offer;
import dev.flocker.api.Ref;
import dev.flocker.api.Relation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who relates to what, and what is offered to whom. Made once, as entries do not change. */
final class Index {

  private final Map<Ref, List<Relation>> relations = new HashMap<>();
  private final Map<Relation, List<Ref>> related = new HashMap<>();
  private final Map<Ref, List<Offer>> offers = new HashMap<>();
  private final Map<Ref, Map<String, String>> variables = new HashMap<>();
  private final Map<Ref, List<Offer.Host>> hosts = new HashMap<>();

  Index(Collection<Entry> entries, Types types, String project) {
    for (Entry entry : entries) {
      Record spec = entry.declared().spec();
      relate(entry.ref(), types.type(entry.ref().type()).relations(spec));
      offer(entry.ref(), types.type(entry.ref().type()).offers(spec, project));
    }
  }

  private void relate(Ref ref, List<Relation> to) {
    relations.put(ref, to);
    to.stream()
        .distinct()
        .forEach(r -> related.computeIfAbsent(r, x -> new ArrayList<>()).add(ref));
  }

  private void offer(Ref ref, List<Offer> all) {
    offers.put(ref, all);
    for (Offer offer : all) {
      if (offer instanceof Offer.Variable v) {
        variables.computeIfAbsent(v.of(), x -> new LinkedHashMap<>()).put(v.name(), v.value());
      } else if (offer instanceof Offer.Host h) {
        hosts.computeIfAbsent(h.of(), x -> new ArrayList<>()).add(h);
      }
    }
  }

  List<Relation> relations(Ref ref) {
    return relations.getOrDefault(ref, List.of());
  }

  /** Those that relate to one by a kind, in the order of the entries. */
  List<Ref> related(Relation relation) {
    return List.copyOf(related.getOrDefault(relation, List.of()));
  }

  <T extends Offer> List<T> offers(Ref ref, Class<T> kind) {
    return offers.getOrDefault(ref, List.of()).stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  /** Addresses by name; the first of two that offer the same wins. */
  Map<String, String> hosts(Ref ref) {
    Map<String, String> addresses = new LinkedHashMap<>();
    for (Offer.Host host : hosts.getOrDefault(ref, List.of())) {
      addresses.putIfAbsent(host.to().name(), host.address());
      host.names().forEach(name -> addresses.putIfAbsent(name, host.address()));
      offers(host.to(), Offer.Alias.class)
          .forEach(alias -> addresses.putIfAbsent(alias.name(), host.address()));
    }
    return addresses;
  }

  /** By name; the last of two that offer the same wins. */
  Map<String, String> variables(Ref ref) {
    return variables.getOrDefault(ref, Map.of());
  }
}
