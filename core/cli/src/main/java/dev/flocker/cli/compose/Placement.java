package dev.flocker.cli.compose;

import dev.flocker.api.value.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where services run.
 *
 * @param named the {@code on} of each service that is named; an empty list if it is not to run
 * @param rest the {@code on} of the others that are on; empty if they get none
 * @param others whether the others run at all
 */
public record Placement(Map<String, Tree> named, Optional<Tree> rest, boolean others) {

  /** The play has one host, and everything runs there. */
  public static final Placement ANYWHERE = new Placement(Map.of(), Optional.empty(), true);

  /**
   * Only those that are named run.
   *
   * @param nodes of each of them, one or more
   */
  public static Placement of(Map<String, List<Tree>> nodes) {
    Map<String, Tree> named = new LinkedHashMap<>();
    nodes.forEach(
        (service, on) -> named.put(service, new Tree.Sequence(on.getFirst().place(), on)));
    return new Placement(named, Optional.empty(), false);
  }
}
