package dev.flocker.cli.session;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a node says of itself.
 *
 * @param id the same after a reboot and a change of name or address: its machine id
 * @param facts for templates, by name: {@code hostname}, {@code machine}, {@code kernel}, {@code
 *     distribution}, {@code cpus}, {@code memory_bytes}
 * @param addresses its IP addresses, without those of loopback
 * @param capabilities per {@code type/provider} found there, the interfaces that its node half
 *     implements
 */
public record NodeFacts(
    String id,
    Map<String, String> facts,
    List<String> addresses,
    Map<String, Set<String>> capabilities) {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,64}");

  /** Short and printable, and nothing that a template could be made of. */
  private static final Pattern FACT = Pattern.compile("[^\\p{Cntrl}{}]{0,255}");

  private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f.:]{2,45}(%.{1,15})?");

  /**
   * @throws IllegalArgumentException for what no node that means well says of itself
   */
  public NodeFacts {
    must(ID, List.of(id), "its id");
    must(FACT, facts.values(), "a fact");
    must(FACT, facts.keySet(), "a fact's name");
    must(ADDRESS, addresses, "an address");
  }

  private static void must(Pattern form, Collection<String> texts, String what) {
    if (!texts.stream().allMatch(t -> form.matcher(t).matches())) {
      throw new IllegalArgumentException(what + " is of a form that none has");
    }
  }
}
