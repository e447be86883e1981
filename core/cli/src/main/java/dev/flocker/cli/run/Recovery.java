package dev.flocker.cli.run;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Replaceable;
import dev.flocker.cli.plan.Change;
import dev.flocker.cli.plan.Change.Verb;
import dev.flocker.cli.plan.Sight;
import dev.flocker.cli.plan.Types;
import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.node.wire.Call;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * Puts back what a {@link Transition} took apart. An interruption does not stop it. It goes on
 * after a failure, with whatever still can be put back.
 */
final class Recovery {

  private final Group group;
  private final Types types;
  private final Sessions sessions;
  private final Invocations invoke;
  private final List<NodeTrouble> troubles = new ArrayList<>();

  Recovery(Group group, Types types, Sessions sessions, Invocations invoke) {
    this.group = group;
    this.types = types;
    this.sessions = sessions;
    this.invoke = invoke;
  }

  /**
   * Puts back after a failure; what cannot be put back is added to it.
   *
   * @return whether all that was there runs again
   */
  boolean after(NodeTrouble why, boolean started) {
    boolean back = uninterrupted(() -> restore(started, false));
    troubles.forEach(why::addSuppressed);
    return back;
  }

  /**
   * The same for parts whose visitors are led to them already. Data that moved stays where it is,
   * with what was written there since.
   *
   * @param turnBack leads visitors to where the parts were
   * @return whether all that was there runs again
   */
  boolean afterTurn(NodeTrouble why, Runnable turnBack) {
    boolean back =
        uninterrupted(
            () -> {
              boolean all = restore(true, true);
              if (all && !group.startNode().equals(group.stopNode())) {
                attempt(turnBack);
              }
              return all;
            });
    troubles.forEach(why::addSuppressed);
    return back;
  }

  /**
   * @return whether all that was there runs again
   * @throws NodeTrouble if something could not be put back; the rest was
   */
  boolean putBack() {
    return all(() -> restore(false, false));
  }

  /** The same for parts that visitors are led to. */
  boolean takeBack() {
    return all(() -> restore(true, true));
  }

  private boolean all(BooleanSupplier restoring) {
    boolean back = uninterrupted(restoring);
    if (!troubles.isEmpty()) {
      throw troubles.getFirst();
    }
    return back;
  }

  private static boolean uninterrupted(BooleanSupplier restoring) {
    AtomicBoolean back = new AtomicBoolean();
    Uninterrupted.run(() -> back.set(restoring.getAsBoolean()));
    return back.get();
  }

  void letGo() {
    Uninterrupted.run(this::release);
  }

  /**
   * @param visited whether its visitors may have written to what was started
   * @return whether all that can be stopped and started runs where it was
   */
  private boolean restore(boolean started, boolean visited) {
    boolean all = dataIsBack() || (started && !visited && isGivenBack());
    boolean dataIsBack = all;
    for (Part part : group.parts()) {
      boolean wayIsFree =
          !started
              || !group.movers().isEmpty()
              || part.isChangedInPlace()
              || takeAway(part, visited);
      all &= dataIsBack && wayIsFree && attempt(group.stopNode(), resume(part));
    }
    release();
    return all;
  }

  /**
   * What runs outside of flocker has data of its own, which is the truth again: the copy that moved
   * goes back to its side, for the next attempt.
   */
  private boolean isGivenBack() {
    if (group.parts().isEmpty() || !group.parts().stream().allMatch(this::isOutside)) {
      return false;
    }
    boolean stopped = true;
    for (Part part : group.parts()) {
      stopped &= attempt(group.startNode(), stopNew(part));
    }
    if (stopped) {
      group.movers().forEach(m -> attempt(m::giveBack));
    }
    return stopped;
  }

  /** Whether the data, if any was to move, is with its old owner, and open there. */
  private boolean dataIsBack() {
    Map<Ref, String> owners = new LinkedHashMap<>();
    for (Mover mover : group.movers()) {
      try {
        owners.put(mover.ref(), mover.giveUp());
      } catch (NodeTrouble e) {
        troubles.add(e);
      }
    }
    if (Set.copyOf(owners.values()).size() > 1) {
      troubles.add(apart(owners));
    }
    return owners.size() == group.movers().size()
        && owners.values().stream().allMatch(n -> group.stopNode().equals(Optional.of(n)));
  }

  /** It has data of its own. */
  private boolean isOutside(Part part) {
    return part.stop()
        .flatMap(Change::have)
        .filter(s -> types.type(s.ref().type()).outside(s.state()).isPresent())
        .isPresent();
  }

  /** Some of the data was handed over before the rest could not be: what needs all of it waits. */
  private NodeTrouble apart(Map<Ref, String> owners) {
    List<String> where = new ArrayList<>();
    owners.forEach((ref, node) -> where.add(ref + " is on " + node));
    String who = String.join(", ", group.parts().stream().map(p -> p.ref().toString()).toList());
    return new NodeTrouble.StepFailed(
        group.startNode().or(() -> group.stopNode()).orElse(""),
        who + " stays stopped: " + String.join(", ", where),
        "run again, which takes the rest along");
  }

  /**
   * Takes a new one that is no good out of the way of the old.
   *
   * @return whether the old one may come back: not if the new one may have changed its data
   */
  private boolean takeAway(Part part, boolean visited) {
    Optional<Change> replaced = part.start().filter(c -> c.verb() == Verb.REPLACE);
    if (replaced.isPresent()) {
      Change change = replaced.get();
      boolean revertible =
          (part.data().isEmpty() || (isOutside(part) && !visited))
              && types.can(change.ref(), change.provider(), Replaceable.class);
      return revertible && attempt(group.startNode(), List.of(invoke.revert(change)));
    }
    return part.moves() && attempt(group.startNode(), stopNew(part));
  }

  private List<Call> stopNew(Part part) {
    Change change = part.start().orElseThrow();
    return List.of(
        part.supervisor()
            .map(s -> invoke.stop(s.ref(), s.provider(), s.want()))
            .orElseGet(
                () -> invoke.stop(change.ref(), change.provider(), change.want().orElseThrow())));
  }

  /** Those who were held are let go only to what is well again. */
  private List<Call> resume(Part part) {
    List<Call> calls = new ArrayList<>();
    part.stopping().forEach(s -> calls.add(invoke.resume(s.ref(), s.provider(), s.state())));
    if (!calls.isEmpty()) {
      part.stop()
          .flatMap(Change::have)
          .filter(Sight::running)
          .ifPresent(s -> calls.add(invoke.awaitHealthy(s.ref(), s.provider(), s.state())));
    }
    return calls;
  }

  private void release() {
    attempt(group.stopNode(), group.held().stream().map(invoke::release).toList());
  }

  private boolean attempt(Optional<String> node, List<Call> calls) {
    return attempt(
        () -> {
          if (node.isPresent() && !calls.isEmpty()) {
            sessions.of(node.get()).perform(calls, Progress.NONE);
          }
        });
  }

  private boolean attempt(Runnable work) {
    try {
      work.run();
      return true;
    } catch (NodeTrouble e) {
      troubles.add(e);
      return false;
    }
  }
}
