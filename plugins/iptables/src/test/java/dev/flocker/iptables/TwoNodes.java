package dev.flocker.iptables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Change;
import dev.flocker.api.node.Command;
import dev.flocker.api.node.Observed;
import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Scope;
import dev.flocker.api.value.Port;
import dev.flocker.testkit.SshHost;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

/**
 * Two real nodes with Docker, given by {@code -Dlab.config=FILE -Dlab.nodes=ONE,OTHER}, one of
 * which runs a container that serves a page; this machine is the client outside.
 */
@Tag("lab")
abstract class TwoNodes {

  static final Port PORT = new Port(18080);
  static final Ref REF = new Ref("route", PORT.toString());
  private static final String[] NODES = System.getProperty("lab.nodes", "n1,n2").split(",");
  private static final String CURL = "curl -gsm 12 -o /dev/null http://%s:18080/";

  final RouteNode half = new RouteNode();
  final SshHost holder = node(NODES[0]);
  final SshHost other = node(NODES[1]);
  final String holderAddress = address(holder);
  final String otherAddress = address(other);

  private static SshHost node(String name) {
    return new SshHost(Path.of(System.getProperty("lab.config")), name, Map.of());
  }

  static String address(SshHost node) {
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
  }

  @AfterEach
  void clear() {
    for (SshHost node : List.of(holder, other)) {
      observed(node).ifPresent(o -> remove(node, o.state()));
      stop(node);
    }
  }

  /** Of the route. */
  Port port() {
    return PORT;
  }

  Ref ref() {
    return new Ref("route", port().toString());
  }

  /** A route on a node that this machine may use, and the node may not. */
  RouteState forUs(SshHost node, List<String> targets, boolean containers) {
    String partner = node == holder ? otherAddress : holderAddress;
    List<Source> sources = sources(partner, us(node));
    return new RouteState(
        PORT,
        targets,
        sources,
        false,
        containers,
        List.of(partner),
        Optional.of(new Port(80)),
        true);
  }

  /** Whence this machine comes to a node. */
  static String us(SshHost node) {
    return sh(node, "echo $SSH_CONNECTION").split(" ")[0];
  }

  void lead(List<Source> sources) {
    turn(holder, List.of(), sources);
    turn(other, List.of(holderAddress), sources);
  }

  void turn(SshHost node, List<String> targets, List<Source> sources) {
    turn(node, RouteState.open(port(), targets, sources));
  }

  void turn(SshHost node, RouteState want) {
    Change<RouteState> change =
        observed(node)
            .<Change<RouteState>>map(
                o -> new Change.Update<>(ref(), "lab", want, o.state(), o.version()))
            .orElseGet(() -> new Change.Create<>(ref(), "lab", want));
    half.apply(change, node, Progress.NONE);
    assertThat(observed(node).orElseThrow().state()).isEqualTo(want);
  }

  void remove(SshHost node, RouteState have) {
    half.apply(new Change.Remove<>(ref(), "lab", have, "", false), node, Progress.NONE);
  }

  Optional<Observed<RouteState>> observed(SshHost node) {
    return half.observe(new Scope("lab", Set.of()), node).stream()
        .filter(o -> o.ref().equals(ref()))
        .findFirst();
  }

  static List<Source> sources(String... texts) {
    return Arrays.stream(texts).map(Source::parse).sorted().toList();
  }

  /** Runs what the route leads to. */
  void start(SshHost node) {
    stop(node);
    sh(
        node,
        "docker run -d --init --restart always --name routes -p 18080:80 routes:1"
            + " httpd -f -p 80 -h /www");
  }

  static void stop(SshHost node) {
    sh(node, "docker rm -f routes >/dev/null 2>&1 || true");
  }

  /** Rules and chains without the lines that carry a time or counters. */
  static String saved(SshHost node) {
    return sh(node, "iptables-save | sed 's/ \\[.*\\]//; /^#/d'");
  }

  static boolean get(SshHost node, String to) {
    return sh(node, CURL.formatted(to) + "; echo $?").strip().equals("0");
  }

  static boolean fromContainer(SshHost node, String to) {
    return sh(node, "docker run --rm routes:1 wget -qO- http://" + to + ":18080/ 2>&1 || true")
        .equals("hello\n");
  }

  static boolean outside(String to) {
    try {
      return new ProcessBuilder("sh", "-c", CURL.formatted(to)).start().waitFor() == 0;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static String sh(SshHost node, String script) {
    return node.run(Command.of("sh", "-c", script)).output();
  }
}
