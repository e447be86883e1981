package dev.flocker.cli.run;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Steps, and which must have been done or have ended before which may begin. Without cycles. */
final class Graph {

  private final Map<Step, Set<Step>> needs = new LinkedHashMap<>();
  private final Map<Step, Set<Step>> awaits = new LinkedHashMap<>();

  Step add(Step step) {
    needs.put(step, new LinkedHashSet<>());
    awaits.put(step, new LinkedHashSet<>());
    return step;
  }

  /**
   * Lets the second begin once the first is done, and not at all if that fails.
   *
   * @throws IllegalStateException if the two would wait for each other: flocker's own fault
   */
  void order(Step first, Step then) {
    await(first, then);
    needs(then).add(first);
  }

  /**
   * Orders two steps unless they would wait for each other.
   *
   * @return whether they are in order now
   */
  boolean orderIfPossible(Step first, Step then) {
    if (awaitEachOther(first, then)) {
      return false;
    }
    order(first, then);
    return true;
  }

  /**
   * Lets the second begin once the first has ended, however that was.
   *
   * @throws IllegalStateException if the two would wait for each other: flocker's own fault
   */
  void await(Step first, Step then) {
    if (awaitEachOther(first, then)) {
      throw new IllegalStateException(
          "\"" + first.title() + "\" and \"" + then.title() + "\" wait for each other");
    }
    awaits(then).add(first);
  }

  /** The same unless the two would wait for each other. */
  void awaitIfPossible(Step first, Step then) {
    if (!awaitEachOther(first, then)) {
      awaits(then).add(first);
    }
  }

  List<Step> steps() {
    return new ArrayList<>(needs.keySet());
  }

  /** Those without which it cannot be done. */
  Set<Step> needs(Step step) {
    return Objects.requireNonNull(needs.get(step));
  }

  /** Those that must have ended before it begins; all that it needs are among them. */
  Set<Step> awaits(Step step) {
    return Objects.requireNonNull(awaits.get(step));
  }

  private boolean awaitEachOther(Step first, Step then) {
    Deque<Step> open = new ArrayDeque<>(List.of(first));
    Set<Step> seen = new HashSet<>();
    while (!open.isEmpty()) {
      Step next = open.pop();
      if (next.equals(then)) {
        return true;
      }
      if (seen.add(next)) {
        open.addAll(awaits(next));
      }
    }
    return false;
  }
}
