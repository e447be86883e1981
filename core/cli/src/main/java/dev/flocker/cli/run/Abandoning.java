package dev.flocker.cli.run;

import dev.flocker.api.node.Progress;
import dev.flocker.cli.session.NodeTrouble;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Ends a transition whose clean-up cannot come, as something has failed before it.
 *
 * @param detour whether visitors are led past it, as others serve meanwhile
 * @param reverts whether one that fails takes back those that are done
 */
record Abandoning(
    Group group, Transition transition, Detours detours, boolean detour, boolean reverts) {

  /**
   * One that was replaced and got well goes back with another one that failed.
   *
   * @return that it did so; empty if it was not to
   * @throws NodeTrouble if something could not be put back; the rest was
   */
  Optional<String> run() {
    transition.letGo();
    if (!transition.isRunning() && group.startNode().isPresent()) {
      detours.lead(group, Progress.NONE); // others go on serving, if any do
      return Optional.empty();
    }
    if (!reverts || !group.isReplaced() || !transition.isStarted()) {
      detours.back(group, Progress.NONE);
      return Optional.empty();
    }
    return takeBack();
  }

  /** A node that does not answer any more keeps none of the others from going back. */
  private Optional<String> takeBack() {
    List<NodeTrouble> troubles = new ArrayList<>();
    if (detour) {
      attempt(() -> detours.lead(group, Progress.NONE), troubles);
    }
    boolean back = false;
    try {
      back = transition.takeBack();
    } catch (NodeTrouble e) {
      troubles.add(e);
    }
    if (transition.isRunning()) {
      attempt(() -> detours.back(group, Progress.NONE), troubles);
    }
    return back ? Optional.of(wentBack(troubles)) : notBack(troubles);
  }

  private static void attempt(Runnable work, List<NodeTrouble> troubles) {
    try {
      work.run();
    } catch (NodeTrouble e) {
      troubles.add(e);
    }
  }

  private String wentBack(List<NodeTrouble> troubles) {
    String text = group.named() + " on " + String.join(", ", group.nodes()) + " went back";
    return Stream.concat(Stream.of(text), troubles.stream().map(Throwable::getMessage))
        .collect(Collectors.joining("; "));
  }

  private static Optional<String> notBack(List<NodeTrouble> troubles) {
    if (troubles.isEmpty()) {
      return Optional.empty();
    }
    NodeTrouble first = troubles.getFirst();
    troubles.stream().skip(1).forEach(first::addSuppressed);
    throw first;
  }
}
