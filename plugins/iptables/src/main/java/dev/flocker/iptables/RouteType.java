package dev.flocker.iptables;

import dev.flocker.api.Declared;
import dev.flocker.api.Diff;
import dev.flocker.api.Implied;
import dev.flocker.api.NodeInfo;
import dev.flocker.api.Placement;
import dev.flocker.api.Ref;
import dev.flocker.api.Relation;
import dev.flocker.api.ResourceType;
import dev.flocker.api.Summary;
import dev.flocker.api.Topology;
import dev.flocker.api.schema.Schema;
import dev.flocker.api.value.Port;
import dev.flocker.api.value.Problems;
import dev.flocker.api.value.Protocol;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.pf4j.Extension;

/** What a route is. It belongs on every node of the play, wherever the container runs. */
@Extension
public final class RouteType implements ResourceType<Route, RouteState> {

  static final String NAME = "route";

  private static final String SET = "set flocker_address to one in the inventory, such as 10.0.0.1";

  private static final Set<String> CHANGING =
      Set.of(
          "targets", "sources", "processes", "containers", "barred", "internal", "own", "complete");

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Schema<Route> declared() {
    return Schema.of(Route.class);
  }

  @Override
  public Schema<RouteState> state() {
    return Schema.of(RouteState.class);
  }

  @Override
  public List<String> identity() {
    return List.of("port");
  }

  @Override
  public String nameOf(Route spec) {
    return spec.port().toString();
  }

  @Override
  public boolean takesOn() {
    return false;
  }

  @Override
  public Optional<Implied> forClaim(Ref target, Port claimed, boolean clusterOnly) {
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("port", claimed.toString());
    spec.put("to", target.toString());
    if (clusterOnly) {
      spec.put("from", Source.CLUSTER.text());
    }
    return Optional.of(new Implied(new Ref(NAME, claimed.toString()), spec, true));
  }

  @Override
  public List<Relation> relations(Route spec) {
    return spec.to().map(to -> new Relation(Relation.Kind.LEADS_TO, Ref.parse(to))).stream()
        .toList();
  }

  @Override
  public void check(Declared<Route> declared, Topology topology, Problems problems) {
    Route route = declared.spec();
    if (route.to().isEmpty()) {
      problems.add(
          declared.place(),
          "route " + route.port(),
          "leads to nothing: no container has this external port",
          "add it to a container's ports, as in " + asAPort(route.port()));
    }
    if (topology.nodes().size() > 1 || !route.isOpen()) {
      topology.nodes().stream()
          .filter(n -> !Source.isAddress(n.address()))
          .forEach(n -> problems.add(declared.place(), "route " + route.port(), nameless(n), SET));
    }
  }

  /** As a container lists it. */
  private static String asAPort(Port port) {
    String protocol = port.protocol() == Protocol.TCP ? "" : ", protocol: " + port.protocol();
    return "{internal: 80, external: " + port.number() + protocol + "}";
  }

  /** Who says {@code from: any} of a database's port means it. */
  @Override
  public void advise(
      Declared<Route> declared, Map<String, RouteState> seen, Topology topology, Problems notes) {
    Route route = declared.spec();
    if (!route.from().isEmpty()) {
      return;
    }
    Set<Port> ports = new TreeSet<>(internals(route, topology));
    ports.add(route.port());
    ports.stream()
        .flatMap(p -> Databases.at(p).stream())
        .findFirst()
        .ifPresent(
            service ->
                notes.add(
                    declared.place(),
                    "route " + route.port(),
                    "whoever reaches a node may use it, and it is the port of " + service,
                    "say who may, as in \"- route: {port: "
                        + route.port()
                        + ", from: cluster}\", or from: any if all may"));
  }

  private static String nameless(NodeInfo node) {
    return "rules need an IPv4 address of node "
        + node.name()
        + ", and \""
        + node.address()
        + "\" gives none";
  }

  @Override
  public Placement place(Declared<Route> declared, Topology topology) {
    return Placement.on(topology.nodes().stream().map(NodeInfo::name).toList());
  }

  @Override
  public RouteState desired(Declared<Route> declared, String node, Topology topology) {
    RouteState state = state(declared.spec(), node, topology);
    return proxied(state, topology.node(node).address());
  }

  private static RouteState proxied(RouteState state, String address) {
    boolean proxied =
        state.port().protocol() == Protocol.UDP
            && state.targets().isEmpty()
            && state.containers()
            && Source.isAddress(address);
    return proxied ? state.at(address) : state;
  }

  @Override
  public RouteState leadingTo(RouteState have, NodeInfo node, List<NodeInfo> holders) {
    List<String> targets =
        holders.contains(node)
            ? List.of()
            : holders.stream().map(NodeInfo::address).sorted().toList();
    return proxied(have.ledTo(targets), node.address());
  }

  @Override
  public List<NodeInfo> ledTo(RouteState have, NodeInfo node, List<NodeInfo> holders) {
    return have.targets().isEmpty()
        ? holders.stream().filter(node::equals).toList()
        : holders.stream().filter(h -> have.targets().contains(h.address())).toList();
  }

  private static RouteState state(Route route, String node, Topology topology) {
    List<String> holders = route.to().map(to -> topology.nodesOf(Ref.parse(to))).orElse(List.of());
    List<String> targets = holders.contains(node) ? List.of() : addresses(holders, topology);
    if (route.isOpen()) {
      return RouteState.open(route.port(), targets, List.of());
    }
    Set<Source> sources = sources(route, topology);
    String address = topology.node(node).address();
    boolean mayUse = sources.stream().anyMatch(s -> s.has(address));
    // Each of the others speaks for those whom it leads here, and has looked at them itself.
    List<String> others =
        topology.nodes().stream()
            .filter(n -> !n.name().equals(node))
            .map(NodeInfo::address)
            .toList();
    others.forEach(a -> sources.add(Source.parse(a)));
    return new RouteState(
        route.port(),
        targets,
        List.copyOf(sources),
        mayUse,
        mayUse || linked(route, topology),
        mayUse ? List.of() : others,
        internals(route, topology).stream().findFirst(),
        true);
  }

  /** The container's own port that it leads to: one, if the port is claimed. */
  private static List<Port> internals(Route route, Topology topology) {
    Map<Port, List<Port>> claimed =
        route.to().map(to -> topology.claimedBy(Ref.parse(to))).orElse(Map.of());
    return claimed.entrySet().stream()
        .filter(e -> e.getValue().contains(route.port()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static Set<Source> sources(Route route, Topology topology) {
    Set<Source> all = new TreeSet<>(route.from());
    if (all.remove(Source.CLUSTER)) {
      topology.nodes().forEach(n -> all.add(Source.parse(n.address())));
    }
    return all;
  }

  /**
   * Whether links lead to the container. They come from containers, which may be on the move: so it
   * is not asked from which node.
   */
  private static boolean linked(Route route, Topology topology) {
    return route.to().stream()
        .anyMatch(to -> !topology.related(Relation.Kind.REACHES, Ref.parse(to)).isEmpty());
  }

  private static List<String> addresses(List<String> nodes, Topology topology) {
    return nodes.stream().map(n -> topology.node(n).address()).sorted().toList();
  }

  @Override
  public Summary summary(RouteState state) {
    return state.complete()
        ? Summary.NONE
        : new Summary(Summary.Grade.BAD, "has rules missing", List.of());
  }

  @Override
  public Map<Port, List<String>> admits(RouteState state) {
    return state.complete() ? Map.of(state.port(), state.admitted()) : Map.of();
  }

  @Override
  public List<Port> leadsTo(RouteState state) {
    return List.of(state.port());
  }

  @Override
  public Diff diff(RouteState want, RouteState have) {
    return Diff.between(state(), want, have, CHANGING);
  }
}
