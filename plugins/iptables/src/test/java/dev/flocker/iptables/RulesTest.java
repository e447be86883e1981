package dev.flocker.iptables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.value.Port;
import dev.flocker.api.value.Protocol;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RulesTest {

  private static final String TIME =
      "--datestart 2026-11-23T03:59:00 --datestop 2026-11-23T04:00:00";
  private static final Port PORT = new Port(5432);
  private static final Port UDP = new Port(53, Protocol.UDP);
  private static final String SAYING = " -m comment --comment flocker:shop:5432 -j ";

  @Test
  void turnsThePortElsewhere() {
    assertThat(texts(state(List.of("10.0.0.12"))))
        .containsExactly(
            "nat FLOCKER-PRE -p tcp -m addrtype --dst-type LOCAL -m tcp --dport 5432"
                + SAYING
                + "DNAT --to-destination 10.0.0.12:5432",
            "nat FLOCKER-OUT -p tcp -m addrtype --dst-type LOCAL -m tcp --dport 5432"
                + SAYING
                + "DNAT --to-destination 10.0.0.12:5432",
            "nat FLOCKER-POST -d 10.0.0.12/32 -p tcp -m tcp --dport 5432"
                + " -m conntrack --ctstate DNAT --ctorigdstport 5432"
                + SAYING
                + "MASQUERADE",
            "filter FLOCKER-FWD -d 10.0.0.12/32 -p tcp -m tcp --dport 5432"
                + " -m conntrack --ctstate DNAT --ctorigdstport 5432"
                + SAYING
                + "ACCEPT",
            "filter FLOCKER-FWD -p tcp -m conntrack --ctstate DNAT --ctorigdstport 5432"
                + " -m conntrack --ctstate RELATED,ESTABLISHED"
                + SAYING
                + "ACCEPT");
  }

  @Test
  void turnsOnlyThoseWhoMay() {
    assertThat(texts(state(List.of("10.0.0.12"), "10.0.0.0/24")))
        .filteredOn(rule -> rule.startsWith("nat FLOCKER-PRE"))
        .containsExactly(
            "nat FLOCKER-PRE -i docker0 -p tcp -m addrtype --dst-type LOCAL -m tcp --dport 5432"
                + SAYING
                + "DNAT --to-destination 10.0.0.12:5432",
            "nat FLOCKER-PRE -s 10.0.0.0/24 -p tcp -m addrtype --dst-type LOCAL"
                + " -m tcp --dport 5432"
                + SAYING
                + "DNAT --to-destination 10.0.0.12:5432",
            "nat FLOCKER-PRE -p tcp -m addrtype --dst-type LOCAL -m tcp --dport 5432"
                + SAYING
                + "ACCEPT");
  }

  @Test
  void keepsThoseWhoMayNotFromDockerWhereTheContainerIsYetToStart() {
    String dialled = "-p tcp -m addrtype --dst-type LOCAL -m tcp --dport 5432" + SAYING + "ACCEPT";
    String refused =
        "filter FLOCKER-IN -p tcp -m tcp --dport 5432 -m conntrack --ctstate NEW"
            + SAYING
            + "REJECT --reject-with tcp-reset";
    assertThat(texts(state(List.of("10.0.0.12"), "10.0.0.0/24")))
        .endsWith("nat FLOCKER-PRE " + dialled, refused);
    assertThat(texts(state(List.of("10.0.0.12"), false, List.of(), "10.0.1.7/32")))
        .endsWith("nat FLOCKER-PRE " + dialled, "nat FLOCKER-OUT " + dialled, refused);
    assertThat(texts(state(List.of("10.0.0.12")))).noneMatch(rule -> rule.contains("REJECT"));
  }

  /** A host on the same link may route them by way of the node, and Docker lets them in. */
  @Test
  void letsNobodyDialTheContainersOwnAddress() {
    RouteState limited =
        new RouteState(
            PORT,
            List.of(),
            List.of(Source.parse("10.0.0.0/24")),
            true,
            true,
            List.of(),
            Optional.of(new Port(80)),
            true);
    assertThat(texts(limited))
        .endsWith(
            "filter FLOCKER-FWD ! -i docker0 -o docker0 -p tcp -m tcp --dport 80"
                + " -m conntrack --ctstate NEW -m conntrack ! --ctstate DNAT"
                + SAYING
                + "DROP");
  }

  @Test
  void severalTargetsTakeTurns() {
    assertThat(texts(state(List.of("10.0.0.11", "10.0.0.12", "10.0.0.13"))))
        .filteredOn(rule -> rule.startsWith("nat FLOCKER-OUT"))
        .containsExactly(
            "nat FLOCKER-OUT -p tcp -m addrtype --dst-type LOCAL -m tcp --dport 5432"
                + " -m statistic --mode nth --every 3 --packet 0"
                + SAYING
                + "DNAT --to-destination 10.0.0.11:5432",
            "nat FLOCKER-OUT -p tcp -m addrtype --dst-type LOCAL -m tcp --dport 5432"
                + " -m statistic --mode nth --every 2 --packet 0"
                + SAYING
                + "DNAT --to-destination 10.0.0.12:5432",
            "nat FLOCKER-OUT -p tcp -m addrtype --dst-type LOCAL -m tcp --dport 5432"
                + SAYING
                + "DNAT --to-destination 10.0.0.13:5432");
  }

  @Test
  void leavesThePortToDockerWhereTheContainerRuns() {
    assertThat(texts(state(List.of())))
        .containsExactly(
            "nat FLOCKER-PRE -p tcp -m addrtype --dst-type LOCAL -m tcp --dport 5432"
                + SAYING
                + "RETURN",
            "filter FLOCKER-IN -i docker0 -p tcp -m tcp --dport 5432 -m conntrack --ctstate NEW"
                + SAYING
                + "ACCEPT");
  }

  @Test
  void keepsThoseWhoMayNotFromDocker() {
    String dialled = "-p tcp -m addrtype --dst-type LOCAL -m tcp --dport 5432" + SAYING;
    String fresh = "-p tcp -m tcp --dport 5432 -m conntrack --ctstate NEW" + SAYING;
    assertThat(texts(state(List.of(), "10.0.0.0/24")))
        .containsExactly(
            "nat FLOCKER-PRE -i docker0 " + dialled + "RETURN",
            "nat FLOCKER-PRE -s 10.0.0.0/24 " + dialled + "RETURN",
            "filter FLOCKER-IN -i docker0 " + fresh + "ACCEPT",
            "filter FLOCKER-IN -i lo " + fresh + "RETURN",
            "filter FLOCKER-IN -s 10.0.0.0/24 " + fresh + "RETURN",
            "nat FLOCKER-PRE " + dialled + "ACCEPT",
            "filter FLOCKER-IN " + fresh + "REJECT --reject-with tcp-reset");
  }

  @Test
  void barsItselfWhereItMayNotUseIt() {
    String dialled =
        "-d 10.0.0.12/32 -p tcp -m tcp --dport 5432 -m conntrack --ctstate NEW" + SAYING;
    assertThat(texts(state(List.of("10.0.0.12"), false, List.of("10.0.0.12"), "10.0.1.7/32")))
        .noneMatch(
            rule ->
                rule.contains("docker0") || rule.contains("FLOCKER-OUT") && rule.contains("DNAT"))
        .endsWith(
            "filter FLOCKER-OUT " + dialled + "REJECT --reject-with tcp-reset",
            "filter FLOCKER-FWD -s 10.0.1.7/32 " + dialled + "RETURN",
            "filter FLOCKER-FWD " + dialled + "REJECT --reject-with tcp-reset");
    assertThat(texts(state(List.of(), false, List.of(), "10.0.1.7/32")))
        .noneMatch(rule -> rule.contains("docker0") || rule.contains("-i lo"))
        .contains(
            "nat FLOCKER-OUT -p tcp -m addrtype --dst-type LOCAL -m tcp --dport 5432"
                + SAYING
                + "ACCEPT");
  }

  @Test
  void letsTheFormerPlaceLeadOnAndEndsWhatLeadsToNobody() {
    String flow = "-p tcp -m conntrack --ctstate DNAT --ctorigdstport 5432 --ctreplsrc 10.0.0.12";
    String end = " -m time " + TIME + " -m comment --comment flocker-left:shop:5432 -j ";
    assertThat(Rules.left("shop", PORT, "10.0.0.12", true, TIME))
        .containsExactly(new Rule("filter", "FLOCKER-FWD", flow + end + "ACCEPT"));
    String refused = flow + " --ctdir ORIGINAL" + end + "REJECT --reject-with tcp-reset";
    assertThat(Rules.left("shop", PORT, "10.0.0.12", false, TIME))
        .containsExactly(
            new Rule("filter", "FLOCKER-FWD", refused), new Rule("filter", "FLOCKER-OUT", refused));
  }

  @Test
  void holdsNewcomersOnEveryWayIn() {
    String end =
        " -m conntrack --ctstate NEW -m time "
            + TIME
            + " -m comment --comment flocker-hold:5432 -j DROP";
    String turned = "-p tcp -m conntrack --ctstate DNAT --ctorigdstport 5432";
    assertThat(Holds.of(PORT, TIME))
        .containsExactly(
            new Rule("filter", "FLOCKER-FWD", turned + end),
            new Rule("filter", "FLOCKER-OUT", turned + end),
            new Rule("filter", "FLOCKER-IN", "-p tcp -m tcp --dport 5432" + end));
  }

  static Stream<RouteState> states() {
    return Stream.of(
        state(List.of()),
        state(List.of(), "10.0.0.0/24", "10.0.1.7/32"),
        state(List.of("10.0.0.12")),
        state(List.of("10.0.0.13", "10.0.0.12"), "10.0.0.0/24", "10.0.1.7/32"),
        state(List.of(), false, List.of(), "10.0.1.7/32"),
        state(List.of(), false, List.of("10.0.0.12"), "10.0.1.7/32"),
        state(List.of("10.0.0.12"), false, List.of("10.0.0.12"), "10.0.1.7/32"),
        new RouteState(
            PORT,
            List.of("10.0.0.12"),
            List.of(Source.parse("10.0.1.7/32")),
            false,
            true,
            List.of("10.0.0.12"),
            Optional.of(new Port(80)),
            true),
        RouteState.open(UDP, List.of(), List.of()),
        RouteState.open(UDP, List.of(), List.of()).at("10.0.0.11"),
        RouteState.open(UDP, List.of(), List.of(Source.parse("10.0.0.0/24"))).at("10.0.0.11"),
        RouteState.open(UDP, List.of("10.0.0.12"), List.of(Source.parse("10.0.0.0/24"))),
        new RouteState(
            UDP,
            List.of("10.0.0.12"),
            List.of(Source.parse("10.0.1.7/32")),
            false,
            false,
            List.of("10.0.0.12"),
            Optional.of(new Port(5353, Protocol.UDP)),
            true));
  }

  @ParameterizedTest
  @MethodSource("states")
  void readsBackWhatItMade(RouteState state) {
    assertThat(Rules.read("shop", state.port(), Rules.of("shop", state), true)).isEqualTo(state);
  }

  @ParameterizedTest
  @MethodSource("states")
  void seesThatAnyRuleIsMissing(RouteState state) {
    List<Rule> rules = Rules.of("shop", state);
    assertThat(Rules.read("shop", state.port(), rules, false).complete()).isFalse();
    for (Rule missing : rules) {
      List<Rule> rest = rules.stream().filter(r -> r != missing).toList();
      if (!rest.isEmpty()) {
        assertThat(Rules.read("shop", state.port(), rest, true)).isNotEqualTo(state);
      }
    }
  }

  private static RouteState state(List<String> targets, String... sources) {
    return state(targets, true, List.of(), sources);
  }

  private static RouteState state(
      List<String> targets, boolean mayUse, List<String> barred, String... sources) {
    List<Source> all = Stream.of(sources).map(Source::parse).toList();
    return new RouteState(PORT, targets, all, mayUse, mayUse, barred, Optional.empty(), true);
  }

  private static List<String> texts(RouteState state) {
    return Rules.of("shop", state).stream()
        .map(r -> r.table() + " " + r.chain() + " " + r.spec())
        .toList();
  }
}
