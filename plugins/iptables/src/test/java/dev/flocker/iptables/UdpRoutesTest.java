package dev.flocker.iptables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Change;
import dev.flocker.api.node.Command;
import dev.flocker.api.node.Observed;
import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Scope;
import dev.flocker.api.value.Port;
import dev.flocker.api.value.Protocol;
import dev.flocker.testkit.FakeHost;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is different with UDP, on nodes where two routes of it were added to the three of TCP. */
class UdpRoutesTest {

  private static final Port PORT = new Port(53, Protocol.UDP);
  private static final List<Source> NODES =
      Stream.of("10.77.0.16", "10.77.0.17").map(Source::parse).toList();
  private static final RouteState THERE = RouteState.open(PORT, List.of("10.77.0.16"), NODES);
  private static final RouteState HERE =
      RouteState.open(new Port(5353, Protocol.UDP), List.of(), List.of()).at("10.77.0.17");

  private static final String ZONE =
      " -p udp -m addrtype --dst-type LOCAL -m udp --dport 53"
          + " -m comment --comment flocker:shop:53/udp -j CT --zone-orig ";

  private final RouteNode half = new RouteNode();

  @ParameterizedTest
  @ValueSource(strings = {"iptables-save-udp-nft.txt", "iptables-save-udp-legacy.txt"})
  void readsThem(String recorded) {
    FakeHost host = SavedTest.used(SavedTest.text(recorded));
    List<Observed<RouteState>> seen = half.observe(new Scope("shop", Set.of()), host);
    assertThat(seen).hasSize(5);
    assertThat(seen).extracting(Observed::state).contains(THERE, HERE);
    assertThat(seen)
        .extracting(o -> o.ref().name())
        .containsExactly("53/udp", "5353/udp", "18080", "18081", "18082");
    assertThat(seen).allMatch(o -> o.state().complete());
  }

  @ParameterizedTest
  @ValueSource(strings = {"-A PREROUTING -j FLOCKER-PRE", "-A FLOCKER-OUT"})
  void seesThatWhatTurnsFlowsIsMissing(String lost) {
    String whole = SavedTest.text("iptables-save-udp-nft.txt");
    int at = whole.indexOf(lost);
    String rest = whole.substring(0, at) + whole.substring(whole.indexOf('\n', at) + 1);
    assertThat(half.observe(Scope.EVERYTHING, SavedTest.used(rest)).getFirst().state().complete())
        .isFalse();
  }

  @Test
  void theSameNumberOfTcpIsAnotherRoute() {
    Saved now = Saved.parse(SavedTest.text("iptables-save-udp-nft.txt"));
    assertThat(now.saying(Rules.comment("shop", new Port(53)))).isEmpty();
    assertThat(now.routes()).containsKey(new Saved.Key("shop", PORT));
    assertThat(Rules.of("shop", RouteState.open(new Port(53), List.of("10.77.0.16"), NODES)))
        .noneMatch(r -> r.table().equals("raw") || r.spec().contains("udp"));
  }

  /** A packet after a turn is the first of another flow, whatever port it comes from. */
  @Test
  void whereItLeadsTellsFlowsApart() {
    assertThat(zones("10.77.0.16"))
        .containsExactly("FLOCKER-PRE" + ZONE + "29742", "FLOCKER-OUT" + ZONE + "29742");
    assertThat(zones("10.77.0.17")).doesNotContainAnyElementsOf(zones("10.77.0.16"));
    assertThat(zones("10.77.0.16", "10.77.0.17"))
        .doesNotContainAnyElementsOf(zones("10.77.0.16"))
        .doesNotContainAnyElementsOf(zones("10.77.0.17"));
    assertThat(zones()).as("where Docker publishes it").isEmpty();
  }

  /** Who was let in goes on sending from the same port. */
  @Test
  void whomItLeadsTellsFlowsApartToo() {
    List<String> narrowed = zones(List.of(Source.parse("10.0.0.0/24")), "10.77.0.16");
    assertThat(narrowed).hasSize(2).doesNotContainAnyElementsOf(zones("10.77.0.16"));
    assertThat(zones(List.of(Source.parse("10.0.1.0/24")), "10.77.0.16"))
        .doesNotContainAnyElementsOf(narrowed);
  }

  private static List<String> zones(String... targets) {
    return zones(List.of(), targets);
  }

  private static List<String> zones(List<Source> sources, String... targets) {
    return Rules.of("shop", RouteState.open(PORT, List.of(targets), sources)).stream()
        .filter(r -> r.table().equals("raw"))
        .map(r -> r.chain() + " " + r.spec())
        .toList();
  }

  @Test
  void flowsAreToldApartOnlyWhenNatLeadsThemAnew() {
    FakeHost host = host("iptables-save-udp-nft.txt");
    RouteState turned = RouteState.open(PORT, List.of("10.77.0.17"), NODES);
    half.apply(
        new Change.Update<>(new Ref("route", "53/udp"), "shop", turned, THERE, ""),
        host,
        Progress.NONE);
    String input = SavedTest.input(host);
    assertThat(input.indexOf("*raw")).isGreaterThan(input.indexOf("*nat"));
    assertThat(input)
        .contains("DNAT --to-destination 10.77.0.17:53\n")
        .doesNotContain("flocker-left", "18080", ":FLOCKER");
    assertThat(host.ran())
        .as("no node is asked whether it is up")
        .noneMatch(c -> c.contains("ping"));
  }

  @Test
  void theFirstOneBringsItsChainsAndTheBootTheirJumps() {
    FakeHost host = host("iptables-save-nft.txt");
    half.apply(new Change.Create<>(new Ref("route", "53/udp"), "shop", THERE), host, Progress.NONE);
    assertThat(SavedTest.input(host))
        .contains("*raw\n:FLOCKER-PRE - [0:0]\n:FLOCKER-OUT - [0:0]\n-I PREROUTING -j FLOCKER-PRE");
    String script = host.files().get(Path.of("/var/lib/flocker/routes/restore"));
    assertThat(script).contains("jump raw PREROUTING FLOCKER-PRE\njump raw OUTPUT FLOCKER-OUT\n");

    Saved now = Saved.parse(SavedTest.text("iptables-save-udp-nft.txt"));
    assertThat(Restore.boot(now)).contains("*raw\n").contains("CT --zone-orig 55302\n");
    assertThat(Restore.clear(now)).contains("-D OUTPUT -j FLOCKER-OUT\n").contains("*raw\n");
  }

  /** What has no such route is left as an earlier version made it. */
  @Test
  void nodesWithoutThemDoWithoutThatTable() {
    Saved now = Saved.parse(SavedTest.text("iptables-save-nft.txt"));
    assertThat(Restore.boot(now)).doesNotContain("raw");
    FakeHost host = host("iptables-save-nft.txt");
    RouteState tcp = RouteState.open(new Port(53), List.of("10.77.0.16"), NODES);
    half.apply(new Change.Create<>(new Ref("route", "53"), "shop", tcp), host, Progress.NONE);
    assertThat(SavedTest.input(host)).doesNotContain("raw");
    assertThat(host.files().values()).noneMatch(text -> text.contains("jump raw"));
  }

  /** Docker's proxy would answer them from another address than the one that they dialled. */
  @Test
  void containersOfItsNodeAreAnsweredFromWhereTheyDialled() {
    assertThat(Rules.of("shop", HERE))
        .contains(
            new Rule(
                "nat",
                "FLOCKER-IN",
                "-d 10.77.0.17/32 -i docker0 -p udp -m udp --dport 5353"
                    + " -m comment --comment flocker:shop:5353/udp"
                    + " -j SNAT --to-source 10.77.0.17"));
  }

  private static FakeHost host(String recorded) {
    String saved = SavedTest.text(recorded);
    FakeHost host = SavedTest.used(saved);
    host.on("iptables-restore", "--noflush", "-w", "30").prints("");
    return host;
  }

  @Test
  void refusesAsUdpDoes() {
    assertThat(Rules.of("shop", THERE))
        .contains(
            new Rule(
                "filter",
                "FLOCKER-IN",
                "-p udp -m udp --dport 53 -m conntrack --ctstate NEW"
                    + " -m comment --comment flocker:shop:53/udp"
                    + " -j REJECT --reject-with icmp-port-unreachable"));
  }

  @Test
  void holdsFlowsThatAreNewAndKeepsEveryPacketOfThem() {
    String time = "--datestart 2026-11-23T03:59:00 --datestop 2026-11-23T04:00:00";
    String end =
        " -m conntrack --ctstate NEW -m time "
            + time
            + " -m comment --comment flocker-hold:53/udp -j DROP";
    String turned = "-p udp -m conntrack --ctstate DNAT --ctorigdstport 53";
    assertThat(Holds.of(PORT, time))
        .containsExactly(
            new Rule("filter", "FLOCKER-FWD", turned + end),
            new Rule("filter", "FLOCKER-OUT", turned + end),
            new Rule("filter", "FLOCKER-IN", "-p udp -m udp --dport 53" + end));
    assertThat(new WaitingRoom(PORT, new FakeHost()).rules(List.of("eth0"), time))
        .containsExactly(
            new Rule(
                "nat",
                "FLOCKER-PRE",
                "-i eth0 -p udp -m addrtype --dst-type LOCAL -m udp --dport 53 -m time "
                    + time
                    + " -m comment --comment flocker-hold:53/udp"
                    + " -j TEE --gateway 198.19.0.53 --oif flkh53u.0"));
  }

  @Test
  void lettingThemGoOnLeavesTheRoomOfTcpAlone() {
    FakeHost host = host("iptables-save-udp-nft.txt");
    host.file("/sys/class/net/flkh53.0/mtu", "1500\n").file("/sys/class/net/flkh53u.0/mtu", "");
    host.on("ip", "-batch", "-").prints("");
    half.release(new Ref("route", "53/udp"), host);
    assertThat(host.commands())
        .contains(
            Command.of("ip", "-batch", "-").reading("link delete flkh53u.0\n"),
            Command.of("ip", "-batch", "-")
                .reading(
                    "neigh replace 198.19.0.53 lladdr 02:66:6c:6b:00:02 nud permanent"
                        + " dev flkh53u.0\n"));
  }
}
