package dev.flocker.cli.plan;

import dev.flocker.api.Declared;
import dev.flocker.api.NodeInfo;
import dev.flocker.api.Offer;
import dev.flocker.api.Placement;
import dev.flocker.api.Ref;
import dev.flocker.api.Relation;
import dev.flocker.api.Topology;
import dev.flocker.api.value.AbsolutePath;
import dev.flocker.api.value.Port;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All that a project is to have, and where. */
public final class Model implements Topology {

  private final String project;
  private final List<NodeInfo> nodes;
  private final Map<String, NodeInfo> nodesByName = new HashMap<>();
  private final Types types;
  private final Map<Ref, Entry> entries;
  private final Index index;
  private final Ports ports;
  private final Map<Ref, String> owners;
  private final Map<Ref, Placement> placements = new LinkedHashMap<>();
  private final Set<Ref> placing = new HashSet<>();

  Model(
      String project,
      List<NodeInfo> nodes,
      Types types,
      Map<Ref, Entry> entries,
      Ports ports,
      Map<Ref, String> owners) {
    this.project = project;
    this.nodes = nodes;
    this.types = types;
    this.entries = entries;
    this.index = new Index(entries.values(), types, project);
    this.ports = ports;
    this.owners = owners;
    nodes.forEach(n -> nodesByName.put(n.name(), n));
  }

  public Collection<Entry> entries() {
    return entries.values();
  }

  public Optional<Entry> entry(Ref ref) {
    return Optional.ofNullable(entries.get(ref));
  }

  /** Whether it holds data that moves from node to node. */
  public boolean isMovable(Ref ref) {
    return types.type(ref.type()).movable();
  }

  @Override
  public String project() {
    return project;
  }

  @Override
  public List<NodeInfo> nodes() {
    return nodes;
  }

  @Override
  public NodeInfo node(String name) {
    NodeInfo node = nodesByName.get(name);
    if (node == null) {
      throw new IllegalArgumentException("no node " + name);
    }
    return node;
  }

  @Override
  public Optional<Declared<?>> declared(Ref ref) {
    return entry(ref).map(Entry::declared);
  }

  @Override
  public List<Ref> related(Relation.Kind kind, Ref to) {
    return index.related(new Relation(kind, to));
  }

  /** What an entry relates to, by one kind. */
  public List<Ref> targets(Entry entry, Relation.Kind kind) {
    return relations(entry).stream().filter(r -> r.kind() == kind).map(Relation::to).toList();
  }

  public List<Relation> relations(Entry entry) {
    return index.relations(entry.ref());
  }

  @Override
  public List<String> nodesOf(Ref ref) {
    return placement(ref).nodes();
  }

  /** Where a resource belongs; nowhere if it is not there, or if its place depends on itself. */
  public Placement placement(Ref ref) {
    Placement known = placements.get(ref);
    Entry entry = entries.get(ref);
    if (known != null) {
      return known;
    }
    if (entry == null || !placing.add(ref)) {
      return Placement.on(List.of());
    }
    try {
      Placement placement = types.type(ref.type()).place(entry.declared(), this);
      placements.put(ref, placement);
      return placement;
    } finally {
      placing.remove(ref);
    }
  }

  @Override
  public Optional<String> ownerOf(Ref ref) {
    return Optional.ofNullable(owners.get(ref));
  }

  @Override
  public boolean stopped(Ref ref) {
    return entry(ref).filter(Entry::stopped).isPresent();
  }

  /** The same, or whether it supervises only what a playbook wants stopped. */
  public boolean rests(Ref ref) {
    List<Ref> supervised =
        entry(ref).map(e -> targets(e, Relation.Kind.SUPERVISES)).orElse(List.of());
    return supervised.isEmpty() ? stopped(ref) : supervised.stream().allMatch(this::stopped);
  }

  @Override
  public Optional<AbsolutePath> directoryOf(Ref ref) {
    return index.offers(ref, Offer.Directory.class).stream().findFirst().map(Offer.Directory::path);
  }

  @Override
  public Map<Port, List<Port>> claimedBy(Ref ref) {
    Map<Port, List<Port>> claimed = new LinkedHashMap<>();
    for (Offer.Endpoint e : index.offers(ref, Offer.Endpoint.class)) {
      e.external()
          .ifPresent(p -> claimed.computeIfAbsent(e.internal(), i -> new ArrayList<>()).add(p));
    }
    ports
        .chosenFor(ref)
        .forEach((internal, p) -> claimed.computeIfAbsent(internal, i -> new ArrayList<>()).add(p));
    return claimed;
  }

  /** The ports that a resource takes on single addresses of its nodes. */
  public List<Offer.Local> localPorts(Ref ref) {
    return index.offers(ref, Offer.Local.class);
  }

  @Override
  public Map<String, String> variablesFor(Ref ref) {
    return index.variables(ref);
  }

  @Override
  public Map<String, String> hostsFor(Ref ref) {
    return index.hosts(ref);
  }

  @Override
  public Port portOf(Ref target, Port internal) {
    return ports.portOf(target, internal);
  }
}
