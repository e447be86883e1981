package dev.flocker.cli.run;

import dev.flocker.api.node.Progress;
import dev.flocker.cli.plan.Change;
import dev.flocker.cli.plan.Change.Verb;
import dev.flocker.node.wire.Call;
import java.util.List;
import java.util.function.Predicate;

/**
 * Turns what leads to a group, on all nodes, to where it starts.
 *
 * @param changes of what leads to it
 */
record Turn(Group group, List<Change> changes, Applying applying, Detours detours) {

  List<String> nodes() {
    return changes.stream().map(Change::node).distinct().toList();
  }

  /**
   * The new owner's own node first, then all others: were they turned together, they could lead to
   * each other. The node that holds newcomers lets them go as soon as it leads to the new owner.
   */
  void make(Progress progress) {
    List<Change> first =
        changes.stream()
            .filter(c -> group.startNode().filter(c.node()::equals).isPresent())
            .toList();
    first.forEach(c -> detours.make(c, as -> applying.make(as, progress)));
    Parallel.forEach(
        changes.stream().filter(c -> !first.contains(c)).toList(),
        c -> detours.make(c, as -> makeAndLetGo(as, progress)));
  }

  private void makeAndLetGo(Change change, Progress progress) {
    List<Call> calls = applying.calls(change);
    if (group.stopNode().filter(change.node()::equals).isPresent()) {
      group.held().stream()
          .filter(held -> held.ref().equals(change.ref()))
          .forEach(held -> calls.add(applying.invoke().release(held)));
    }
    applying.sessions().of(change.node()).perform(calls, progress);
  }

  /** To where a group was: there first, as when it came. */
  void back() {
    List<Change> back =
        changes.stream().filter(c -> c.verb() == Verb.UPDATE).map(Change::reversed).toList();
    Predicate<Change> first = c -> group.stopNode().filter(c.node()::equals).isPresent();
    back.stream().filter(first).forEach(c -> applying.make(c, Progress.NONE));
    Parallel.forEach(
        back.stream().filter(first.negate()).toList(), c -> applying.make(c, Progress.NONE));
  }
}
