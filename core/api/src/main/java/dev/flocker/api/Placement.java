package dev.flocker.api;

import java.util.List;

/**
 * Where a resource belongs.
 *
 * @param nodes where it lives; exactly one for what moves with data
 * @param replicas where copies of it are kept besides; empty for what keeps none
 * @param keep how many versions of what moves with data are kept besides those that replicas need;
 *     0 or more
 * @param upkeep what is done for it again and again
 * @since 0.1
 */
public record Placement(List<String> nodes, List<String> replicas, int keep, Upkeep upkeep) {

  /** Without upkeep. */
  public Placement(List<String> nodes, List<String> replicas, int keep) {
    this(nodes, replicas, keep, Upkeep.NONE);
  }

  public Placement {
    nodes = List.copyOf(nodes);
    replicas = List.copyOf(replicas);
  }

  public static Placement on(List<String> nodes) {
    return new Placement(nodes, List.of(), 0);
  }
}
