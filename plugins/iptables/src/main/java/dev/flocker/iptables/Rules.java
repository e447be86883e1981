package dev.flocker.iptables;

import dev.flocker.api.value.Port;
import dev.flocker.api.value.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rules of a route, in chains of flocker's own. All are tried before anyone else's.
 *
 * <p>On a node that does not hold the container, connections to the port of any of its addresses
 * are turned to a node that does ({@code FLOCKER-PRE} and {@code FLOCKER-OUT} of nat), seem to come
 * from this node ({@code FLOCKER-POST}), and may pass ({@code FLOCKER-FWD} of filter). From a node
 * they are turned in any case, as it speaks for those whom it leads here: one that may not use it
 * itself bars its own processes ({@code FLOCKER-OUT} of filter) and containers ({@code
 * FLOCKER-FWD}) from dialling any other node.
 *
 * <p>With UDP a turn has to reach those too who sent before ({@code FLOCKER-PRE} and {@code
 * FLOCKER-OUT} of raw), and containers of the holder have to be answered as they asked ({@code
 * FLOCKER-IN} of nat).
 *
 * <p>On a node that does hold it, Docker publishes the port. The node's own containers come to it
 * by Docker's proxy, past whatever a firewall says of those who dial the node ({@code FLOCKER-IN}
 * of filter): by way of another node nobody would ask it.
 *
 * <p>On both, those who may not use it are kept from Docker's rules ({@code FLOCKER-PRE} and {@code
 * FLOCKER-OUT} of nat) and from its proxy ({@code FLOCKER-IN} of filter): a node that does not hold
 * the container yet may be about to start it. All look at packets that are still as they were sent,
 * so that the same port of another address is not touched. A neighbour on the same link may dial
 * the container's own address, which Docker before 28 lets in: nobody gets to its port on Docker's
 * bridge from outside but by a published one ({@code FLOCKER-FWD}).
 */
final class Rules {

  /** Packets to 127.0.0.1 come from this node alone, though route_localnet lets them in. */
  static final Rule GUARD =
      new Rule(
          "filter",
          "FLOCKER-IN",
          "-d 127.0.0.0/8 ! -i lo -m conntrack ! --ctstate RELATED,ESTABLISHED,DNAT"
              + " -m comment --comment flocker -j DROP");

  private Rules() {}

  static String comment(String project, Port port) {
    return "flocker:" + project + ":" + port;
  }

  static String leftComment(String project, Port port) {
    return "flocker-left:" + project + ":" + port;
  }

  /** In the order in which they are to be tried. */
  static List<Rule> of(String project, RouteState route) {
    String said = said(comment(project, route.port()));
    List<Rule> rules =
        new ArrayList<>(route.targets().isEmpty() ? here(route, said) : elsewhere(route, said));
    route.barred().forEach(place -> rules.addAll(bar(route, place, said)));
    return rules;
  }

  private static List<Rule> here(RouteState route, String said) {
    String match = local(route.port()) + said;
    List<Rule> rules = new ArrayList<>();
    from(route).forEach(from -> rules.add(new Rule("nat", "FLOCKER-PRE", from + match + "RETURN")));
    route.own().ifPresent(own -> rules.add(proxied(route.port(), own, said)));
    String fresh = fresh(route.port(), said);
    if (route.sources().isEmpty() || route.containers()) {
      rules.add(new Rule("filter", "FLOCKER-IN", "-i docker0 " + fresh + "ACCEPT"));
    }
    if (!route.sources().isEmpty()) {
      if (route.processes()) {
        rules.add(new Rule("filter", "FLOCKER-IN", "-i lo " + fresh + "RETURN"));
      }
      route
          .sources()
          .forEach(
              s -> rules.add(new Rule("filter", "FLOCKER-IN", "-s " + s + " " + fresh + "RETURN")));
      rules.addAll(refuse(route, said));
    }
    return rules;
  }

  /**
   * Docker's proxy answers from whichever address is nearest to who asked, and a container that
   * dialled the node by another one would not take that for the answer. So it seems to come from
   * the address that it dialled.
   */
  private static Rule proxied(Port port, String own, String said) {
    String dialled = "-d " + own + "/32 -i docker0 " + dialled(port);
    return new Rule("nat", "FLOCKER-IN", dialled + said + "SNAT --to-source " + own);
  }

  private static List<Rule> elsewhere(RouteState route, String said) {
    String turned = "-m conntrack --ctstate DNAT --ctorigdstport " + route.port().number();
    List<Rule> rules = new ArrayList<>();
    from(route).forEach(from -> rules.addAll(turn(route, "FLOCKER-PRE", from, said)));
    if (route.processes()) {
      rules.addAll(turn(route, "FLOCKER-OUT", "", said));
    }
    for (String target : route.targets()) {
      String match = "-d " + target + "/32 " + dialled(route.port()) + " " + turned;
      rules.add(new Rule("nat", "FLOCKER-POST", match + said + "MASQUERADE"));
      rules.add(new Rule("filter", "FLOCKER-FWD", match + said + "ACCEPT"));
    }
    String open = turned(route.port()) + " -m conntrack --ctstate RELATED,ESTABLISHED";
    rules.add(new Rule("filter", "FLOCKER-FWD", open + said + "ACCEPT"));
    if (!route.sources().isEmpty()) {
      rules.addAll(refuse(route, said));
    }
    if (route.port().protocol() == Protocol.UDP) {
      rules.addAll(Zones.of(route, said));
    }
    return rules;
  }

  /** Whoever gets here may not use it, whatever Docker says of the port. */
  private static List<Rule> refuse(RouteState route, String said) {
    String match = local(route.port()) + said + "ACCEPT";
    List<Rule> rules = new ArrayList<>();
    rules.add(new Rule("nat", "FLOCKER-PRE", match));
    if (!route.processes()) {
      rules.add(new Rule("nat", "FLOCKER-OUT", match));
    }
    rules.add(new Rule("filter", "FLOCKER-IN", fresh(route.port(), said) + refusal(route.port())));
    route.internal().ifPresent(internal -> rules.add(pastTheRoute(internal, said)));
    return rules;
  }

  private static Rule pastTheRoute(Port internal, String said) {
    String dialled = "! -i docker0 -o docker0 " + dialled(internal);
    String undirected = " -m conntrack --ctstate NEW -m conntrack ! --ctstate DNAT";
    return new Rule("filter", "FLOCKER-FWD", dialled + undirected + said + "DROP");
  }

  private static List<Rule> bar(RouteState route, String place, String said) {
    String dialled = "-d " + place + "/32 " + fresh(route.port(), said);
    List<Rule> rules = new ArrayList<>();
    rules.add(new Rule("filter", "FLOCKER-OUT", dialled + refusal(route.port())));
    from(route)
        .forEach(from -> rules.add(new Rule("filter", "FLOCKER-FWD", from + dialled + "RETURN")));
    rules.add(new Rule("filter", "FLOCKER-FWD", dialled + refusal(route.port())));
    return rules;
  }

  /** To any address of the node. */
  static String local(Port port) {
    Protocol p = port.protocol();
    return "-p %s -m addrtype --dst-type LOCAL -m %s --dport %d".formatted(p, p, port.number());
  }

  static String dialled(Port port) {
    return "-p %s -m %s --dport %d".formatted(port.protocol(), port.protocol(), port.number());
  }

  /** Whatever was dialled at this port and led elsewhere. */
  static String turned(Port port) {
    return "-p %s -m conntrack --ctstate DNAT --ctorigdstport %d"
        .formatted(port.protocol(), port.number());
  }

  private static String refusal(Port port) {
    boolean tcp = port.protocol() == Protocol.TCP;
    return "REJECT --reject-with " + (tcp ? "tcp-reset" : "icmp-port-unreachable");
  }

  private static String fresh(Port port, String said) {
    return dialled(port) + " -m conntrack --ctstate NEW" + said;
  }

  /** Several targets take turns: the first of three gets every third, the next every second... */
  private static List<Rule> turn(RouteState route, String chain, String from, String said) {
    List<Rule> rules = new ArrayList<>();
    int left = route.targets().size();
    for (String target : route.targets()) {
      String share = left > 1 ? " -m statistic --mode nth --every " + left + " --packet 0" : "";
      String match = from + local(route.port()) + share + said;
      String place = target + ":" + route.port().number();
      rules.add(new Rule("nat", chain, match + "DNAT --to-destination " + place));
      left--;
    }
    return rules;
  }

  /**
   * What tells those who may use it, this node's processes aside: its containers come by Docker's
   * own bridge.
   */
  private static List<String> from(RouteState route) {
    if (route.sources().isEmpty()) {
      return List.of("");
    }
    List<String> from = new ArrayList<>(route.containers() ? List.of("-i docker0 ") : List.of());
    route.sources().forEach(s -> from.add("-s " + s + " "));
    return from;
  }

  /**
   * What becomes of connections of TCP to a place that the route led to before. A node that is up
   * leads them on, so they may pass: among them are those who waited there while it was held. Where
   * nobody answers they are ended at their next packet.
   *
   * @param time when the rules have an effect, as {@link Holds#during} writes it
   */
  static List<Rule> left(String project, Port port, String place, boolean up, String time) {
    String flow = turned(port) + " --ctreplsrc " + place;
    String end = " -m time " + time + said(leftComment(project, port));
    if (up) {
      return List.of(new Rule("filter", "FLOCKER-FWD", flow + end + "ACCEPT"));
    }
    // Not the other direction: in that goes what tells the client.
    String refused = flow + " --ctdir ORIGINAL" + end + refusal(port);
    return List.of(
        new Rule("filter", "FLOCKER-FWD", refused), new Rule("filter", "FLOCKER-OUT", refused));
  }

  static String said(String comment) {
    return " -m comment --comment " + comment + " -j ";
  }

  /**
   * Reads back what {@link #of} made.
   *
   * @param whole whether all is there that routes have in common
   */
  static RouteState read(String project, Port port, List<Rule> rules, boolean whole) {
    List<String> targets =
        rules.stream()
            .filter(r -> r.chain().equals("FLOCKER-POST"))
            .flatMap(r -> address(r).stream())
            .toList();
    List<Source> sources =
        rules.stream()
            .filter(r -> r.chain().equals("FLOCKER-PRE"))
            .flatMap(r -> r.option("-s").stream())
            .map(Source::parse)
            .distinct()
            .sorted()
            .toList();
    List<String> barred =
        rules.stream()
            .filter(r -> in(r, "filter", "FLOCKER-OUT"))
            .flatMap(r -> address(r).stream())
            .toList();
    String ofProcesses = targets.isEmpty() ? "ACCEPT" : "DNAT";
    boolean own =
        rules.stream()
            .filter(r -> in(r, "nat", "FLOCKER-OUT"))
            .anyMatch(r -> r.option("-j").equals(Optional.of(ofProcesses)));
    RouteState state =
        new RouteState(
            port,
            targets,
            sources,
            targets.isEmpty() != own,
            sources.isEmpty()
                || rules.stream().anyMatch(r -> r.option("-i").equals(Optional.of("docker0"))),
            barred,
            rules.stream()
                .filter(r -> r.option("-o").equals(Optional.of("docker0")))
                .flatMap(r -> r.option("--dport").stream())
                .map(number -> new Port(Integer.parseInt(number), port.protocol()))
                .findFirst(),
            rules.stream()
                .filter(r -> in(r, "nat", "FLOCKER-IN"))
                .flatMap(r -> address(r).stream())
                .findFirst(),
            true);
    boolean complete = whole && same(of(project, state), rules);
    return complete ? state : state.incomplete();
  }

  private static boolean in(Rule rule, String table, String chain) {
    return rule.table().equals(table) && rule.chain().equals(chain);
  }

  private static Optional<String> address(Rule rule) {
    return rule.option("-d").map(d -> d.substring(0, d.indexOf('/')));
  }

  private static boolean same(List<Rule> want, List<Rule> have) {
    return want.size() == have.size()
        && want.stream().allMatch(w -> have.stream().anyMatch(w::sameAs));
  }
}
