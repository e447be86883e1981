package dev.flocker.iptables;

import java.util.ArrayList;
import java.util.List;

/**
 * A chain of flocker's own.
 *
 * @param from the chain that jumps to it
 */
record Chain(String table, String name, String from) {

  /** Docker leaves DOCKER-USER alone when it starts; without Docker there is only FORWARD. */
  private static final String DOCKER_USER = "DOCKER-USER";

  /** The table that is tried before any connection is looked up. */
  static final String RAW = "raw";

  private static List<Chain> all(boolean docker) {
    return List.of(
        new Chain("filter", "FLOCKER-IN", "INPUT"),
        new Chain("filter", "FLOCKER-OUT", "OUTPUT"),
        new Chain("filter", "FLOCKER-FWD", docker ? DOCKER_USER : "FORWARD"),
        new Chain("nat", "FLOCKER-PRE", "PREROUTING"),
        new Chain("nat", "FLOCKER-OUT", "OUTPUT"),
        new Chain("nat", "FLOCKER-POST", "POSTROUTING"));
  }

  /** What routes of UDP need besides. Who has none of them is spared these hooks. */
  private static final List<Chain> OF_UDP =
      List.of(
          new Chain(RAW, "FLOCKER-PRE", "PREROUTING"),
          new Chain(RAW, "FLOCKER-OUT", "OUTPUT"),
          new Chain("nat", "FLOCKER-IN", "INPUT"));

  /** Those that belong on a node as it is. */
  static List<Chain> all(Saved now) {
    return all(now, List.of());
  }

  /**
   * @param more rules that are to come
   */
  static List<Chain> all(Saved now, List<Rule> more) {
    boolean udp =
        OF_UDP.stream()
            .anyMatch(c -> now.has(c.table(), c.name()) || more.stream().anyMatch(c::holds));
    List<Chain> chains = new ArrayList<>(all(now.has("filter", DOCKER_USER)));
    chains.addAll(udp ? OF_UDP : List.of());
    return chains;
  }

  /**
   * The jumps that lead to such chains, those to Docker's own chain for its users among them: when
   * somebody wipes all, that is missing until Docker starts anew.
   */
  static List<Rule> jumps(List<Chain> chains) {
    List<Rule> jumps = new ArrayList<>();
    if (chains.stream().anyMatch(Chain::dockers)) {
      jumps.add(new Rule("filter", "FORWARD", "-j " + DOCKER_USER));
    }
    chains.forEach(c -> jumps.add(c.jump()));
    return jumps;
  }

  /** Whether it is reached by the chain that Docker leaves to its users. */
  boolean dockers() {
    return from.equals(DOCKER_USER);
  }

  private boolean holds(Rule rule) {
    return rule.table().equals(table) && rule.chain().equals(name);
  }

  Rule jump() {
    return new Rule(table, from, "-j " + name);
  }
}
