package dev.flocker.cli.model;

import java.util.Set;

/**
 * What of a project this run may write.
 *
 * @param limit names of nodes; empty for all
 * @param tags only resources with one of them; empty for all
 */
public record Selection(Set<String> limit, Set<String> tags) {
  public static final Selection ALL = new Selection(Set.of(), Set.of());
}
