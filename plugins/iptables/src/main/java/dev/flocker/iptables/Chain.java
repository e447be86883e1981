package dev.flocker.iptables;

import java.util.List;

/**
 * A chain of flocker's own.
 *
 * @param from the chain that jumps to it
 */
record Chain(String table, String name, String from) {

  /** Docker leaves DOCKER-USER alone when it starts; without Docker there is only FORWARD. */
  private static final String DOCKER_USER = "DOCKER-USER";

  static List<Chain> all(boolean docker) {
    return List.of(
        new Chain("filter", "FLOCKER-IN", "INPUT"),
        new Chain("filter", "FLOCKER-OUT", "OUTPUT"),
        new Chain("filter", "FLOCKER-FWD", docker ? DOCKER_USER : "FORWARD"),
        new Chain("nat", "FLOCKER-PRE", "PREROUTING"),
        new Chain("nat", "FLOCKER-OUT", "OUTPUT"),
        new Chain("nat", "FLOCKER-POST", "POSTROUTING"));
  }

  static List<Chain> all(Saved now) {
    return all(now.has("filter", DOCKER_USER));
  }

  /** Whether it is reached by the chain that Docker leaves to its users. */
  boolean dockers() {
    return from.equals(DOCKER_USER);
  }

  Rule jump() {
    return new Rule(table, from, "-j " + name);
  }
}
