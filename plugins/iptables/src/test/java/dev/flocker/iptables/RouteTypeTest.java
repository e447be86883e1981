package dev.flocker.iptables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.Declared;
import dev.flocker.api.NodeInfo;
import dev.flocker.api.Offer;
import dev.flocker.api.Ref;
import dev.flocker.api.Relation;
import dev.flocker.api.ResourceType;
import dev.flocker.api.node.Command;
import dev.flocker.api.node.Host;
import dev.flocker.api.value.Place;
import dev.flocker.api.value.Port;
import dev.flocker.api.value.Problem;
import dev.flocker.api.value.Protocol;
import dev.flocker.testkit.ResourceTypeContract;
import dev.flocker.testkit.SshHost;
import dev.flocker.testkit.TestTopology;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class RouteTypeTest extends ResourceTypeContract<Route, RouteState> {

  private static final Ref DB = new Ref("container", "db");
  private static final Port PORT = new Port(5432);

  /** Every rule of the node, without times and counters. */
  private static final Command RULES =
      Command.of("sh", "-c", "iptables-save | sed 's/ \\[.*\\]//; /^#/d'");

  private final RouteType type = new RouteType();

  @Override
  protected ResourceType<Route, RouteState> type() {
    return type;
  }

  @Override
  protected List<String> examples() {
    return List.of(
        "{port: '5432', from: cluster, to: 'container db'}",
        "{port: '80', to: 'container db'}",
        "{port: '80/udp', from: cluster, to: 'container db'}",
        "{port: '81', from: ['10.0.0.0/8', '192.168.1.7'], to: 'container db'}");
  }

  @Override
  protected TestTopology topology() {
    return new TestTopology("shop")
        .node("n1", "10.0.0.11")
        .node("n2", "10.0.0.12")
        .node("n3", "10.0.0.13")
        .place(DB, "n2");
  }

  @Override
  protected Optional<Lab<RouteState>> lab() {
    return Optional.of(new Lab<>(new RouteNode(), SshHost.ofLab(Map.of()), List.of(RULES)));
  }

  @Override
  protected Optional<Consumer<Host>> changeByHand() {
    return Optional.of(
        host -> host.run(Command.of("iptables", "-w", "-t", "nat", "-F", "FLOCKER-PRE")));
  }

  @Test
  void saysWhoMayUseIt() {
    assertThat(admitted("n2", Source.ANY)).isEmpty();
    assertThat(admitted("n2", Source.CLUSTER))
        .containsExactlyInAnyOrder("10.0.0.11/32", "10.0.0.12/32", "10.0.0.13/32");
    assertThat(admitted("n2", Source.parse("192.168.1.0/24"))).contains("192.168.1.0/24");
    assertThat(admitted("n2", Source.parse("10.0.0.0/8"))).containsExactly("10.0.0.0/8");
  }

  private List<String> admitted(String node, Source... from) {
    return type.admits(desired(node, from)).get(PORT);
  }

  @Test
  void saysThatADatabaseIsOpenToAllUnlessThatIsMeant() {
    assertThat(notes("5432", List.of()))
        .singleElement()
        .satisfies(
            note ->
                assertThat(note.toString())
                    .contains("route 5432: whoever reaches a node may use it")
                    .contains("PostgreSQL")
                    .endsWith("from: any if all may"));
    assertThat(notes("15432", List.of())).as("by the port in the container").hasSize(1);
    assertThat(notes("8080", List.of())).isEmpty();
    assertThat(notes("5432/udp", List.of())).as("PostgreSQL knows TCP alone").isEmpty();
    assertThat(notes("11211/udp", List.of())).hasSize(1);
    assertThat(notes("5432", List.of(Source.ANY))).isEmpty();
    assertThat(notes("5432", List.of(Source.CLUSTER))).isEmpty();
  }

  private List<Problem> notes(String port, List<Source> from) {
    Route route = new Route(Port.parse(port), from, Optional.of(DB.toString()));
    TestTopology topology =
        topology()
            .offer(DB, new Offer.Endpoint(PORT, Optional.of(new Port(15432))))
            .offer(DB, new Offer.Endpoint(new Port(8080), Optional.of(new Port(8080))));
    Ref ref = new Ref("route", port);
    List<Problem> notes = new ArrayList<>();
    Place place = new Place("site.yml", 1, 1);
    type.advise(new Declared<>(ref, route, List.of(), place), Map.of(), topology, notes::add);
    return notes;
  }

  /** As it would be desired if the container were there alone. */
  @Test
  void leadsToSomeOfItsHoldersAlone() {
    NodeInfo n1 = topology().node("n1");
    NodeInfo n2 = topology().node("n2");
    RouteState elsewhere = type.leadingTo(desired("n2", Source.ANY), n1, List.of(n2));
    RouteState here = type.leadingTo(desired("n1", Source.ANY), n2, List.of(n2));

    assertThat(elsewhere.targets()).containsExactly("10.0.0.12");
    assertThat(here.targets()).as("Docker publishes it").isEmpty();
    assertThat(type.leadingTo(desired("n3", Source.CLUSTER), topology().node("n3"), List.of(n2)))
        .isEqualTo(desired("n3", Source.CLUSTER));
    assertThat(type.ledTo(elsewhere, n1, List.of(n1, n2))).containsExactly(n2);
    assertThat(type.ledTo(here, n2, List.of(n1, n2))).containsExactly(n2);
  }

  @Test
  void leadsToWhereTheContainerRuns() {
    assertThat(desired("n1", Source.ANY).targets()).containsExactly("10.0.0.12");
    assertThat(desired("n2", Source.ANY).targets()).isEmpty();
  }

  @Test
  void knowsByWhichAddressContainersComeToDockersProxyByUdp() {
    assertThat(udp("n2", Source.ANY).own()).contains("10.0.0.12");
    assertThat(udp("n2", Source.CLUSTER).own()).contains("10.0.0.12");
    assertThat(udp("n2", Source.parse("192.168.1.0/24")).own()).as("none may").isEmpty();
    assertThat(udp("n1", Source.ANY).own()).as("led elsewhere").isEmpty();
    assertThat(desired("n2", Source.ANY).own()).as("TCP").isEmpty();
  }

  private RouteState udp(String node, Source from) {
    Route route = new Route(Port.parse("53/udp"), List.of(from), Optional.of("container db"));
    return type.desired(declared(route), node, topology());
  }

  @Test
  void theClusterIsItsNodes() {
    assertThat(desired("n1", Source.CLUSTER).sources())
        .extracting(Source::text)
        .containsExactly("10.0.0.11/32", "10.0.0.12/32", "10.0.0.13/32");
  }

  @Test
  void aNodeOutsideTheListMayNotUseItButLeadsOthersThere() {
    Source only = Source.parse("10.0.0.13");
    RouteState outside = desired("n1", only);
    assertThat(outside.sources()).containsExactly(Source.parse("10.0.0.12"), only);
    assertThat(outside.processes()).isFalse();
    assertThat(outside.containers()).isFalse();
    assertThat(outside.barred()).containsExactly("10.0.0.12", "10.0.0.13");
    RouteState inside = desired("n3", only);
    assertThat(inside.processes()).isTrue();
    assertThat(inside.containers()).isTrue();
    assertThat(inside.barred()).isEmpty();
    RouteState holder = desired("n2", only);
    assertThat(holder.sources()).containsExactly(Source.parse("10.0.0.11"), only);
    assertThat(holder.processes()).isFalse();
  }

  @Test
  void whereLinksLeadToItContainersMayUseIt() {
    Ref link = new Ref("link", "web-5432");
    TestTopology linked = topology().relate(link, Relation.Kind.REACHES, DB).place(link, "n1");
    RouteState state = desired("n3", linked, Source.parse("192.168.1.0/24"));
    assertThat(state.containers()).isTrue();
    assertThat(state.processes()).isFalse();
  }

  @Test
  void aRangeHoldsItsAddresses() {
    assertThat(Source.parse("10.0.0.0/24").has("10.0.0.255")).isTrue();
    assertThat(Source.parse("10.0.0.0/24").has("10.0.1.0")).isFalse();
  }

  @Test
  void everyoneIncludesEverySource() {
    assertThat(desired("n1", Source.CLUSTER, Source.ANY).sources()).isEmpty();
  }

  @Test
  void aRouteThatNoContainerClaimsLeadsToNothing() {
    List<Problem> problems = new ArrayList<>();
    Route route = new Route(PORT, List.of(Source.ANY), Optional.empty());
    type.check(declared(route), topology(), problems::add);
    assertThat(problems)
        .extracting(Problem::toString)
        .containsExactly(
            "site.yml:7:5: route 5432: leads to nothing: no container has this external port; add"
                + " it to a container's ports, as in {internal: 80, external: 5432}");

    problems.clear();
    Route udp = new Route(Port.parse("53/udp"), List.of(Source.ANY), Optional.empty());
    type.check(declared(udp), topology(), problems::add);
    assertThat(problems.toString()).contains("{internal: 80, external: 53, protocol: udp}");
  }

  @Test
  void tellsOfNodesThatAreKnownByNameAlone() {
    assertThat(nameless(Source.ANY, "n1", "10.0.0.2"))
        .containsExactly("rules need an IPv4 address of node n1, and \"n1\" gives none");
    assertThat(nameless(Source.ANY, "10.0.0.1", "fd00::2")).hasSize(1);
    assertThat(nameless(Source.CLUSTER, "10.0.0.0/24", "10.0.0.2")).hasSize(1);
    assertThat(nameless(Source.CLUSTER, "10.0.0.1", "10.0.0.2")).isEmpty();
    assertThat(nameless(Source.CLUSTER, "n1")).hasSize(1);
    assertThat(nameless(Source.ANY, "n1")).isEmpty();
  }

  private List<String> nameless(Source from, String... addresses) {
    TestTopology nodes = new TestTopology("shop");
    for (String address : addresses) {
      nodes = nodes.node("n" + (nodes.nodes().size() + 1), address);
    }
    List<Problem> problems = new ArrayList<>();
    Route route = new Route(PORT, List.of(from), Optional.of("container db"));
    type.check(declared(route), nodes, problems::add);
    return problems.stream().map(Problem::why).toList();
  }

  @Test
  void turnsWithItsContainer() {
    Route route = new Route(PORT, List.of(Source.ANY), Optional.of("container db"));
    assertThat(type.relations(route)).containsExactly(new Relation(Relation.Kind.LEADS_TO, DB));
    assertThat(type.place(declared(route), topology()).nodes()).containsExactly("n1", "n2", "n3");
  }

  @Test
  void aClaimedPortBringsItsRoute() {
    var open = type.forClaim(DB, PORT, false).orElseThrow();
    assertThat(open.ref()).isEqualTo(new Ref("route", "5432"));
    assertThat(open.spec()).isEqualTo(Map.of("port", "5432", "to", "container db"));
    assertThat(type.forClaim(DB, PORT, true).orElseThrow().spec()).containsEntry("from", "cluster");
    var udp = type.forClaim(DB, new Port(5432, Protocol.UDP), false).orElseThrow();
    assertThat(udp.ref()).isEqualTo(new Ref("route", "5432/udp"));
    assertThat(udp.spec()).containsEntry("port", "5432/udp");
  }

  @Test
  void sourcesAreWrittenAsIptablesDoes() {
    assertThat(Source.parse("10.1.2.3/8").text()).isEqualTo("10.0.0.0/8");
    assertThat(Source.parse("10.1.2.3").text()).isEqualTo("10.1.2.3/32");
    assertThat(Source.parse("0.0.0.0/0")).isEqualTo(Source.ANY);
    for (String bad : List.of("10.0.0", "10.0.0.256", "10.0.0.0/33", "::1", "everyone", "")) {
      assertThatThrownBy(() -> Source.parse(bad))
          .hasMessage(
              "\"" + bad + "\" is no source; use any, cluster, an IPv4 address or 10.0.0.0/8");
    }
  }

  private RouteState desired(String node, Source... from) {
    return desired(node, topology(), from);
  }

  private RouteState desired(String node, TestTopology topology, Source... from) {
    Route route = new Route(PORT, List.of(from), Optional.of("container db"));
    return type.desired(declared(route), node, topology);
  }

  private static Declared<Route> declared(Route route) {
    return new Declared<>(
        new Ref("route", route.port().toString()), route, List.of(), new Place("site.yml", 7, 5));
  }

  /** Its own address among them says that a node may use it itself. */
  @Test
  void eachNodeSaysOfItselfWhetherItMayUseIt() {
    Source only = Source.parse("10.0.0.13");
    assertThat(admitted("n1", only)).containsExactly("10.0.0.12/32", "10.0.0.13/32");
    assertThat(admitted("n3", only)).contains("10.0.0.13/32");
    assertThat(admitted("n2", only)).doesNotContain("10.0.0.12/32");
    assertThat(type.admits(desired("n3", only).incomplete())).as("not certain").isEmpty();
  }
}
