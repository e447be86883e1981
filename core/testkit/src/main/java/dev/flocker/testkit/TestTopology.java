package dev.flocker.testkit;

import dev.flocker.api.Declared;
import dev.flocker.api.NodeInfo;
import dev.flocker.api.Offer;
import dev.flocker.api.Ref;
import dev.flocker.api.Relation;
import dev.flocker.api.ResourceType;
import dev.flocker.api.Topology;
import dev.flocker.api.value.AbsolutePath;
import dev.flocker.api.value.Place;
import dev.flocker.api.value.Port;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A topology in memory. Resources of the plugin's own types are {@link #declare}d; what other
 * plugins' resources would give is said outright: {@link #offer}, {@link #relate}, {@link #place}.
 *
 * <pre>{@code
 * new TestTopology("shop").node("n1", "10.0.0.11").declare(type, spec, "n1")
 *     .offer(new Ref("volume", "data"), new Offer.Directory(AbsolutePath.parse("/flocker/data")));
 * }</pre>
 */
public final class TestTopology implements Topology {

  private static final int FIRST_CHOSEN = 20000;

  private final String project;
  private final Map<String, NodeInfo> nodes = new LinkedHashMap<>();
  private final Map<Ref, Declared<?>> declared = new LinkedHashMap<>();
  private final Map<Ref, List<Relation>> relations = new LinkedHashMap<>();
  private final Map<Ref, List<Offer>> offers = new LinkedHashMap<>();
  private final Map<Ref, List<String>> places = new HashMap<>();
  private final Map<Ref, String> owners = new HashMap<>();
  private final Set<Ref> stopped = new HashSet<>();

  public TestTopology(String project) {
    this.project = project;
  }

  public TestTopology node(String name, String address) {
    nodes.put(name, new NodeInfo(name, address, Map.of()));
    return this;
  }

  /** Declares a resource, with the relations and offers that its type gives it. */
  public <D extends Record> TestTopology declare(ResourceType<D, ?> type, D spec, String... on) {
    Ref ref = new Ref(type.name(), type.nameOf(spec));
    Declared<D> resource = new Declared<>(ref, spec, List.of(on), Place.of("test.yml"));
    declared.put(ref, resource);
    type.relations(spec).forEach(r -> relate(ref, r.kind(), r.to()));
    type.offers(spec, project).forEach(o -> offer(ref, o));
    places.put(ref, type.place(resource, this).nodes());
    return this;
  }

  public TestTopology relate(Ref from, Relation.Kind kind, Ref to) {
    relations.computeIfAbsent(from, f -> new ArrayList<>()).add(new Relation(kind, to));
    return this;
  }

  public TestTopology offer(Ref from, Offer offer) {
    offers.computeIfAbsent(from, f -> new ArrayList<>()).add(offer);
    return this;
  }

  /** Where a resource belongs. */
  public TestTopology place(Ref ref, String... on) {
    places.put(ref, List.of(on));
    return this;
  }

  /** Who owns a resource now. */
  public TestTopology owner(Ref ref, String node) {
    owners.put(ref, node);
    return this;
  }

  /** A playbook wants it stopped. */
  public TestTopology stop(Ref ref) {
    stopped.add(ref);
    return this;
  }

  @Override
  public boolean stopped(Ref ref) {
    return stopped.contains(ref);
  }

  @Override
  public String project() {
    return project;
  }

  @Override
  public List<NodeInfo> nodes() {
    return List.copyOf(nodes.values());
  }

  @Override
  public NodeInfo node(String name) {
    NodeInfo info = nodes.get(name);
    if (info == null) {
      throw new IllegalArgumentException("no node " + name);
    }
    return info;
  }

  @Override
  public Optional<Declared<?>> declared(Ref ref) {
    return Optional.ofNullable(declared.get(ref));
  }

  @Override
  public List<Ref> related(Relation.Kind kind, Ref to) {
    Relation sought = new Relation(kind, to);
    return relations.entrySet().stream()
        .filter(e -> e.getValue().contains(sought))
        .map(Map.Entry::getKey)
        .toList();
  }

  @Override
  public List<String> nodesOf(Ref ref) {
    return places.getOrDefault(ref, List.of());
  }

  @Override
  public Optional<String> ownerOf(Ref ref) {
    return Optional.ofNullable(owners.get(ref));
  }

  @Override
  public Optional<AbsolutePath> directoryOf(Ref ref) {
    return offersOf(ref, Offer.Directory.class).stream().findFirst().map(Offer.Directory::path);
  }

  @Override
  public Map<Port, List<Port>> claimedBy(Ref ref) {
    Map<Port, List<Port>> claimed = new TreeMap<>();
    for (Offer.Endpoint e : offersOf(ref, Offer.Endpoint.class)) {
      e.external()
          .ifPresent(x -> claimed.computeIfAbsent(e.internal(), i -> new ArrayList<>()).add(x));
    }
    return claimed;
  }

  /** The external port, or else one from 20000 on that ends as the internal one does. */
  @Override
  public Port portOf(Ref target, Port internal) {
    return claimedBy(target).getOrDefault(internal, List.of()).stream()
        .findFirst()
        .orElseGet(() -> new Port(FIRST_CHOSEN + internal.number() % 10_000, internal.protocol()));
  }

  @Override
  public Map<String, String> variablesFor(Ref ref) {
    Map<String, String> variables = new TreeMap<>();
    offers.values().stream()
        .flatMap(List::stream)
        .filter(o -> o instanceof Offer.Variable v && v.of().equals(ref))
        .map(Offer.Variable.class::cast)
        .forEach(v -> variables.put(v.name(), v.value()));
    return variables;
  }

  @Override
  public Map<String, String> hostsFor(Ref ref) {
    Map<String, String> hosts = new TreeMap<>();
    offers.values().stream()
        .flatMap(List::stream)
        .filter(o -> o instanceof Offer.Host h && h.of().equals(ref))
        .map(Offer.Host.class::cast)
        .forEach(
            h -> {
              hosts.put(h.to().name(), h.address());
              h.names().forEach(n -> hosts.put(n, h.address()));
              offersOf(h.to(), Offer.Alias.class).forEach(a -> hosts.put(a.name(), h.address()));
            });
    return hosts;
  }

  private <O extends Offer> List<O> offersOf(Ref ref, Class<O> kind) {
    return offers.getOrDefault(ref, List.of()).stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }
}
