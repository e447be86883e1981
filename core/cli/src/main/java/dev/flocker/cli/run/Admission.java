package dev.flocker.cli.run;

import dev.flocker.api.Ref;
import dev.flocker.cli.plan.Change;
import dev.flocker.cli.plan.Change.Verb;
import dev.flocker.cli.plan.DataMove;
import dev.flocker.cli.plan.Plan;
import dev.flocker.cli.session.NodeTrouble;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Whether nodes can do what a plan asks of them, as far as they can tell before it is begun. */
final class Admission {

  private static final Set<Verb> MADE = EnumSet.of(Verb.CREATE, Verb.UPDATE, Verb.REPLACE);

  private final Movers movers;
  private final Set<Ref> adopted;
  private final Consumer<NodeTrouble.Unreachable> lost;
  private final Consumer<String> note;
  private final Map<Ref, Plan.Refusal> refusals = new ConcurrentSkipListMap<>();

  private Admission(
      Movers movers,
      Set<Ref> adopted,
      Consumer<NodeTrouble.Unreachable> lost,
      Consumer<String> note) {
    this.movers = movers;
    this.adopted = adopted;
    this.lost = lost;
    this.note = note;
  }

  /**
   * Asks all nodes at once; each after the other what comes to it, as that shares its room.
   *
   * @param adopted what takes over something from outside: that has to let itself be taken, too
   * @param lost and {@code note} may be called by several threads
   * @param note is told of a copy that will not be made: nothing else waits for that
   * @return why a resource cannot be as declared
   */
  static Map<Ref, Plan.Refusal> refusals(
      Plan plan,
      Movers movers,
      Set<Ref> adopted,
      Consumer<NodeTrouble.Unreachable> lost,
      Consumer<String> note) {
    Admission admission = new Admission(movers, adopted, lost, note);
    Parallel.forEach(plan.changes(), admission::foresee);
    Map<String, List<DataMove>> coming =
        plan.moves().stream()
            .filter(m -> isThere(m, plan))
            .collect(Collectors.groupingBy(DataMove::to));
    Parallel.forEach(List.copyOf(coming.values()), admission::ask);
    return admission.refusals;
  }

  private void foresee(Change change) {
    boolean taken = change.verb() == Verb.REMOVE && adopted.contains(change.ref());
    if (MADE.contains(change.verb()) || change.destroyData() || taken) {
      try {
        movers.foresee(change);
      } catch (NodeTrouble.StepFailed e) {
        refuse(change.ref(), e);
      } catch (NodeTrouble.Unreachable e) {
        lost.accept(e);
      }
    }
  }

  /** Of several nodes the first by name tells why, whoever answered first. */
  private void refuse(Ref ref, NodeTrouble.StepFailed why) {
    refusals.merge(
        ref,
        new Plan.Refusal(why.node(), why.why(), why.remedy()),
        (one, other) -> one.node().compareTo(other.node()) <= 0 ? one : other);
  }

  /** What is made only in this run, or gets there in it, has nothing to bring along yet. */
  private static boolean isThere(DataMove move, Plan plan) {
    return plan.sights().at(move.ref(), move.from(), plan.model().project()).isPresent();
  }

  private void ask(List<DataMove> toOneNode) {
    long besides = 0;
    for (DataMove move : toOneNode) {
      besides += ask(move, besides);
    }
  }

  /**
   * @return bytes that it brings
   */
  private long ask(DataMove move, long besides) {
    try {
      movers.requireClosable(move);
      return movers.requireReceivable(move, besides);
    } catch (NodeTrouble.StepFailed e) {
      if (move.handsOff()) {
        refuse(move.ref(), e);
      } else {
        note.accept("no copy of " + move.ref() + " on " + move.to() + ": " + e.getMessage());
      }
    } catch (NodeTrouble.Unreachable e) {
      lost.accept(e);
    }
    return 0;
  }
}
