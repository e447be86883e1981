package dev.flocker.geard;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What running containers have in their network namespaces, all looked at by one command. */
record LinkRules(List<String> lines) {

  /**
   * Prints for each container that runs a line with its name, and after it what route_localnet is
   * there and the rules. Passes over one that is ending; fails where Docker does not answer, or
   * where it may not look inside, as without root.
   */
  private static final String SCRIPT =
      """
      set -eu
      left() {
        [ -e /proc/1 ] && LC_ALL=C ls -L "/proc/$1/ns/net" 2>&1 | grep -q 'No such'
      }
      seen=$(docker inspect --format '{{.Name}} {{.State.Pid}}' "$@" 2>/dev/null) ||
        [ -n "$seen" ] || docker ps --quiet >/dev/null
      echo "$seen" | while read -r name pid; do
        [ "${pid:-0}" != 0 ] || continue
        rules=$(nsenter -t "$pid" -n /bin/sh -c '
          echo "localnet $(cat /proc/sys/net/ipv4/conf/all/route_localnet)"; iptables-save') || {
          left "$pid" || exit 1
          continue
        }
        echo "container $name"
        echo "$rules"
      done
      """;

  static List<String> look(List<String> containers) {
    List<String> argv = new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT, "sh"));
    argv.addAll(containers);
    return argv;
  }

  /** By container; those that do not run are not in it. */
  static Map<String, LinkRules> parse(String output) {
    Map<String, LinkRules> rules = new LinkedHashMap<>();
    List<String> lines = new ArrayList<>();
    for (String line : output.lines().toList()) {
      if (line.startsWith("container /")) {
        lines = new ArrayList<>();
        rules.put(line.substring("container /".length()), new LinkRules(lines));
      } else {
        lines.add(line);
      }
    }
    return rules;
  }

  boolean have(Link link) {
    return lines.contains("localnet 1")
        && lines.contains("-A OUTPUT -j FLOCKER-LINK-OUT")
        && lines.contains("-A POSTROUTING -j FLOCKER-LINK-BACK")
        && lines.contains("-A INPUT -j FLOCKER-LINK-GUARD")
        && link.places().stream().allMatch(place -> leads(place, link));
  }

  private boolean leads(String place, Link link) {
    String address = Link.addressOf(place);
    String port = Link.portOf(place);
    String protocol = "-p " + link.local().protocol();
    return has(
            "-A FLOCKER-LINK-OUT ",
            protocol,
            "-d " + address + "/32",
            "--dport " + port,
            "DNAT",
            link.destination())
        && has(
            "-A FLOCKER-LINK-BACK ",
            protocol,
            "--ctorigdst " + address,
            "--ctorigdstport " + port,
            "MASQUERADE");
  }

  /** iptables prints options in an order of its own. */
  private boolean has(String chain, String... options) {
    return lines.stream()
        .filter(l -> l.startsWith(chain))
        .map(l -> l + " ")
        .anyMatch(l -> List.of(options).stream().allMatch(o -> l.contains(" " + o + " ")));
  }
}
