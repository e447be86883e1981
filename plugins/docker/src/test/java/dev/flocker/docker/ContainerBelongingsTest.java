package dev.flocker.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Declared;
import dev.flocker.api.Implied;
import dev.flocker.api.Offer;
import dev.flocker.api.Ref;
import dev.flocker.api.Relation;
import dev.flocker.api.value.Place;
import dev.flocker.api.value.Port;
import dev.flocker.api.value.Secret;
import dev.flocker.docker.option.Options;
import dev.flocker.docker.option.RestartPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What belongs to a container: what it brings along, and what files and others give to it. */
class ContainerBelongingsTest extends DeclaredContainer {

  @Test
  void bringsItsVolumesRoutesAndUnit() {
    Container plain = container(", \"ports\": [{\"internal\": 80, \"external\": 8080}]");
    Map<String, Object> route = Map.of("port", "8080", "to", "container web");
    Map<String, Object> unit =
        Map.of("container", "web", "restart", "always", "stop_timeout", "10s", "mounts", List.of());
    assertThat(type.implied(plain, "shop", topology()))
        .containsExactly(
            new Implied(new Ref("route", "8080"), route, true),
            new Implied(new Ref("unit", "web"), unit, false));

    Container ends = container(", \"health\": {\"min_uptime\": \"0s\"}");
    assertThat(type.implied(ends, "shop", topology()))
        .extracting(implied -> implied.spec().get("ends"))
        .containsExactly(true);

    Container mounts =
        container(", \"volumes\": [{\"name\": \"data\", \"mountpoint\": \"/data\"}]");
    List<Implied> implied = type.implied(mounts, "shop", topology());
    assertThat(implied.getFirst()).isEqualTo(new Implied(DATA, Map.of("name", "data"), true));
    assertThat(implied.getLast().firm()).isTrue();
    assertThat(implied.getLast().spec())
        .containsEntry("mounts", List.of("/flocker/shop/data/data"));
    assertThat(type.relations(mounts)).containsExactly(new Relation(Relation.Kind.USES, DATA));

    assertThat(type.implied(container(", \"supervisor\": \"docker\""), "shop", topology()))
        .isEmpty();
  }

  @Test
  void whatOthersOfferBecomesPartOfIt() {
    Ref link = new Ref("link", "web:80");
    ContainerState state =
        desired(
            ", \"environment\": {\"A\": \"own\"}, \"extra_hosts\": [\"books=10.9.9.9\"]",
            topology()
                .offer(link, new Offer.Variable(WEB, "DB_PORT", "tcp://127.0.0.1:5432"))
                .offer(
                    new Ref("link", "web:81"),
                    new Offer.Host(WEB, new Ref("container", "db"), List.of("books"), "127.70.1.2"))
                .offer(new Ref("container", "db"), new Offer.Alias("ledger"))
                .offer(WEB, new Offer.Endpoint(new Port(80), Optional.of(new Port(20080))))
                .relate(new Ref("unit", "web"), Relation.Kind.SUPERVISES, WEB));

    assertThat(state.environment())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("A", new Secret("own"), "DB_PORT", new Secret("tcp://127.0.0.1:5432")));
    assertThat(state.options().get(Options.EXTRA_HOSTS.key()))
        .as("what the playbook says of a name counts")
        .contains(List.of("books:10.9.9.9", "db:127.70.1.2", "ledger:127.70.1.2"));
    assertThat(state.ports())
        .as("chosen for links, which dial the node's own address")
        .containsExactly(
            new PublishedPort(new Port(80), new Port(20080), Optional.of("10.0.0.11"), true));
    assertThat(state.restart()).isEqualTo(RestartPolicy.NEVER);
  }

  @Test
  void itsOwnVariablesWinOverThoseOfFiles() {
    Container spec =
        decode(
            ", \"env_file\": [\"a.env\"], \"environment\": {\"GREETING\": \"own\"}",
            new ArrayList<>());
    Declared<Container> declared = new Declared<>(WEB, spec, List.of("n1"), Place.NOWHERE);
    assertThat(type.desired(declared, "n1", topology()).environment())
        .isEqualTo(Map.of("GREETING", new Secret("own"), "OF_FILE", new Secret("1")));
  }

  @Test
  void followsTheOneWhoseNetworkItHas() {
    Ref db = new Ref("container", "db");
    Container spec = decode(", \"network\": \"container:db\"", new ArrayList<>());
    assertThat(type.relations(spec))
        .containsExactly(
            new Relation(Relation.Kind.FOLLOWS, db), new Relation(Relation.Kind.SHARES, db));
  }
}
