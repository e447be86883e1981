package dev.flocker.geard;

import dev.flocker.api.Claims;
import dev.flocker.api.Declared;
import dev.flocker.api.Diff;
import dev.flocker.api.Implied;
import dev.flocker.api.Offer;
import dev.flocker.api.Placement;
import dev.flocker.api.Ref;
import dev.flocker.api.Relation;
import dev.flocker.api.ResourceType;
import dev.flocker.api.Summary;
import dev.flocker.api.Topology;
import dev.flocker.api.schema.Schema;
import dev.flocker.api.value.Name;
import dev.flocker.api.value.Port;
import dev.flocker.api.value.Problems;
import dev.flocker.api.value.Protocol;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.pf4j.Extension;

/** The resource type {@code link}: a container reaches another one on its own loopback address. */
@Extension
public final class LinkType implements ResourceType<LinkSpec, LinkState> {

  static final String NAME = "link";
  private static final Set<String> IN_PLACE = Set.of("host", "port", "named", "in_force");

  static Ref container(String name) {
    return new Ref("container", name);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Schema<LinkSpec> declared() {
    return Schema.of(LinkSpec.class);
  }

  @Override
  public Schema<LinkState> state() {
    return Schema.of(LinkState.class);
  }

  @Override
  public String nameOf(LinkSpec spec) {
    return spec.from() + ":" + spec.localPort();
  }

  @Override
  public List<String> identity() {
    return List.of("from", "local_port");
  }

  @Override
  public boolean takesOn() {
    return false;
  }

  @Override
  public void check(Declared<LinkSpec> declared, Topology topology, Problems problems) {
    LinkSpec spec = declared.spec();
    if (spec.from().equals(spec.to()) && spec.localPort().equals(spec.remotePort())) {
      problems.add(
          declared.place(),
          declared.ref().toString(),
          "leads from port " + spec.localPort() + " of " + spec.to() + " to itself",
          "remove it, or give it another local_port");
    }
    if (spec.localPort().protocol() != spec.remotePort().protocol()) {
      problems.add(
          declared.place(),
          declared.ref().toString(),
          "leads from " + spec.localPort() + " to " + spec.remotePort() + ", of another protocol",
          "write /udp behind both or behind none");
    }
    namesake(spec, topology)
        .ifPresent(
            other ->
                problems.add(
                    declared.place(),
                    declared.ref().toString(),
                    "would be at the address of " + other,
                    "rename one of the two: the address is made of the name"));
  }

  /** Another container that the same one reaches, and would find at the same place. */
  private static Optional<Name> namesake(LinkSpec spec, Topology topology) {
    return topology.related(Relation.Kind.ATTACHES, container(spec.from().text())).stream()
        .flatMap(ref -> topology.declared(ref).stream())
        .flatMap(d -> d.spec() instanceof LinkSpec other ? Stream.of(other) : Stream.empty())
        .filter(
            other -> !other.to().equals(spec.to()) && other.remotePort().equals(spec.remotePort()))
        .map(LinkSpec::to)
        .filter(to -> Loopback.of(to.text()).equals(Loopback.of(spec.to().text())))
        .findFirst();
  }

  @Override
  public List<Relation> relations(LinkSpec spec) {
    return List.of(
        new Relation(Relation.Kind.ATTACHES, container(spec.from().text())),
        new Relation(Relation.Kind.REACHES, container(spec.to().text())));
  }

  @Override
  public List<Relation> relationsSeen(Ref ref, LinkState state) {
    return List.of(new Relation(Relation.Kind.ATTACHES, container(state.container().text())));
  }

  @Override
  public List<Port> leadsTo(LinkState state) {
    return List.of(state.port());
  }

  /** The unit puts the rules in whenever the container starts; asking for a port claims it. */
  @Override
  public List<Implied> implied(LinkSpec spec, String project, Claims claims) {
    claims.portOf(container(spec.to().text()), spec.remotePort());
    String from = spec.from().text();
    return List.of(new Implied(new Ref(UnitType.NAME, from), Map.of("container", from), true));
  }

  @Override
  public List<Offer> offers(LinkSpec spec, String project) {
    Ref from = container(spec.from().text());
    String address = Loopback.USUAL;
    List<String> names = spec.alias().map(Name::text).stream().toList();
    int port = spec.localPort().number();
    Protocol protocol = spec.localPort().protocol();
    String variable = variable(spec);
    return List.of(
        new Offer.Host(from, container(spec.to().text()), names, Loopback.of(spec.to().text())),
        new Offer.Variable(from, variable, protocol + "://" + address + ":" + port),
        new Offer.Variable(from, variable + "_ADDR", address),
        new Offer.Variable(from, variable + "_PORT", Integer.toString(port)),
        new Offer.Variable(from, variable + "_PROTO", protocol.toString()));
  }

  /** As Docker's own links and Flocker named them. */
  private static String variable(LinkSpec spec) {
    String alias = spec.alias().orElse(spec.to()).text().toUpperCase(Locale.ROOT);
    Port port = spec.localPort();
    return alias.replaceAll("[-.]", "_") + "_PORT_" + port.number() + "_" + port.protocol().name();
  }

  @Override
  public Placement place(Declared<LinkSpec> declared, Topology topology) {
    return Placement.on(topology.nodesOf(container(declared.spec().from().text())));
  }

  @Override
  public LinkState desired(Declared<LinkSpec> declared, String node, Topology topology) {
    LinkSpec spec = declared.spec();
    return new LinkState(
        spec.from(),
        spec.localPort(),
        topology.node(node).address(),
        topology.portOf(container(spec.to().text()), spec.remotePort()),
        Optional.of(Loopback.of(spec.to().text()) + ":" + spec.remotePort().number()),
        true);
  }

  @Override
  public Summary summary(LinkState state) {
    return state.inForce()
        ? Summary.NONE
        : new Summary(Summary.Grade.BAD, "has rules missing", List.of());
  }

  @Override
  public Diff diff(LinkState want, LinkState have) {
    return Diff.between(state(), want, have, IN_PLACE);
  }
}
