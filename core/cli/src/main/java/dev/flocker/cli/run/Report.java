package dev.flocker.cli.run;

import dev.flocker.api.Ref;
import dev.flocker.cli.session.NodeTrouble;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a run of one project ended.
 *
 * @param project its name
 * @param outcomes of every resource that it declares or that was removed
 * @param byNode the outcomes on each node, counted
 * @param troubles what went wrong, by the title of the step or the node
 * @param ailing what was not well when it was planned, and does not become so by what was planned
 * @param interrupted whether it was cut short
 */
public record Report(
    String project,
    Map<Ref, Outcome> outcomes,
    Map<String, Map<Outcome, Integer>> byNode,
    Map<String, NodeTrouble> troubles,
    List<Ailing> ailing,
    boolean interrupted) {

  /** What became of a resource; the later ones outweigh the earlier. */
  public enum Outcome {
    OK,
    CHANGED,
    /** It would have to change, but may not in this run: checked only, or outside the limit. */
    PENDING,
    UNREACHABLE,
    /** Something that it needs failed. */
    SKIPPED,
    FAILED
  }

  public int count(Outcome outcome) {
    return (int) outcomes.values().stream().filter(o -> o == outcome).count();
  }

  public boolean good() {
    return count(Outcome.FAILED) + count(Outcome.SKIPPED) + count(Outcome.UNREACHABLE) == 0
        && !interrupted;
  }

  /** The outcomes of all resources on all nodes. */
  static Map<String, Map<Outcome, Integer>> counted(Map<String, Map<Ref, Outcome>> byNode) {
    Map<String, Map<Outcome, Integer>> counted = new TreeMap<>();
    byNode.forEach(
        (node, outcomes) -> {
          Map<Outcome, Integer> counts = new TreeMap<>();
          outcomes.values().forEach(o -> counts.merge(o, 1, Integer::sum));
          counted.put(node, counts);
        });
    return counted;
  }
}
