package dev.flocker.iptables;

import dev.flocker.api.value.Port;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code iptables-save} shows.
 *
 * @param chains each as its table and name, with a space between
 */
record Saved(Set<String> chains, List<Rule> rules) {

  private static final Pattern COMMENT = Pattern.compile("flocker:([^:]+):([0-9]{1,5}(?:/udp)?)");

  /** Whose route, and which. */
  record Key(String project, Port port) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byPort = port.compareTo(other.port);
      return byPort != 0 ? byPort : project.compareTo(other.project);
    }
  }

  static Saved parse(String text) {
    Set<String> chains = new HashSet<>();
    List<Rule> rules = new ArrayList<>();
    String table = "";
    for (String line : text.lines().toList()) {
      String[] words = line.split(" ", 3);
      if (line.startsWith("*")) {
        table = line.substring(1).strip();
      } else if (line.startsWith(":")) {
        chains.add(table + " " + words[0].substring(1));
      } else if (words[0].equals("-A")) {
        rules.add(new Rule(table, words[1], words.length > 2 ? words[2] : ""));
      }
    }
    return new Saved(Set.copyOf(chains), List.copyOf(rules));
  }

  boolean has(String table, String chain) {
    return chains.contains(table + " " + chain);
  }

  boolean has(Rule rule) {
    return rules.stream().anyMatch(rule::sameAs);
  }

  /** Rules with this comment, in their order. */
  List<Rule> saying(String comment) {
    return rules.stream()
        .filter(r -> r.option("--comment").filter(comment::equals).isPresent())
        .toList();
  }

  /** The rules of every route. */
  Map<Key, List<Rule>> routes() {
    Map<Key, List<Rule>> routes = new TreeMap<>();
    for (Rule rule : rules) {
      Matcher m = COMMENT.matcher(rule.option("--comment").orElse(""));
      if (m.matches()) {
        Key key = new Key(m.group(1), Port.parse(m.group(2)));
        routes.computeIfAbsent(key, k -> new ArrayList<>()).add(rule);
      }
    }
    return routes;
  }

  /** Jumps to flocker's chains, from wherever. */
  List<Rule> jumps() {
    return rules.stream()
        .filter(r -> r.option("-j").filter(to -> to.startsWith("FLOCKER-")).isPresent())
        .toList();
  }
}
