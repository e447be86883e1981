package dev.flocker.cli.plan;

import dev.flocker.api.Declared;
import dev.flocker.api.Implied;
import dev.flocker.api.Offer;
import dev.flocker.api.Ref;
import dev.flocker.api.ResourceType;
import dev.flocker.api.schema.Sources;
import dev.flocker.api.value.Place;
import dev.flocker.api.value.Problems;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.model.Item;
import dev.flocker.cli.model.Project;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Adds to what the playbooks write all that it implies: a mount its volume, a claimed port its
 * route. Implied keys fill in what is not written; it goes on until nothing new comes.
 */
final class Expansion {

  /** More rounds than this would mean that plugins imply each other without end. */
  private static final int MOST_ROUNDS = 20;

  private final Project project;
  private final Types types;
  private final Ports ports;
  private final Problems problems;
  private final Map<Ref, Item> written = new LinkedHashMap<>();

  /** Something implied, and by whom. */
  private record Contribution(Implied implied, Entry by) {}

  private Expansion(Project project, Types types, Ports ports, Problems problems) {
    this.project = project;
    this.types = types;
    this.ports = ports;
    this.problems = problems;
    for (Item item : project.items()) {
      if (!item.absent()) {
        written.put(item.declared().ref(), item);
      }
    }
  }

  static Model of(
      Project project, Types types, Ports ports, Map<Ref, String> owners, Problems problems) {
    Map<Ref, Entry> entries = new Expansion(project, types, ports, problems).expand();
    return new Model(project.name(), project.nodes(), types, entries, ports, owners);
  }

  private Map<Ref, Entry> expand() {
    Map<Ref, Entry> entries = new LinkedHashMap<>();
    written.forEach((ref, item) -> entries.put(ref, entry(item)));
    entries.values().forEach(this::declarePorts);
    for (int round = 0; round < MOST_ROUNDS; round++) {
      Map<Ref, Entry> next = round(entries);
      if (next.equals(entries)) {
        return entries;
      }
      entries.clear();
      entries.putAll(next);
    }
    throw new IllegalStateException(
        "plugins imply each other's resources without end: " + entries.keySet());
  }

  private Map<Ref, Entry> round(Map<Ref, Entry> entries) {
    Map<Ref, List<Contribution>> contributions = contributions(entries);
    Map<Ref, Entry> next = new LinkedHashMap<>();
    written
        .keySet()
        .forEach(ref -> next.put(ref, merge(ref, contributions.getOrDefault(ref, List.of()))));
    contributions.forEach(
        (ref, all) -> {
          if (!next.containsKey(ref) && all.stream().anyMatch(c -> c.implied().firm())) {
            Entry merged = merge(ref, all);
            if (merged != null) {
              next.put(ref, merged);
            }
          }
        });
    next.replaceAll((ref, merged) -> merged == null ? entries.get(ref) : merged);
    return next;
  }

  private Map<Ref, List<Contribution>> contributions(Map<Ref, Entry> entries) {
    Map<Ref, List<Contribution>> contributions = new LinkedHashMap<>();
    for (Entry entry : entries.values()) {
      ResourceType<Record, Record> type = types.type(entry.ref().type());
      type.implied(entry.declared().spec(), project.name(), ports)
          .forEach(i -> add(contributions, i, entry));
    }
    for (Entry entry : entries.values()) {
      claims(entry)
          .forEach(
              (port, clusterOnly) ->
                  types
                      .all()
                      .forEach(
                          t ->
                              t.forClaim(entry.ref(), port, clusterOnly)
                                  .ifPresent(i -> add(contributions, i, entry))));
    }
    return contributions;
  }

  private static void add(Map<Ref, List<Contribution>> to, Implied implied, Entry by) {
    to.computeIfAbsent(implied.ref(), r -> new ArrayList<>()).add(new Contribution(implied, by));
  }

  /** The ports claimed for an entry, and whether flocker chose them. */
  private Map<dev.flocker.api.value.Port, Boolean> claims(Entry entry) {
    Map<dev.flocker.api.value.Port, Boolean> claims = new LinkedHashMap<>();
    for (Offer offer : offers(entry)) {
      if (offer instanceof Offer.Endpoint e) {
        e.external().ifPresent(p -> claims.put(p, false));
      }
    }
    ports.chosenFor(entry.ref()).values().forEach(port -> claims.putIfAbsent(port, true));
    return claims;
  }

  private void declarePorts(Entry entry) {
    for (Offer offer : offers(entry)) {
      if (offer instanceof Offer.Endpoint e) {
        e.external().ifPresent(p -> ports.declare(entry.ref(), e.internal(), p));
      } else if (offer instanceof Offer.Local l) {
        ports.reserve(l.external());
      }
    }
  }

  private List<Offer> offers(Entry entry) {
    return types.type(entry.ref().type()).offers(entry.declared().spec(), project.name());
  }

  private static Entry entry(Item item) {
    return new Entry(
        Types.untyped(item.declared()), item.selected(), item.stopped(), item.tags(), true);
  }

  /**
   * What is written, with what is implied filled in; null if that does not decode, which is
   * reported.
   */
  private @Nullable Entry merge(Ref ref, List<Contribution> contributions) {
    Item item = written.get(ref);
    if (contributions.isEmpty() && item != null) {
      return entry(item);
    }
    Place place =
        item != null ? item.declared().place() : contributions.getFirst().by().declared().place();
    List<Tree.Entry> keys = new ArrayList<>(item == null ? List.of() : item.written().entries());
    Set<String> present = new LinkedHashSet<>(keys.stream().map(Tree.Entry::key).toList());
    Set<String> tags = new LinkedHashSet<>(item == null ? Set.of() : item.tags());
    boolean selected = item == null || item.selected();
    if (item == null) {
      selected = contributions.stream().anyMatch(c -> c.by().selected());
    }
    for (Contribution c : contributions) {
      tags.addAll(c.by().tags());
      c.implied()
          .spec()
          .forEach(
              (key, value) -> {
                if (present.add(key)) {
                  keys.add(new Tree.Entry(place, key, at(Tree.of(value), place)));
                }
              });
    }
    Record spec =
        types
            .type(ref.type())
            .declared()
            .decode(new Tree.Mapping(place, keys), ref.toString(), Set.of(), files(item), problems);
    if (spec == null) {
      return null;
    }
    List<String> on = item == null ? List.of() : item.declared().on();
    boolean stopped = item != null && item.stopped();
    return new Entry(new Declared<>(ref, spec, on, place), selected, stopped, tags, item != null);
  }

  /** What is implied names no files. */
  private static Sources files(@Nullable Item item) {
    return item == null ? Sources.NONE : item.sources();
  }

  private static Tree at(Tree tree, Place place) {
    return switch (tree) {
      case Tree.Scalar s -> new Tree.Scalar(place, s.text(), s.quoted(), s.secret());
      case Tree.Sequence s ->
          new Tree.Sequence(place, s.items().stream().map(i -> at(i, place)).toList());
      case Tree.Mapping m ->
          new Tree.Mapping(
              place,
              m.entries().stream()
                  .map(e -> new Tree.Entry(place, e.key(), at(e.value(), place)))
                  .toList());
    };
  }
}
