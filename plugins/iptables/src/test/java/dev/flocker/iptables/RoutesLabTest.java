package dev.flocker.iptables;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Change;
import dev.flocker.api.node.Command;
import dev.flocker.api.node.Observed;
import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Scope;
import dev.flocker.api.value.Port;
import dev.flocker.testkit.SshHost;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Routes on two real nodes with Docker, given by {@code -Dlab.config=FILE -Dlab.nodes=ONE,OTHER};
 * this machine is the client outside.
 */
@Tag("lab")
class RoutesLabTest {

  private static final Port PORT = new Port(18080);
  private static final Ref REF = new Ref("route", PORT.toString());
  private static final String[] NODES = System.getProperty("lab.nodes", "n1,n2").split(",");
  private static final String GATEWAY = "172.17.0.1";

  private final RouteNode half = new RouteNode();
  private final SshHost holder = node(NODES[0]);
  private final SshHost other = node(NODES[1]);
  private final String holderAddress = address(holder);
  private final String otherAddress = address(other);
  private String before = "";

  private static SshHost node(String name) {
    return new SshHost(Path.of(System.getProperty("lab.config")), name, Map.of());
  }

  private static String address(SshHost node) {
    return sh(node, "hostname -I").split(" ")[0];
  }

  @BeforeEach
  void serve() {
    for (SshHost node : List.of(holder, other)) {
      sh(
          node,
          "docker image inspect routes:1 >/dev/null 2>&1 || { d=$(mktemp -d); mkdir $d/bin $d/www;"
              + " cp /usr/bin/busybox $d/bin; for a in sh httpd wget; do ln -s busybox $d/bin/$a;"
              + " done; echo hello >$d/www/index.html; tar -C $d -c . | docker import - routes:1; }");
      observed(node).ifPresent(o -> remove(node, o.state()));
    }
    start(holder);
    before = foreign(other);
  }

  @AfterEach
  void clear() {
    for (SshHost node : List.of(holder, other)) {
      observed(node).ifPresent(o -> remove(node, o.state()));
      stop(node);
    }
  }

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
    String us = sh(other, "echo $SSH_CONNECTION").split(" ")[0];
    lead(sources(holderAddress, otherAddress, us));
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

  /** A route on a node that this machine may use, and the node may not. */
  private RouteState forUs(SshHost node, List<String> targets, boolean containers) {
    String us = sh(node, "echo $SSH_CONNECTION").split(" ")[0];
    String partner = node == holder ? otherAddress : holderAddress;
    List<Source> sources = sources(partner, us);
    return new RouteState(PORT, targets, sources, false, containers, List.of(partner), true);
  }

  @Test
  void leavesOtherRulesAlone() {
    lead(List.of());
    assertThat(foreign(other)).isEqualTo(before);
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

  @Test
  void newcomersWaitUntilReleased() {
    lead(List.of());
    for (SshHost held : List.of(holder, other)) {
      String to = address(held);
      half.hold(REF, observed(held).orElseThrow().state(), Duration.ofMinutes(1), held);
      CompletableFuture<Boolean> far = CompletableFuture.supplyAsync(() -> outside(to));
      CompletableFuture<Boolean> near = CompletableFuture.supplyAsync(() -> get(held, "127.0.0.1"));
      holder.pause(Duration.ofSeconds(1));
      assertThat(far).isNotDone();
      assertThat(near).isNotDone();
      half.release(REF, held);
      assertThat(far.join()).isTrue();
      assertThat(near.join()).isTrue();
    }
  }

  @Test
  void aHoldEndsByItself() {
    lead(List.of());
    half.hold(REF, observed(other).orElseThrow().state(), Duration.ofSeconds(2), other);
    assertThat(outside(otherAddress)).isTrue();
    assertThat(saved(other)).contains("flocker-hold:18080");
    half.release(REF, other);
    assertThat(saved(other)).doesNotContain("flocker-hold");
  }

  @Test
  void newcomersWaitWhileTheContainerMoves() {
    newcomersWait((node, targets) -> RouteState.open(PORT, targets, List.of()));
    assertThat(get(holder, "127.0.0.1")).isTrue();
  }

  @Test
  void newcomersOfTheListWaitWhileTheContainerMoves() {
    newcomersWait((node, targets) -> forUs(node, targets, false));
    assertThat(get(holder, "127.0.0.1")).isFalse();
  }

  private void newcomersWait(BiFunction<SshHost, List<String>, RouteState> route) {
    turn(holder, route.apply(holder, List.of()));
    turn(other, route.apply(other, List.of(holderAddress)));
    half.hold(REF, observed(holder).orElseThrow().state(), Duration.ofMinutes(1), holder);
    stop(holder);
    CompletableFuture<Boolean> client = CompletableFuture.supplyAsync(() -> outside(holderAddress));
    CompletableFuture<Boolean> led = CompletableFuture.supplyAsync(() -> outside(otherAddress));
    start(other);
    turn(other, route.apply(other, List.of()));
    turn(holder, route.apply(holder, List.of(otherAddress)));
    half.release(REF, holder);
    assertThat(client.join()).isTrue();
    assertThat(led.join()).isTrue();
  }

  @Test
  void endsConnectionsToANodeThatIsGone() throws IOException {
    lead(List.of());
    String away = "-s " + otherAddress + " -j DROP";
    try (Socket client = new Socket(otherAddress, PORT.number())) {
      sh(holder, "iptables -w -t raw -I PREROUTING " + away);
      start(other);
      turn(other, List.of(), List.of());
      assertThat(saved(other)).contains("flocker-left:lab:18080\" -j REJECT");
      client.setSoTimeout(5000);
      client.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(UTF_8));
      assertThatThrownBy(() -> client.getInputStream().read()).hasMessageContaining("reset");
      assertThat(outside(otherAddress)).isTrue();
    } finally {
      sh(holder, "iptables -w -t raw -D PREROUTING " + away);
    }
  }

  private void lead(List<Source> sources) {
    turn(holder, List.of(), sources);
    turn(other, List.of(holderAddress), sources);
  }

  private void turn(SshHost node, List<String> targets, List<Source> sources) {
    turn(node, RouteState.open(PORT, targets, sources));
  }

  private void turn(SshHost node, RouteState want) {
    Change<RouteState> change =
        observed(node)
            .<Change<RouteState>>map(
                o -> new Change.Update<>(REF, "lab", want, o.state(), o.version()))
            .orElseGet(() -> new Change.Create<>(REF, "lab", want));
    half.apply(change, node, Progress.NONE);
    assertThat(observed(node).orElseThrow().state()).isEqualTo(want);
  }

  private void remove(SshHost node, RouteState have) {
    half.apply(new Change.Remove<>(REF, "lab", have, "", false), node, Progress.NONE);
  }

  private Optional<Observed<RouteState>> observed(SshHost node) {
    return half.observe(new Scope("lab", Set.of()), node).stream()
        .filter(o -> o.ref().equals(REF))
        .findFirst();
  }

  private static List<Source> sources(String... texts) {
    return Arrays.stream(texts).map(Source::parse).sorted().toList();
  }

  private static void start(SshHost node) {
    stop(node);
    sh(
        node,
        "docker run -d --init --restart always --name routes -p 18080:80 routes:1"
            + " httpd -f -p 80 -h /www");
  }

  private static void stop(SshHost node) {
    sh(node, "docker rm -f routes >/dev/null 2>&1 || true");
  }

  /** Rules and chains without the lines that carry a time or counters. */
  private static String saved(SshHost node) {
    return sh(node, "iptables-save | sed 's/ \\[.*\\]//; /^#/d'");
  }

  private static String foreign(SshHost node) {
    return saved(node)
        .lines()
        .filter(l -> !l.contains("FLOCKER"))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static final String CURL = "curl -gsm 12 -o /dev/null http://%s:18080/";

  private static boolean get(SshHost node, String to) {
    return sh(node, CURL.formatted(to) + "; echo $?").strip().equals("0");
  }

  private static boolean fromContainer(SshHost node, String to) {
    return sh(node, "docker run --rm routes:1 wget -qO- http://" + to + ":18080/ 2>&1 || true")
        .equals("hello\n");
  }

  private static boolean outside(String to) {
    try {
      return new ProcessBuilder("sh", "-c", CURL.formatted(to)).start().waitFor() == 0;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String sh(SshHost node, String script) {
    return node.run(Command.of("sh", "-c", script)).output();
  }
}
