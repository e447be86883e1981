package dev.flocker.geard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.value.Port;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkRulesTest {

  private static final Link LINK = new Link(new Port(5432), "10.77.0.18", new Port(15432));

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

    assertThat(rules.have(new Link(new Port(5432), "10.77.0.18", new Port(1543)))).isFalse();
    assertThat(rules.have(new Link(new Port(5432), "10.77.0.1", new Port(15432)))).isFalse();
    assertThat(rules.have(new Link(new Port(543), "10.77.0.18", new Port(15432)))).isFalse();
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
