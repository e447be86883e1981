package dev.flocker.iptables;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Change;
import dev.flocker.api.node.Command;
import dev.flocker.api.node.Observed;
import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Scope;
import dev.flocker.api.value.Port;
import dev.flocker.testkit.FakeHost;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What both variants of iptables save, recorded on a node with three routes. */
class SavedTest {

  private static final List<Source> NODES =
      Stream.of("10.77.0.16", "10.77.0.17").map(Source::parse).toList();
  private static final RouteState ONE =
      RouteState.open(new Port(18080), List.of("10.77.0.16"), List.of());
  private static final RouteState TWO =
      RouteState.open(new Port(18081), List.of("10.77.0.16", "10.77.0.18"), NODES);
  private static final RouteState HERE = RouteState.open(new Port(18082), List.of(), NODES);

  private static final String STARTED =
      "/etc/systemd/system/multi-user.target.wants/flocker-routes.service";

  private static final String WATCHED =
      "/etc/systemd/system/timers.target.wants/flocker-routes-watch.timer";

  private final RouteNode half = new RouteNode();

  @ParameterizedTest
  @ValueSource(strings = {"iptables-save-nft.txt", "iptables-save-legacy.txt"})
  void readsTheRoutes(String recorded) {
    FakeHost host = used(text(recorded));
    List<Observed<RouteState>> seen = half.observe(new Scope("shop", Set.of()), host);
    assertThat(seen).extracting(Observed::state).containsExactly(ONE, TWO, HERE);
    assertThat(seen).allMatch(o -> o.project().orElseThrow().equals("shop"));
    assertThat(host.ran()).containsExactly(List.of("iptables-save"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"iptables-save-nft.txt", "iptables-save-legacy.txt"})
  void changesOneRouteAlone(String recorded) {
    Saved now = Saved.parse(text(recorded));
    String input =
        Restore.change(
            now,
            now.saying("flocker:shop:18080"),
            List.of(),
            Rules.of("shop", RouteState.open(ONE.port(), List.of(), List.of())));
    assertThat(input.lines().filter(l -> l.startsWith("-")))
        .hasSize(7)
        .allMatch(l -> l.contains("flocker:shop:18080"))
        .filteredOn(l -> l.startsWith("-A"))
        .hasSize(2);
    assertThat(input).doesNotContain(":FLOCKER");
  }

  @Test
  void anotherProjectsRouteShowsWhereItsPortIsWanted() {
    FakeHost host = used(text("iptables-save-nft.txt"));
    assertThat(half.observe(new Scope("other", Set.of()), host)).isEmpty();
    Scope wanted = new Scope("other", Set.of(new Ref("route", "18081")));
    assertThat(half.observe(wanted, host)).extracting(Observed::state).containsExactly(TWO);
    assertThat(half.observe(Scope.EVERYTHING, host)).hasSize(3);
  }

  @Test
  void aRuleOrAJumpThatIsMissingShows() {
    String whole = text("iptables-save-nft.txt");
    for (String lost : List.of("-A DOCKER-USER -j FLOCKER-FWD", "-A FLOCKER-POST")) {
      String rest =
          whole.lines().filter(l -> !l.startsWith(lost)).reduce("", (a, b) -> a + b + "\n");
      assertThat(half.observe(Scope.EVERYTHING, used(rest)).getFirst().state().complete())
          .as("without %s", lost)
          .isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        STARTED,
        "/etc/systemd/system/flocker-routes.service",
        "/var/lib/flocker/routes/rules",
        "/var/lib/flocker/routes/restore",
        WATCHED,
        "/etc/systemd/system/flocker-routes-watch.service",
        "/etc/systemd/system/flocker-routes-watch.timer",
        "/var/lib/flocker/routes/watch",
        "/proc/sys/net/ipv4/conf/all/route_localnet"
      })
  void whatWouldNotComeBackAfterARebootShows(String lost) {
    FakeHost host = used(text("iptables-save-nft.txt"));
    assertThat(half.observe(Scope.EVERYTHING, host).getFirst().state().complete()).isTrue();
    host.delete(Path.of(lost));
    if (lost.endsWith("rules")) {
      host.file(lost, "");
    }
    assertThat(half.observe(Scope.EVERYTHING, host).getFirst().state().complete()).isFalse();
  }

  /** An earlier version put them below the flocker_home of its run, and the unit says where. */
  @Test
  void whatIsKeptElsewhereIsTakenOver() {
    String saved = text("iptables-save-nft.txt");
    FakeHost host = elsewhere(used(saved));
    host.file("/srv/flocker/routes/route_localnet", "0\n");
    host.on("systemctl", "daemon-reload").prints("");
    host.on("systemctl", "enable", "--quiet", "flocker-routes.service").prints("");
    watched(host);
    host.on("iptables-save").prints(saved);
    assertThat(half.observe(Scope.EVERYTHING, host).getFirst().state().complete()).isFalse();

    Boot boot = new Boot(host);
    assertThat(boot.opened()).isTrue();
    boot.install(Chain.all(Saved.parse(saved)));
    assertThat(host.read(Path.of("/var/lib/flocker/routes/rules")))
        .as("were it cut short here")
        .contains(Restore.boot(Saved.parse(saved)));
    boot.keep(Saved.parse(saved));

    assertThat(boot.opened()).isTrue();
    assertThat(half.observe(Scope.EVERYTHING, host).getFirst().state().complete()).isTrue();
    assertThat(host.files().keySet()).noneMatch(f -> f.startsWith("/srv"));
  }

  private static FakeHost elsewhere(FakeHost usual) {
    FakeHost host = new FakeHost();
    usual
        .files()
        .forEach(
            (path, text) ->
                host.file(
                    path.toString().replace("/var/lib/", "/srv/"),
                    text.replace("/var/lib/", "/srv/")));
    return host;
  }

  /** Looking would load the packet filter's modules. */
  @Test
  void runsNothingWhereNoRouteEverWas() {
    FakeHost host = new FakeHost();
    assertThat(half.observe(Scope.EVERYTHING, host)).isEmpty();
    assertThat(host.ran()).isEmpty();
  }

  @Test
  void theLastRouteTakesEverythingWithIt() {
    FakeHost host = new FakeHost();
    host.file("/proc/sys/net/ipv4/conf/all/route_localnet", "0\n");
    Saved docker = Saved.parse("*filter\n:DOCKER-USER - [0:0]\nCOMMIT\n");
    Saved one = Saved.parse(Restore.change(docker, List.of(), List.of(), Rules.of("shop", ONE)));
    String saved = Restore.boot(one);
    host.on("iptables-save").prints("*filter\n:DOCKER-USER - [0:0]\nCOMMIT\n").prints(saved);
    host.on("sysctl", "-q", "-w", "net.ipv4.conf.all.route_localnet=1").prints("");
    host.on("sysctl", "-q", "-w", "net.ipv4.conf.all.route_localnet=0").prints("");
    host.on("iptables-restore", "--noflush", "-w", "30").prints("");
    host.on("systemctl", "daemon-reload").prints("");
    host.on("systemctl", "enable", "--quiet", "flocker-routes.service").prints("");
    watched(host);
    host.on("systemctl", "disable", "--quiet", "--now", "flocker-routes.service").prints("");
    host.on("systemctl", "disable", "--quiet", "--now", Watch.TIMER).prints("");
    host.on("systemctl", "stop", Watch.SERVICE).prints("");
    host.on("sh", "/var/lib/flocker/routes/restore").prints("");
    Ref ref = new Ref("route", "18080");
    half.apply(new Change.Create<>(ref, "shop", ONE), host, Progress.NONE);
    assertThat(host.files()).hasSize(8);
    assertThat(host.ran())
        .as("the guard is there before what it guards")
        .containsSubsequence(
            List.of("iptables-restore", "--noflush", "-w", "30"),
            List.of("sysctl", "-q", "-w", "net.ipv4.conf.all.route_localnet=1"));
    assertThat(input(host)).contains("-I DOCKER-USER -j FLOCKER-FWD\n");
    half.apply(new Change.Remove<>(ref, "shop", ONE, "", false), host, Progress.NONE);
    assertThat(input(host)).contains("-X FLOCKER-PRE\n").doesNotContain("DOCKER-USER -A");
    assertThat(host.files()).hasSize(1);
  }

  /** What is kept for the next boot is all of them, and not this one alone. */
  @ParameterizedTest
  @ValueSource(strings = {"-A FORWARD -j DOCKER-USER", "-A PREROUTING -j FLOCKER-PRE"})
  void whatWasWipedIsPutBackBeforeAnythingIsChanged(String lost) {
    String whole = text("iptables-save-nft.txt");
    assertThat(whole).contains(lost + "\n");
    FakeHost kept = used(whole);
    FakeHost host = new FakeHost();
    kept.files().forEach((path, content) -> host.file(path.toString(), content));
    host.on("iptables-save").prints(whole.replace(lost + "\n", "")).prints(whole);
    host.on("sh", "/var/lib/flocker/routes/restore").prints("");
    host.on("iptables-restore", "--noflush", "-w", "30").prints("");
    Ref ref = new Ref("route", "18080");
    RouteState here = RouteState.open(ONE.port(), List.of(), List.of());
    half.apply(new Change.Create<>(ref, "shop", here), host, Progress.NONE);

    assertThat(host.ran())
        .containsSubsequence(
            List.of("iptables-save"),
            List.of("sh", "/var/lib/flocker/routes/restore"),
            List.of("iptables-save"),
            List.of("iptables-restore", "--noflush", "-w", "30"));
  }

  @Test
  void aRouteThatIsNotThereTakesNothingWithIt() {
    FakeHost host = used(text("iptables-save-nft.txt"));
    Ref ref = new Ref("route", "9");
    RouteState none = RouteState.open(new Port(9), List.of(), List.of());
    half.apply(new Change.Remove<>(ref, "shop", none, "", false), host, Progress.NONE);
    assertThat(host.ran()).containsOnly(List.of("iptables-save"));
  }

  private static void watched(FakeHost host) {
    host.on("systemctl", "enable", "--quiet", "--now", Watch.TIMER).prints("");
  }

  static String input(FakeHost host) {
    return host.commands().stream()
        .map(Command::input)
        .filter(Command.Input.Text.class::isInstance)
        .map(i -> ((Command.Input.Text) i).text())
        .reduce("", (first, last) -> last);
  }

  /** A node where the rules in {@code saved} were made, and kept for its next boot. */
  static FakeHost used(String saved) {
    FakeHost made = new FakeHost().file("/proc/sys/net/ipv4/conf/all/route_localnet", "1\n");
    made.on("systemctl", "daemon-reload").prints("");
    made.on("systemctl", "enable", "--quiet", "flocker-routes.service").prints("");
    watched(made);
    Boot boot = new Boot(made);
    boot.install(Chain.all(Saved.parse(saved)));
    boot.keep(Saved.parse(saved));
    FakeHost host = new FakeHost().file(STARTED, "").file(WATCHED, "");
    made.files().forEach((path, text) -> host.file(path.toString(), text));
    host.on("iptables-save").prints(saved);
    return host;
  }

  static String text(String resource) {
    try (InputStream in = SavedTest.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
