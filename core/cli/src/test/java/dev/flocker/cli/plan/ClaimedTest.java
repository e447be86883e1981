package dev.flocker.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Offer;
import dev.flocker.api.Ref;
import dev.flocker.api.ResourceType.Claim;
import dev.flocker.api.value.Port;
import dev.flocker.api.value.Protocol;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who is in the way of whom. */
class ClaimedTest {

  private static final Port PORT = new Port(9200);

  private record Nothing() {}

  @Test
  void theSamePortIsOccupiedOnceAtEachAddress() {
    Claim everywhere = claim(PORT, "");
    Claim local = claim(PORT, "127.0.0.1");
    assertThat(everywhere.meets(everywhere)).isTrue();
    assertThat(everywhere.meets(local)).isTrue();
    assertThat(local.meets(everywhere)).isTrue();
    assertThat(local.meets(local)).isTrue();
    assertThat(local.meets(claim(PORT, "10.0.0.1"))).isFalse();
    assertThat(local.meets(claim(new Port(9200, Protocol.UDP), "127.0.0.1"))).isFalse();
  }

  @Test
  void anotherProjectsPortIsInTheWay() {
    assertThat(inTheWay("n1", claim(PORT, "127.0.0.1")))
        .contains("app search of the project other claims it");
    assertThat(inTheWay("n1", claim(PORT, "10.0.0.1"))).isEmpty();
    assertThat(inTheWay("n2", claim(PORT, "127.0.0.1"))).as("of another node").isEmpty();
    assertThat(inTheWay("n2", claim(PORT, ""))).as("every node leads to it").isPresent();
  }

  private static Optional<String> inTheWay(String node, Claim claim) {
    Sight sight =
        new Sight(
            new Ref("app", "search"),
            node,
            "fake",
            Optional.of("other"),
            new Nothing(),
            true,
            "",
            Optional.empty());
    Claimed claimed =
        new Claimed(
            Map.of(), Map.of(PORT, List.of(new Claimed.Foreign(sight, claim))), Map.of(), Map.of());
    return claimed.inTheWay("n1", new Offer.Local(PORT, PORT, "127.0.0.1"));
  }

  private static Claim claim(Port port, String address) {
    return new Claim(port, port, Optional.of(address).filter(a -> !a.isEmpty()));
  }
}
