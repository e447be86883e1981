package dev.flocker.cli.run;

import dev.flocker.api.Ref;
import dev.flocker.cli.plan.DataMove;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Adds the copies of data to a graph. They come last, to hold the newest state: if the data itself
 * is in its place, whatever became of those who use it. Those of one resource are made one after
 * the other, as each writes the owner's record; that one fails keeps no other from being made.
 */
record Copies(Graph graph, Movers movers) {

  /**
   * @param chains all else that uses data
   * @param sets those that are one state each
   */
  void after(Map<Group, Chain> chains, List<List<DataMove>> sets) {
    List<Step> before = graph.steps();
    Map<Ref, Step> last = new HashMap<>();
    for (List<DataMove> set : sets) {
      Set<Ref> refs = new LinkedHashSet<>(set.stream().map(DataMove::ref).toList());
      Step copy = step(set, refs);
      before.stream()
          .filter(s -> s.about().stream().anyMatch(refs::contains))
          .forEach(s -> graph.order(s, copy));
      chains.forEach(
          (group, chain) -> {
            if (refs.stream().anyMatch(group::uses)) {
              graph.await(chain.finish(), copy);
            }
          });
      for (Ref ref : refs) {
        Step previous = last.put(ref, copy);
        if (previous != null) {
          graph.await(previous, copy);
        }
      }
    }
  }

  private Step step(List<DataMove> set, Set<Ref> refs) {
    DataMove first = set.getFirst();
    String names = String.join(", ", refs.stream().map(Ref::toString).toList());
    return graph.add(
        new Step(
            "copy " + names + " to " + first.to(),
            refs,
            List.of(first.from(), first.to()),
            p -> movers.copy(set, p)));
  }
}
