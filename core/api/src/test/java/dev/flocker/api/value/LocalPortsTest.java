package dev.flocker.api.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LocalPortsTest {

  private static final Port DB = new Port(5432);

  @Test
  void areTheSameWhateverElseIsLinked() {
    LocalPorts others = new LocalPorts(List.of());
    others.next("cache", new Port(6379));
    assertThat(others.next("db", DB)).isEqualTo(new LocalPorts(List.of()).next("db", DB));
  }

  @Test
  void areNoneThatAreTaken() {
    Port usual = new LocalPorts(List.of()).next("db", DB);
    LocalPorts local = new LocalPorts(List.of(usual));
    Set<Port> given = new HashSet<>(Set.of(usual));
    for (int i = 0; i < 100; i++) {
      assertThat(given.add(local.next("db", DB))).isTrue();
    }
  }

  @Test
  void areOfTheSameProtocolAndBelowThoseOfPrograms() {
    for (int number = 1; number < 65_536; number += 97) {
      Port port = new LocalPorts(List.of()).next("dns", new Port(number, Protocol.UDP));
      assertThat(port.protocol()).isEqualTo(Protocol.UDP);
      assertThat(port.number()).isBetween(20_000, 31_999);
    }
  }
}
