package dev.flocker.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.Declared;
import dev.flocker.api.Diff;
import dev.flocker.api.Implied;
import dev.flocker.api.Offer;
import dev.flocker.api.Ref;
import dev.flocker.api.node.Change;
import dev.flocker.api.node.Failure;
import dev.flocker.api.value.Place;
import dev.flocker.api.value.Port;
import dev.flocker.api.value.Problem;
import dev.flocker.testkit.FakeHost;
import dev.flocker.testkit.TestTopology;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ports of a container: what is written, what Docker gets, what a node shows. */
class PortsTest {

  private static final Ref WEB = DeclaredContainer.WEB;
  private static final String DNS = "{\"internal\": 53, \"external\": 53, \"protocol\": \"udp\"}";
  private static final String RANGE = "{\"internal\": \"8000-8002\", \"external\": \"9000-9002\"}";
  private static final String LOCAL =
      "{\"internal\": 9200, \"external\": 19200, \"address\": \"127.0.0.1\"}";

  private final ContainerType type = new ContainerType();

  @Test
  void eachPortOfARangeIsOne() {
    assertThat(container(RANGE).eachPort())
        .extracting(Object::toString)
        .containsExactly("8000 to 9000", "8001 to 9001", "8002 to 9002");
    assertThat(container("{\"internal\": \"5000-5001\", \"protocol\": \"udp\"}").eachPort())
        .extracting(Object::toString)
        .containsExactly("5000/udp", "5001/udp");
    assertThat(container(LOCAL).eachPort())
        .extracting(Object::toString)
        .containsExactly("9200 to 127.0.0.1:19200");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'internal': '8000-8002', 'external': '9000-9001'|8000-8002 and 9000-9001 are not equally many ports",
        "'internal': 80, 'external': '9000-9001'|80 and 9000-9001 are not equally many ports",
        "'internal': '8002-8000'|8002-8000 is no range of ports; write the lower one first",
        "'internal': '1-70000'|70000 is not a port",
        "'internal': '53/udp'|is not a port; write its number alone, and the protocol beside it",
        "'internal': '10000-20000'|10000-20000 are more than 256 ports; use \"network: host\"",
        "'internal': 80, 'protocol': 'sctp'|\"sctp\" is not allowed; use tcp, udp",
        "'internal': 80, 'address': '127.0.0.1'|has an address and no external port",
        "'internal': 80, 'external': 80, 'address': '0.0.0.0'|0.0.0.0 is every address; leave it out",
        "'internal': 80, 'external': 80, 'address': '::1'|\"::1\" is no IPv4 address",
        "'internal': 80, 'external': 80, 'address': '10.0.0.256'|is no IPv4 address",
      })
  void saysWhatIsWrong(String keys, String why) {
    List<Problem> problems = new ArrayList<>();
    DeclaredContainer.decode(ports("{" + keys.replace('\'', '"') + "}"), problems);
    assertThat(problems).singleElement().asString().contains(why);
  }

  @Test
  void noneIsThereTwice() {
    assertThat(problems(DNS + ", {\"internal\": 53, \"external\": 53}")).isEmpty();
    assertThat(problems(RANGE + ", {\"internal\": 8001, \"external\": 9001}"))
        .containsExactly("container web: ports: 8001 to 9001 is there twice; name it once");
  }

  @Test
  void nobodyAsksUdpWhetherItIsWell() {
    List<Problem> problems = new ArrayList<>();
    DeclaredContainer.decode(", \"health\": {\"tcp\": \"53/udp\"}", problems);
    assertThat(problems)
        .singleElement()
        .asString()
        .contains("has the port 53/udp for tcp", "command");
  }

  @Test
  void whatIsPublishedOnOneAddressIsClaimedNowhere() {
    Container spec = container(DNS + "," + LOCAL);
    assertThat(type.offers(spec, "shop"))
        .containsExactly(
            new Offer.Endpoint(udp(53), Optional.of(udp(53))),
            new Offer.Endpoint(new Port(9200), Optional.empty()),
            new Offer.Local(new Port(9200), new Port(19200), "127.0.0.1"));
    assertThat(type.implied(spec, "shop", new TestTopology("shop")))
        .filteredOn(i -> i.ref().type().equals("route"))
        .containsExactly(
            new Implied(
                new Ref("route", "53/udp"), Map.of("port", "53/udp", "to", "container web"), true));
  }

  @Test
  void dockerPublishesThem() {
    ContainerState state = desired(DNS + "," + LOCAL + ",{\"internal\": 80, \"external\": 8080}");
    assertThat(DockerCommands.create("web", WEB, "shop", state, Path.of("/f")))
        .containsSubsequence(
            "--publish",
            "0.0.0.0:53:53/udp",
            "--publish",
            "0.0.0.0:8080:80",
            "--publish",
            "127.0.0.1:19200:9200");
    assertThat(type.claims(state))
        .extracting(Object::toString)
        .anyMatch(c -> c.contains("19200") && c.contains("127.0.0.1"));
  }

  @Test
  void aNodeShowsThem() {
    String bindings =
        """
        "PortBindings": {
            "53/udp": [{"HostIp": "0.0.0.0", "HostPort": "53"}],
            "9200/tcp": [{"HostIp": "127.0.0.1", "HostPort": "19200"}],
            "80/tcp": [{"HostIp": "", "HostPort": "8080"}],
            "7/sctp": [{"HostIp": "0.0.0.0", "HostPort": "7"}],
            "81/udp": [{"HostIp": "0.0.0.0", "HostPort": ""}]
        },""";
    String recorded = Recorded.text("inspect.json");
    int begin = recorded.indexOf("\"PortBindings\"");
    int end = recorded.indexOf("\"RestartPolicy\"");
    String text = recorded.substring(0, begin) + bindings + recorded.substring(end);
    FakeHost host = new FakeHost();
    host.on(ShippedFiles.look("/var/lib/flocker/files/shop/web/1")).prints("");
    ContainerState seen =
        Inspection.parse(text).getFirst().state(Map.of(), true, List.of(), false, host);
    ContainerState want = desired(DNS + "," + LOCAL + ",{\"internal\": 80, \"external\": 8080}");
    assertThat(seen.ports()).isEqualTo(want.ports());
  }

  @Test
  void anAddressIsMeant() {
    ContainerState open = desired("{\"internal\": 9200, \"external\": 19200}");
    ContainerState local = desired(LOCAL);
    assertThat(type.diff(local, local)).isEqualTo(Diff.NONE);
    assertThat(type.diff(local, open).kind()).as("open to all").isEqualTo(Diff.Kind.REPLACE);
    assertThat(type.diff(open, local).kind()).isEqualTo(Diff.Kind.REPLACE);
    assertThat(type.diff(desired(DNS), desired(DNS.replace("udp", "tcp"))).kind())
        .isEqualTo(Diff.Kind.REPLACE);
  }

  /** For links another one is chosen, on the node's address: 127.0.0.1 would be no use to them. */
  @Test
  void whatIsPublishedOnOneAddressCanBeLinkedToo() {
    TestTopology topology =
        topology().offer(WEB, new Offer.Endpoint(new Port(9200), Optional.of(new Port(20123))));
    assertThat(desired(LOCAL, topology).ports())
        .extracting(PublishedPort::argument)
        .containsExactly("127.0.0.1:19200:9200", "10.0.0.11:20123:9200");
  }

  @Test
  void anAddressThatTheNodeLacksIsSaidBeforeAnythingIsStopped() {
    String trie = "+-- 0.0.0.0/0 3 0 5\n     |-- 10.0.0.11\n        /32 host LOCAL\n";
    DockerContainers half = new DockerContainers();
    FakeHost host = new FakeHost().file("/proc/net/fib_trie", trie);
    host.on(ImageCommands.imageId("web:1")).fails(1, "No such image");
    half.foresee(new Change.Create<>(WEB, "shop", desired(LOCAL)), host);
    String here = LOCAL.replace("127.0.0.1", "10.0.0.11");
    half.foresee(new Change.Create<>(WEB, "shop", desired(here)), host);
    ContainerState elsewhere = desired(LOCAL.replace("127.0.0.1", "10.0.0.12"));
    assertThatThrownBy(() -> half.foresee(new Change.Create<>(WEB, "shop", elsewhere), host))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("10.0.0.12 is no address of this node")
        .hasMessageContaining("use 127.0.0.1 or one of 10.0.0.11; or leave the address out");
  }

  private static String ports(String list) {
    return ", \"ports\": [" + list + "]";
  }

  private static Container container(String list) {
    List<Problem> problems = new ArrayList<>();
    Container spec = DeclaredContainer.decode(ports(list), problems);
    assertThat(problems).isEmpty();
    return spec;
  }

  private static TestTopology topology() {
    return new TestTopology("shop").node("n1", "10.0.0.11");
  }

  private List<String> problems(String list) {
    List<Problem> problems = new ArrayList<>();
    type.check(declared(container(list)), topology(), problems::add);
    return problems.stream().map(Problem::toString).toList();
  }

  private ContainerState desired(String list) {
    return desired(list, topology());
  }

  private ContainerState desired(String list, TestTopology topology) {
    Container spec = container(list);
    topology.declare(type, spec, "n1");
    return type.desired(declared(spec), "n1", topology);
  }

  private static Declared<Container> declared(Container spec) {
    return new Declared<>(WEB, spec, List.of("n1"), Place.NOWHERE);
  }

  private static Port udp(int number) {
    return Port.parse(number + "/udp");
  }
}
