package dev.flocker.iptables;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Input for {@code iptables-restore --noflush}: each table is changed at once or not at all. */
final class Restore {

  /** A packet that counts as a new flow's ({@link Chain#RAW}) has to meet the new rules of nat. */
  private static final List<String> TABLES = List.of("filter", "nat", Chain.RAW);

  private Restore() {}

  /**
   * Leaves every rule alone that is not named. Chains and jumps that are missing are made.
   *
   * @param remove rules as they were saved
   * @param first rules to be tried before all others of their chain
   * @param last rules to be tried after them
   */
  static String change(Saved now, List<Rule> remove, List<Rule> first, List<Rule> last) {
    List<String> lines = new ArrayList<>();
    List<Chain> all = Chain.all(now, last);
    for (String table : TABLES) {
      List<Chain> chains = in(table, all);
      List<String> changes = new ArrayList<>();
      for (Chain c : chains) {
        if (!now.has(table, c.name())) {
          changes.add(":" + c.name() + " - [0:0]");
        }
      }
      rules(table, Chain.jumps(all)).stream()
          .filter(jump -> !now.has(jump))
          .forEach(jump -> changes.add(line("-I", jump)));
      rules(table, remove).forEach(r -> changes.add(line("-D", r)));
      rules(table, first).forEach(r -> changes.add(line("-I", r)));
      rules(table, last).forEach(r -> changes.add(line("-A", r)));
      commit(table, changes, lines);
    }
    return text(lines);
  }

  /** Puts rules of one table before all others of their chains. */
  static String insert(String table, List<Rule> rules) {
    List<String> lines = new ArrayList<>();
    commit(table, rules.stream().map(r -> line("-I", r)).toList(), lines);
    return text(lines);
  }

  /** Removes all that is flocker's: jumps, rules and chains. */
  static String clear(Saved now) {
    List<String> lines = new ArrayList<>();
    for (String table : TABLES) {
      List<String> changes = new ArrayList<>();
      rules(table, now.jumps()).forEach(r -> changes.add(line("-D", r)));
      List<String> names =
          in(table, Chain.all(now)).stream()
              .map(Chain::name)
              .filter(name -> now.has(table, name))
              .toList();
      names.forEach(name -> changes.add("-F " + name));
      names.forEach(name -> changes.add("-X " + name));
      commit(table, changes, lines);
    }
    return text(lines);
  }

  /** Fills the chains anew with the routes that are there, as at boot; jumps are not in it. */
  static String boot(Saved now) {
    List<Rule> rules =
        Stream.concat(
                now.saying("flocker").stream(),
                now.routes().values().stream().flatMap(List::stream))
            .toList();
    List<String> lines = new ArrayList<>();
    for (String table : TABLES) {
      List<String> changes = new ArrayList<>();
      in(table, Chain.all(now)).forEach(c -> changes.add(":" + c.name() + " - [0:0]"));
      rules(table, rules).forEach(r -> changes.add(line("-A", r)));
      commit(table, changes, lines);
    }
    return text(lines);
  }

  private static void commit(String table, List<String> changes, List<String> lines) {
    if (!changes.isEmpty()) {
      lines.add("*" + table);
      lines.addAll(changes);
      lines.add("COMMIT");
    }
  }

  private static List<Chain> in(String table, List<Chain> chains) {
    return chains.stream().filter(c -> c.table().equals(table)).toList();
  }

  private static List<Rule> rules(String table, List<Rule> rules) {
    return rules.stream().filter(r -> r.table().equals(table)).toList();
  }

  private static String line(String action, Rule rule) {
    return action + " " + rule.chain() + " " + rule.spec();
  }

  private static String text(List<String> lines) {
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }
}
