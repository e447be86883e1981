package dev.flocker.geard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Declared;
import dev.flocker.api.Implied;
import dev.flocker.api.Offer;
import dev.flocker.api.Ref;
import dev.flocker.api.ResourceType;
import dev.flocker.api.node.Command;
import dev.flocker.api.node.Host;
import dev.flocker.api.value.Name;
import dev.flocker.api.value.Place;
import dev.flocker.api.value.Port;
import dev.flocker.api.value.Problem;
import dev.flocker.testkit.ResourceTypeContract;
import dev.flocker.testkit.TestTopology;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class LinkTypeTest extends ResourceTypeContract<LinkSpec, LinkState> {

  private static final Ref DB = new Ref("container", "db");

  @Override
  protected ResourceType<LinkSpec, LinkState> type() {
    return new LinkType();
  }

  @Override
  protected List<String> examples() {
    return List.of(
        "{from: web, to: db, local_port: 5432, remote_port: 5432}",
        "{from: web, to: db, local_port: 6379, remote_port: 5432, alias: my-cache}",
        "{from: web, to: db, local_port: '53/udp', remote_port: '53/udp'}");
  }

  @Override
  protected TestTopology topology() {
    return super.topology()
        .place(new Ref("container", "web"), "n1")
        .place(DB, "n1")
        .offer(DB, new Offer.Endpoint(new Port(5432), Optional.of(new Port(15432))));
  }

  @Override
  protected Optional<Lab<LinkState>> lab() {
    LabContainers lab = new LabContainers();
    Command files = Command.of("/bin/sh", "-c", "ls -lR --full-time \"$0\"", lab.host.home() + "");
    return Optional.of(new Lab<>(new LinkNode(), lab.host, List.of(files)));
  }

  @Override
  protected Optional<Consumer<Host>> changeByHand() {
    return Optional.of(
        host -> {
          String script = LinkScript.path("web", host.home()).toString();
          host.run(Command.of("sed", "-i", "s/15432/15433/g", script));
        });
  }

  private static LinkSpec link(String from, String to, int local, int remote, String alias) {
    return new LinkSpec(
        new Name(from),
        new Name(to),
        new Port(local),
        new Port(remote),
        Optional.of(alias).filter(a -> !a.isEmpty()).map(Name::new));
  }

  private static Declared<LinkSpec> declared(LinkSpec spec) {
    Ref ref = new Ref("link", new LinkType().nameOf(spec));
    return new Declared<>(ref, spec, List.of(), Place.NOWHERE);
  }

  @Test
  void leadsToTheClaimedPortOfItsOwnNode() {
    LinkSpec spec = link("web", "db", 5432, 5432, "");

    assertThat(type().desired(declared(spec), "n1", topology()))
        .isEqualTo(
            new LinkState(
                new Name("web"),
                new Port(5432),
                "10.0.0.11",
                new Port(15432),
                Optional.of("127.104.240.1:5432"),
                true));
  }

  @Test
  void setsTheVariablesOfDockersLinks() {
    TestTopology topology = topology().declare(type(), link("web", "db", 80, 8080, "my-db.x"));

    assertThat(topology.variablesFor(new Ref("container", "web")))
        .isEqualTo(
            Map.of(
                "MY_DB_X_PORT_80_TCP", "tcp://127.0.0.1:80",
                "MY_DB_X_PORT_80_TCP_ADDR", "127.0.0.1",
                "MY_DB_X_PORT_80_TCP_PORT", "80",
                "MY_DB_X_PORT_80_TCP_PROTO", "tcp"));
  }

  @Test
  void aTargetIsFoundByItsNamesAtAnAddressOfItsOwn() {
    TestTopology topology =
        topology()
            .declare(type(), link("web", "db", 5432, 5432, "books"))
            .declare(type(), link("web", "archive", 5433, 5432, ""));

    assertThat(topology.hostsFor(new Ref("container", "web")))
        .isEqualTo(
            Map.of(
                "db", Loopback.of("db"),
                "books", Loopback.of("db"),
                "archive", Loopback.of("archive")));
    assertThat(Loopback.of("db")).isNotEqualTo(Loopback.of("archive"));
    assertThat(topology.hostsFor(new Ref("container", "db"))).isEmpty();
  }

  @Test
  void anAddressIsMadeOfTheNameAlone() {
    Set<String> all = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      String address = Loopback.of("service-" + i);
      assertThat(address).matches("127\\.(6[4-9]|[7-9][0-9]|1[0-2][0-9])(\\.[0-9]{1,3}){2}");
      assertThat(address).doesNotEndWith(".0").doesNotEndWith(".255");
      all.add(address);
    }
    assertThat(all).hasSize(1000);
    assertThat(Loopback.of("db")).as("nodes keep it").isEqualTo("127.104.240.1");
  }

  @Test
  void saysThatTwoTargetsWouldBeAtOneAddress() {
    Map<String, String> seen = new HashMap<>();
    String one = "";
    String other = "";
    for (int i = 0; one.isEmpty(); i++) {
      String name = "s" + i;
      other = seen.getOrDefault(Loopback.of(name), "");
      one = other.isEmpty() ? "" : name;
      seen.put(Loopback.of(name), name);
    }
    List<Problem> problems = new ArrayList<>();
    LinkSpec second = link("web", one, 81, 80, "");
    TestTopology topology =
        topology().declare(type(), link("web", other, 80, 80, "")).declare(type(), second);

    type().check(declared(second), topology, problems::add);

    assertThat(problems)
        .extracting(Problem::why)
        .containsExactly("would be at the address of " + other);
  }

  @Test
  void aPortOfUdpIsReachedByUdp() {
    Port dns = Port.parse("53/udp");
    LinkSpec spec = new LinkSpec(new Name("web"), new Name("db"), dns, dns, Optional.empty());
    TestTopology topology = topology().declare(type(), spec);
    assertThat(topology.variablesFor(new Ref("container", "web")))
        .containsEntry("DB_PORT_53_UDP", "udp://127.0.0.1:53")
        .containsEntry("DB_PORT_53_UDP_PORT", "53")
        .containsEntry("DB_PORT_53_UDP_PROTO", "udp");
    LinkState state = type().desired(declared(spec), "n1", topology);
    assertThat(state.name()).isEqualTo("web:53/udp");
    assertThat(state.port()).isEqualTo(Port.parse("20053/udp"));
    assertThat(state.named()).contains("127.104.240.1:53");

    List<Problem> problems = new ArrayList<>();
    LinkSpec mixed =
        new LinkSpec(new Name("web"), new Name("db"), new Port(53), dns, Optional.empty());
    type().check(declared(mixed), topology(), problems::add);
    assertThat(problems)
        .extracting(Problem::why)
        .containsExactly("leads from 53 to 53/udp, of another protocol");
  }

  @Test
  void namesTheVariablesAfterTheTargetIfItHasNoAlias() {
    assertThat(type().offers(link("web", "db", 80, 8080, ""), "shop"))
        .contains(
            new Offer.Variable(new Ref("container", "web"), "DB_PORT_80_TCP_ADDR", "127.0.0.1"));
  }

  @Test
  void bringsTheUnitThatPutsItsRulesIn() {
    assertThat(type().implied(link("web", "db", 80, 8080, ""), "shop", topology()))
        .containsExactly(new Implied(new Ref("unit", "web"), Map.of("container", "web"), true));
  }

  @Test
  void doesNotLeadToItself() {
    List<Problem> problems = new ArrayList<>();

    type().check(declared(link("web", "web", 80, 80, "")), topology(), problems::add);
    type().check(declared(link("web", "web", 81, 80, "")), topology(), problems::add);

    assertThat(problems).extracting(Problem::what).containsExactly("link web:80");
  }
}
