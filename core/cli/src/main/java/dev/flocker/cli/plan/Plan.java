package dev.flocker.cli.plan;

import dev.flocker.api.Ref;
import dev.flocker.cli.session.NodeTrouble;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What has to be done for one project.
 *
 * @param changes node by node, those that may be written in this run
 * @param moves of data between nodes, and copies
 * @param renames of data, where its owner is
 * @param repairs what has to be put right first; then it is to be planned anew
 * @param actions what the changes come to, a line each; pending ones included
 * @param pending resources whose change needs a node outside the limit
 * @param refusals why a resource cannot be as declared, by resource
 * @param unseen resources that belong on nodes that could not be asked
 * @param notes what else there is to say
 * @param unchanged resources that are as declared
 */
public record Plan(
    Model model,
    Sights sights,
    List<Change> changes,
    List<DataMove> moves,
    List<Rename> renames,
    List<Repair> repairs,
    List<Action> actions,
    Set<Ref> pending,
    Map<Ref, Refusal> refusals,
    Set<Ref> unseen,
    List<String> notes,
    Set<Ref> unchanged) {

  /**
   * @param node where; empty if it is no one node's matter
   * @param remedy may be empty
   */
  public record Refusal(String node, String why, String remedy) {

    /** The same, as it is told. */
    public NodeTrouble trouble() {
      return new NodeTrouble.StepFailed(node, why, remedy);
    }
  }

  /** The same, and more to say. */
  public Plan noting(List<String> more) {
    List<String> all = new ArrayList<>(notes);
    all.addAll(more);
    return new Plan(
        model, sights, changes, moves, renames, repairs, actions, pending, refusals, unseen, all,
        unchanged);
  }

  public boolean isEmpty() {
    return changes.isEmpty()
        && moves.isEmpty()
        && renames.isEmpty()
        && repairs.isEmpty()
        && refusals.isEmpty()
        && pending.isEmpty();
  }
}
