package dev.flocker.geard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.value.Port;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkRulesTest {

  private static final boolean ROOT = System.getProperty("user.name").equals("root");
  private static final Link LINK = link(5432, "10.77.0.18", 15432);

  private static Link link(int local, String host, int port) {
    return new Link(new Port(local), host, new Port(port), Optional.empty());
  }

  private static Map<String, LinkRules> recorded() {
    return LinkRules.parse(Samples.read("look.txt"));
  }

  @Test
  void tellsContainersApart() {
    assertThat(recorded()).containsOnlyKeys("web", "db");
    assertThat(recorded().get("web").have(LINK)).isTrue();
    assertThat(recorded().get("db").have(LINK)).isFalse();
  }

  @Test
  void missesALinkThatLeadsElsewhere() {
    LinkRules rules = recorded().get("web");

    assertThat(rules.have(link(5432, "10.77.0.18", 1543))).isFalse();
    assertThat(rules.have(link(5432, "10.77.0.1", 15432))).isFalse();
    assertThat(rules.have(link(543, "10.77.0.18", 15432))).isFalse();
  }

  /** Recorded in a container that reaches a name server by both protocols. */
  @Test
  void tellsProtocolsApart() {
    LinkRules rules = LinkRules.parse(Samples.read("look-udp.txt")).get("web");
    Optional<String> named = Optional.of("127.70.1.2:53");
    Link udp = new Link(Port.parse("53/udp"), "10.77.0.18", Port.parse("20053/udp"), named);
    Link tcp = new Link(new Port(53), "10.77.0.18", new Port(20999), named);
    assertThat(rules.have(udp)).isTrue();
    assertThat(rules.have(tcp)).isTrue();
    assertThat(rules.have(new Link(new Port(53), udp.host(), new Port(20053), named))).isFalse();
  }

  @Test
  void passesOverAContainerThatIsEnding(@TempDir Path programs) throws Exception {
    try (Ending ending = Ending.start()) {
      assertThat(lookInto(ending.pid(), programs, List.of())).isZero();
      assertThat(lookInto(ending.parent(), programs, List.of())).isEqualTo(1);
    }
  }

  @Test
  void doesNotTakeAContainerThatItMayNotLookIntoForOneThatIsEnding(@TempDir Path programs)
      throws Exception {
    List<String> another =
        ROOT ? List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups") : List.of();
    assertThat(lookInto("1", programs, another)).isEqualTo(1);
  }

  /** Where nothing can be looked into, for a container with that process ID. */
  private static int lookInto(String pid, Path programs, List<String> as) throws Exception {
    Ending.program(programs.resolve("docker"), "echo /web " + pid);
    Ending.program(programs.resolve("nsenter"), "exit 1");
    List<String> look = new ArrayList<>(as);
    look.addAll(LinkRules.look(List.of("web")));
    return Ending.run(look, programs);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localnet 1",
        "-A OUTPUT -j FLOCKER-LINK-OUT",
        "-A POSTROUTING -j FLOCKER-LINK-BACK",
        "-A INPUT -j FLOCKER-LINK-GUARD",
        "-j MASQUERADE",
        "-j DNAT"
      })
  void missesEachPartThatIsGone(String part) {
    String less = Samples.read("look.txt").replace(part, "");

    assertThat(LinkRules.parse(less).get("web").have(LINK)).isFalse();
  }
}
