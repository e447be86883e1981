package dev.flocker.api;

import java.util.List;

/**
 * Where a resource belongs.
 *
 * @param nodes where it lives; exactly one for what moves with data
 * @param replicas where copies of it are kept besides; empty for what keeps none
 * @since 0.1
 */
public record Placement(List<String> nodes, List<String> replicas) {

  public Placement {
    nodes = List.copyOf(nodes);
    replicas = List.copyOf(replicas);
  }

  public static Placement on(List<String> nodes) {
    return new Placement(nodes, List.of());
  }
}
