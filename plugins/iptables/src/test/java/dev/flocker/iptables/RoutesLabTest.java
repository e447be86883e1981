package dev.flocker.iptables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Change;
import dev.flocker.api.node.Observed;
import dev.flocker.api.node.Progress;
import dev.flocker.api.value.Port;
import dev.flocker.testkit.SshHost;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Who reaches the container by its routes, and what else they do to a node. */
class RoutesLabTest extends TwoNodes {

  /** The node itself, from its containers. */
  private static final String GATEWAY = "172.17.0.1";

  @Test
  void reachesTheContainerFromEverywhere() {
    lead(List.of());
    assertThat(outside(holderAddress)).isTrue();
    assertThat(outside(otherAddress)).isTrue();
    for (SshHost node : List.of(holder, other)) {
      for (String to : List.of("127.0.0.1", address(node), holderAddress, otherAddress)) {
        assertThat(get(node, to)).as("%s from the node", to).isTrue();
      }
      for (String to : List.of(GATEWAY, address(node), holderAddress, otherAddress)) {
        assertThat(fromContainer(node, to)).as("%s from a container", to).isTrue();
      }
    }
  }

  @Test
  void refusesThoseWhoMayNot() {
    lead(sources(holderAddress, otherAddress));
    assertThat(outside(holderAddress)).isFalse();
    assertThat(outside(otherAddress)).isFalse();
    for (SshHost node : List.of(holder, other)) {
      for (String to : List.of("127.0.0.1", holderAddress, otherAddress)) {
        assertThat(get(node, to)).as("%s from the node", to).isTrue();
      }
      for (String to : List.of(GATEWAY, holderAddress, otherAddress)) {
        assertThat(fromContainer(node, to)).as("%s from a container", to).isTrue();
      }
    }
    lead(sources(holderAddress, otherAddress, us(other)));
    assertThat(outside(holderAddress)).isTrue();
    assertThat(outside(otherAddress)).isTrue();
  }

  @Test
  void keepsOutTheNodesThatMayNotThoughTheyLeadOthersThere() {
    turn(holder, forUs(holder, List.of(), false));
    turn(other, forUs(other, List.of(holderAddress), false));
    assertThat(outside(holderAddress)).isTrue();
    assertThat(outside(otherAddress)).isTrue();
    for (SshHost node : List.of(holder, other)) {
      for (String to : List.of("127.0.0.1", holderAddress, otherAddress)) {
        assertThat(get(node, to)).as("%s from the node", to).isFalse();
      }
      for (String to : List.of(GATEWAY, holderAddress, otherAddress)) {
        assertThat(fromContainer(node, to)).as("%s from a container", to).isFalse();
      }
    }
    turn(other, forUs(other, List.of(holderAddress), true));
    assertThat(fromContainer(other, otherAddress)).as("a link's").isTrue();
    assertThat(get(other, otherAddress)).isFalse();
  }

  @Test
  void keepsThoseWhoMayNotOutBeforeTheContainerStartsAndTheRouteIsTurned() {
    RouteState limited = RouteState.open(PORT, List.of(), sources(holderAddress, otherAddress));
    lead(List.of());
    for (SshHost node : List.of(holder, other)) {
      Observed<RouteState> now = observed(node).orElseThrow();
      half.prepare(
          new Change.Update<>(REF, "lab", limited, now.state(), now.version()),
          node,
          Progress.NONE);
    }
    assertThat(outside(holderAddress)).isFalse();
    assertThat(outside(otherAddress)).isFalse();
    assertThat(get(other, otherAddress)).as("still led to the holder").isTrue();
    start(other);
    assertThat(outside(otherAddress)).as("published, not turned yet").isFalse();
    remove(other, observed(other).orElseThrow().state());
    assertThat(outside(otherAddress)).as("published, without any route").isTrue();
    half.prepare(new Change.Create<>(REF, "lab", limited), other, Progress.NONE);
    assertThat(outside(otherAddress)).as("published, and prepared").isFalse();
  }

  @Test
  void leavesOtherRulesAlone() {
    String before = foreign();
    lead(List.of());
    assertThat(foreign()).isEqualTo(before);
    remove(other, observed(other).orElseThrow().state());
    assertThat(saved(other)).isEqualTo(before);
    assertThat(sh(other, "cat /proc/sys/net/ipv4/conf/all/route_localnet").strip()).isEqualTo("0");
    assertThat(sh(other, "systemctl is-enabled flocker-routes || true")).doesNotContain("enabled");
  }

  @Test
  void doesNotTouchAnUnchangedRoute() {
    lead(List.of());
    String version = observed(other).orElseThrow().version();
    Ref second = new Ref("route", "18081");
    RouteState state = RouteState.open(new Port(18081), List.of(holderAddress), List.of());
    half.apply(new Change.Create<>(second, "lab", state), other, Progress.NONE);
    outside(otherAddress);
    assertThat(observed(other).orElseThrow().version()).isEqualTo(version);
    half.apply(new Change.Remove<>(second, "lab", state, "", false), other, Progress.NONE);
    assertThat(observed(other).orElseThrow().version()).isEqualTo(version);
    assertThat(outside(otherAddress)).isTrue();
  }

  @Test
  void isBackAfterDockerRestartsAndAfterTheUnitStarts() {
    lead(List.of());
    sh(other, "systemctl reset-failed docker; systemctl restart docker");
    assertThat(outside(otherAddress)).isTrue();
    String complete = saved(other);
    sh(
        other,
        "iptables -w -F FLOCKER-FWD; iptables -w -t nat -F FLOCKER-PRE;"
            + " iptables -w -D DOCKER-USER -j FLOCKER-FWD");
    assertThat(observed(other).orElseThrow().state().complete()).isFalse();
    sh(other, "systemctl restart flocker-routes");
    assertThat(saved(other)).isEqualTo(complete);
    sh(other, "systemctl restart flocker-routes");
    assertThat(saved(other)).isEqualTo(complete);
  }

  /** They come by Docker's proxy, and would not be asked by way of another node. */
  @Test
  void aFirewallKeepsTheHoldersOwnContainersNotFromIt() {
    lead(List.of());
    sh(holder, "iptables -w -A INPUT -i docker0 -p tcp -m conntrack --ctstate NEW -j DROP");
    try {
      assertThat(fromContainer(holder, holderAddress)).isTrue();
      turn(holder, forUs(holder, List.of(), true));
      assertThat(fromContainer(holder, holderAddress)).isTrue();
    } finally {
      sh(holder, "iptables -w -D INPUT -i docker0 -p tcp -m conntrack --ctstate NEW -j DROP");
    }
  }

  /** As when a firewall is loaded anew. */
  @Test
  void comesBackByItselfWhenSomebodyWipesIt() {
    lead(List.of());
    String complete = saved(other);
    sh(other, "iptables -w -t nat -F; iptables -w -F; iptables -w -X");
    assertThat(get(other, otherAddress)).isFalse();
    sh(
        other,
        "for i in $(seq 60); do iptables -t nat -C PREROUTING -j FLOCKER-PRE && exit; sleep 1; done");
    sh(other, "systemctl restart docker"); // which has lost its own rules, too
    assertThat(saved(other).lines()).containsExactlyInAnyOrderElementsOf(complete.lines().toList());
    assertThat(get(other, otherAddress)).isTrue();
    assertThat(sh(other, "journalctl -u flocker-routes-watch -o cat"))
        .contains("putting flocker's routes back");
  }

  @Test
  void isThereBeforeDockerStarts() {
    lead(sources(holderAddress, otherAddress));
    start(other);
    String complete = saved(other);
    sh(other, "systemctl stop flocker-routes docker.service docker.socket");
    sh(other, "iptables -w -F; iptables -w -X; iptables -w -t nat -F; iptables -w -t nat -X");
    sh(other, "sysctl -qw net.ipv4.conf.all.route_localnet=0");
    sh(other, "systemctl reset-failed docker; systemctl start flocker-routes");
    assertThat(saved(other)).contains("-A FLOCKER-IN", "-j FLOCKER-IN", "-j FLOCKER-PRE");
    sh(other, "systemctl start docker.socket docker.service");
    assertThat(saved(other).lines()).containsExactlyInAnyOrderElementsOf(complete.lines().toList());
    assertThat(outside(otherAddress)).isFalse();
    assertThat(get(other, otherAddress)).isTrue();
    assertThat(sh(other, "systemctl show -p Before flocker-routes")).contains("docker.service");
  }

  /** The rules of others on the other node. */
  private String foreign() {
    return saved(other)
        .lines()
        .filter(l -> !l.contains("FLOCKER"))
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
