package dev.flocker.cli.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.value.Tree;
import dev.flocker.cli.yaml.Trees;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ports, and who reaches whom on them. */
class PortsTest {

  @TempDir Path folder;

  private Composing compose = new Composing(Path.of(""));

  @BeforeEach
  void begin() {
    compose = new Composing(folder);
  }

  /** As internal, external, protocol and address. */
  private List<String> ports(String service) {
    for (Tree resource : compose.resources()) {
      Tree.Mapping m = (Tree.Mapping) Trees.entries(resource).getFirst().value();
      if (Trees.text(m, "name").equals(service)) {
        return m.get("ports").map(Trees::items).orElse(List.of()).stream()
            .map(p -> (Tree.Mapping) p)
            .map(
                p ->
                    String.join(
                        " ",
                        List.of("internal", "external", "protocol", "address").stream()
                            .map(k -> Trees.text(p, k))
                            .filter(t -> !t.isEmpty())
                            .toList()))
            .toList();
      }
    }
    throw new AssertionError(compose.problems().toString());
  }

  @ParameterizedTest
  @CsvSource({
    "8080:80,80 8080",
    "22:22,22 22",
    "'8000-8002:80-82',80 8000; 81 8001; 82 8002",
    "8000-8010:80,80 8000",
    "53:53/udp,53 53 udp",
    "53:53/TCP,53 53",
    "127.0.0.1:9200:9200,9200 9200 127.0.0.1",
    "'127.0.0.1:9200-9201:9200-9201',9200 9200 127.0.0.1; 9201 9201 127.0.0.1",
    "0.0.0.0:80:80,80 80",
    "80,80",
    "127.0.0.1::80,80",
    "80-81,80; 81",
    "'{target: 80, published: \"8080\"}',80 8080",
    "'{target: 53, published: 53, protocol: udp}',53 53 udp",
    "'{target: 80, published: 80, host_ip: 10.0.0.1}',80 80 10.0.0.1",
    "'{target: 80}',80",
    "'{target: 80, published: 8000-8010, mode: host}',80 8000",
    "'{target: 53, published: 53, host_ip: 127.0.0.1, protocol: udp, mode: ingress}',"
        + "53 53 udp 127.0.0.1",
    "'8000-8001:80-81/udp',80 8000 udp; 81 8001 udp"
  })
  void readsEveryForm(String written, String made) {
    String item = written.startsWith("{") ? written : '"' + written + '"';
    compose.file("services: {app: {image: a, ports: [" + item + "]}}");
    assertThat(String.join("; ", ports("app"))).isEqualTo(made);
    assertThat(compose.problems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "':',is no port",
    "'::',is no port",
    "a:80,is no port",
    "80:,is no port",
    "80:80/icmp,is no protocol",
    "0,is not a port",
    "70000:80,is not a port",
    "'80-79:80-79',is no range",
    "'80-82:80-81',ranges of different lengths",
    "'1.2.3.4:80',is no port",
    "53:53/sctp,'publishes TCP and UDP alone, and this is sctp'",
    "8000-8300:8000-8300,'are 301, and flocker leads to no more than 256'"
  })
  void refusesTheRest(String written, String why) {
    compose.file("services: {app: {image: a, ports: [\"" + written + "\"]}}");
    ports("app");
    assertThat(compose.problems()).singleElement().asString().contains(why);
  }

  @Test
  void publishesNothingThatIsNotSaidAndSaysSo() {
    compose.file(
        "services: {app: {image: a, ports: [\"80\", \"[::1]:90:90\"],"
            + " expose: [80, \"90-91\", 5/udp, 90/udp, 7/sctp, x]}}");
    assertThat(ports("app")).containsExactly("80", "90", "91", "5 udp", "90 udp");
    assertThat(compose.notes())
        .containsExactly(
            "compose.yaml:1:36: service app: ports: 80 would be published on a port of Docker's"
                + " choice: it is not published",
            "compose.yaml:1:42: service app: ports: the address ::1 is not taken over: the port is"
                + " not published, as flocker knows addresses of IPv4 alone",
            "compose.yaml:1:95: service app: expose: 7/sctp is not taken over: others reach a"
                + " service by TCP and UDP alone",
            "compose.yaml:1:103: service app: expose: x is not taken over: others reach a service"
                + " by TCP and UDP alone");
  }

  /** Docker Compose takes any that is free; this is one that stays the same. */
  @Test
  void ofSeveralPortsOneIsTakenThatNoOtherServiceHas() {
    compose.file(
        """
        services:
          one: {image: a, ports: ["8000-8002:80", "8000-8002:81/udp"]}
          two: {image: a, ports: ["8000-8002:80"]}
          fix: {image: a, ports: ["8001:80"]}
        """);
    assertThat(ports("one")).containsExactly("80 8000", "81 8000 udp");
    assertThat(ports("two")).containsExactly("80 8002");
    assertThat(compose.notes())
        .containsExactly(
            "compose.yaml:2:27: service one: ports: of the ports 8000-8002 it is published on 8000",
            "compose.yaml:2:43: service one: ports: of the ports 8000-8002 it is published on 8000",
            "compose.yaml:3:27: service two: ports: of the ports 8000-8002 it is published on 8002");

    compose.file("two.yaml", "services: {three: {image: a, ports: [\"8000-8002:80\"]}}");
    compose.resources();
    assertThat(compose.problems())
        .containsExactly(
            "two.yaml:1:38: service three: ports: has none of the ports 8000-8002 left: other"
                + " services have them; give it a wider range");
  }

  @Test
  void aLongFormIsOfOnePort() {
    compose.file("services: {app: {image: a, ports: [{target: 80-81, published: 80-81}]}}");
    compose.resources();
    assertThat(compose.problems())
        .singleElement()
        .asString()
        .contains("\"80-81\" are several ports; write the short form");
  }

  @Test
  void servicesOfACommonNetworkReachEachOther() {
    compose.file(
        """
        services:
          web: {image: a, ports: ["80:80"], networks: [front, back]}
          db: {image: b, expose: [5432], networks: {back: }}
          proxy: {image: c, networks: [front]}
          alone: {image: d, expose: [1], network_mode: host}
          usual: {image: e, expose: [2]}
        networks: {front: , back: }
        """);
    assertThat(compose.links())
        .containsExactly("web db:5432 db", "db web:80 web", "proxy web:80 web");
    assertThat(compose.notes()).isEmpty();
  }

  @Test
  void portsOfUdpAreReachedToo() {
    compose.file(
        """
        services:
          app: {image: a, expose: [53]}
          dns: {image: b, ports: ["53:53/udp", "53:53"], expose: [5353/udp]}
        """);
    assertThat(compose.links())
        .containsExactly(
            "app dns:53 dns", "app dns:53/udp dns", "app dns:5353/udp dns", "dns app:53 app");
  }

  @Test
  void twoOnOnePortAndItsOwnDoNotCollide() {
    compose.file(
        """
        services:
          app: {image: a, expose: [80], links: [one, "two:db2"]}
          one: {image: b, expose: [5432, 80]}
          two: {image: c, expose: [5432]}
        """);
    assertThat(compose.links().stream().filter(l -> l.startsWith("app ")))
        .containsExactly("app one:80 one", "app one:5432 one", "app two:5432 db2");
  }

  @Test
  void oneIsReachedByEachNameThatItIsGiven() {
    compose.file(
        """
        services:
          app: {image: a, network_mode: bridge, links: ["db:database", db, "db:mysql", "db:db"]}
          db: {image: b, expose: [3306]}
        """);
    assertThat(compose.links())
        .containsExactly("app db:3306 database", "app db:3306 db", "app db:3306 mysql");
  }

  @Test
  void furtherNamesLeaveAllOthersAtTheirPorts() {
    String services =
        "services:\n  app: {image: a, network_mode: bridge, links: [db%s, x]}\n"
            + "  db: {image: b, expose: [1, 2]}\n  x: {image: c, expose: [3]}\n";
    List<String> before = localPorts(services.formatted(""));

    assertThat(localPorts(services.formatted(", 'db:more'")))
        .hasSize(5)
        .startsWith(before.toArray(String[]::new));
  }

  private List<String> localPorts(String file) {
    return new Composing(folder)
        .file(file).resources().stream()
            .map(r -> Trees.entries(r).getFirst())
            .filter(e -> e.key().equals("link") && e.value() instanceof Tree.Mapping)
            .map(e -> (Tree.Mapping) e.value())
            .filter(link -> Trees.text(link, "from").equals("app"))
            .map(link -> Trees.text(link, "local_port"))
            .toList();
  }

  @Test
  void saysWhichServicesAndNetworksThereAreNot() {
    compose.file(
        """
        services:
          app:
            image: a
            links: [db, ":"]
            depends_on: {dbx: {condition: service_healthy}, opt: {required: false}}
            networks: [front]
        networks: {fron: {driver: overlay, internal: true, attachable: false}}
        """);
    compose.resources();
    assertThat(compose.problems())
        .extracting(p -> p.replaceFirst("; .*", ""))
        .containsExactly(
            "compose.yaml:5:18: service app: depends_on: there is no service \"dbx\"",
            "compose.yaml:6:16: service app: networks: the file has no network \"front\"",
            "compose.yaml:4:13: service app: links: there is no service \"db\"",
            "compose.yaml:4:17: service app: links: there is no service \"\"");
    assertThat(compose.notes())
        .extracting(n -> n.replaceFirst(": services.*", ""))
        .contains(
            "compose.yaml:7:19: network fron: driver is not taken over",
            "compose.yaml:7:36: network fron: internal is not taken over");
  }
}
