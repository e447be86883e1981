package dev.flocker.cli.model;

import java.util.Collection;
import java.util.Set;

/**
 * What of a project this run may write.
 *
 * @param limit names of nodes; empty for all
 * @param tags only resources with one of them; empty for all
 */
public record Selection(Set<String> limit, Set<String> tags) {
  public static final Selection ALL = new Selection(Set.of(), Set.of());

  public boolean allows(String node) {
    return limit.isEmpty() || limit.contains(node);
  }

  /** Whether a resource of these tags is meant. */
  public boolean takes(Collection<String> tagged) {
    return tags.isEmpty() || tagged.stream().anyMatch(tags::contains);
  }
}
