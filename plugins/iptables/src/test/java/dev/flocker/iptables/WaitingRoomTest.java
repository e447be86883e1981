package dev.flocker.iptables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.node.Command;
import dev.flocker.api.value.Port;
import dev.flocker.testkit.FakeHost;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is done with the room, where there are no real packets. */
class WaitingRoomTest {

  private static final String[] LOOK = {"ip", "-o", "-4", "address", "show", "up"};
  private static final String[] IP = {"ip", "-batch", "-"};
  private static final String[] TC = {"tc", "-batch", "-"};
  private static final String TIME =
      "--datestart 2026-11-23T03:59:00 --datestop 2026-11-23T04:00:00";
  private final FakeHost host = new FakeHost();
  private final WaitingRoom room = new WaitingRoom(new Port(5432), host);

  private void devices() {
    host.on(LOOK)
        .prints(
            """
            1: lo    inet 127.0.0.1/8 scope host lo\\       valid_lft forever preferred_lft forever
            2: eth0    inet 10.78.0.14/24 scope global eth0\\       valid_lft forever
            3: docker0    inet 172.17.0.1/16 brd 172.17.255.255 scope global docker0\\       valid_lft
            """);
  }

  @Test
  void hasACableForEachDeviceThatPacketsComeBy() {
    devices();
    host.on(IP).prints("");
    host.on(TC).prints("");
    assertThat(room.build()).containsExactly("eth0", "docker0");
    assertThat(host.commands().get(2))
        .isEqualTo(
            Command.of(TC)
                .reading(
                    """
                    qdisc add dev flkb5432.0 ingress
                    filter add dev flkb5432.0 ingress protocol ip u32 match u32 0 0 action mirred \
                    ingress redirect dev eth0
                    qdisc add dev flkb5432.1 ingress
                    filter add dev flkb5432.1 ingress protocol ip u32 match u32 0 0 action mirred \
                    ingress redirect dev docker0
                    """));
    assertThat(room.rules(List.of("eth0"), TIME))
        .containsExactly(
            new Rule(
                "nat",
                "FLOCKER-PRE",
                "-i eth0 -p tcp -m addrtype --dst-type LOCAL -m tcp --dport 5432"
                    + " --tcp-flags FIN,SYN,RST,ACK SYN -m time "
                    + TIME
                    + " -m comment --comment flocker-hold:5432"
                    + " -j TEE --gateway 198.18.21.56 --oif flkh5432.0"));
  }

  @Test
  void isNoneWithoutIproute2() {
    host.on(LOOK).fails(-1, "cannot be started: No such file or directory");
    assertThat(room.build()).isEmpty();
    room.open(List.of(), TIME);
    room.release();
    assertThat(host.ran()).containsExactly(List.of(LOOK));
  }

  @Test
  void isTakenAwayWhereItCannotBeUsed() {
    devices();
    host.on(IP).prints("").fails(1, "RTNETLINK answers: Operation not permitted");
    host.on(TC).fails(2, "Error: TC classifier not found.");
    host.file("/sys/class/net/flkh5432.0/mtu", "1500\n");
    host.file("/sys/class/net/flkh543.0/mtu", "1500\n");
    assertThat(room.build()).isEmpty();
    assertThat(host.commands().getLast())
        .isEqualTo(Command.of(IP).reading("link delete flkh5432.0\n"));
  }
}
