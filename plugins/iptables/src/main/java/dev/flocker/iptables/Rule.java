package dev.flocker.iptables;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One rule.
 *
 * @param spec what follows {@code -A CHAIN}, as {@code iptables-save} writes it
 */
record Rule(String table, String chain, String spec) {

  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  /** The value of its first option of this name, which is not negated. */
  Optional<String> option(String name) {
    List<String> words = words();
    int at = words.indexOf(name);
    boolean there = at >= 0 && at + 1 < words.size() && (at == 0 || !words.get(at - 1).equals("!"));
    return there ? Optional.of(words.get(at + 1)) : Optional.empty();
  }

  /**
   * Says the same as another rule, though a save may write the options in another order and name
   * modules that were implied.
   */
  boolean sameAs(Rule other) {
    return table.equals(other.table) && chain.equals(other.chain) && parts().equals(other.parts());
  }

  /** Each option with its values; modules to load and order are left out. */
  private Set<String> parts() {
    Set<String> parts = new HashSet<>();
    StringBuilder part = new StringBuilder();
    for (String word : words()) {
      boolean begins = word.equals("!") || (word.startsWith("-") && !part.toString().equals("!"));
      if (begins) {
        parts.add(part.toString());
        part.setLength(0);
      }
      part.append(part.isEmpty() ? "" : " ").append(word);
    }
    parts.add(part.toString());
    parts.removeIf(p -> p.isEmpty() || p.startsWith("-m ") || p.equals("--packet 0"));
    return parts;
  }

  private List<String> words() {
    List<String> words = new ArrayList<>();
    Matcher m = WORD.matcher(spec);
    while (m.find()) {
      words.add(m.group(1) == null ? m.group(2) : m.group(1));
    }
    return words;
  }
}
