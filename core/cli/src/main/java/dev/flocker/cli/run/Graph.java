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

/** Steps, and which must have ended before which may begin. Without cycles. */
final class Graph {

  private final Map<Step, Set<Step>> needs = new LinkedHashMap<>();

  Step add(Step step) {
    needs.put(step, new LinkedHashSet<>());
    return step;
  }

  /**
   * @throws IllegalStateException if the two would wait for each other: flocker's own fault
   */
  void order(Step first, Step then) {
    if (!orderIfPossible(first, then)) {
      throw new IllegalStateException(
          "\"" + first.title() + "\" and \"" + then.title() + "\" wait for each other");
    }
  }

  /**
   * Orders two steps unless they would wait for each other.
   *
   * @return whether they are in order now
   */
  boolean orderIfPossible(Step first, Step then) {
    if (first.equals(then) || reaches(first, then)) {
      return false;
    }
    needs(then).add(first);
    return true;
  }

  List<Step> steps() {
    return new ArrayList<>(needs.keySet());
  }

  Set<Step> needs(Step step) {
    return Objects.requireNonNull(needs.get(step));
  }

  /** Whether {@code step} needs {@code sought}, by however many others. */
  private boolean reaches(Step step, Step sought) {
    Deque<Step> open = new ArrayDeque<>(needs(step));
    Set<Step> seen = new HashSet<>();
    while (!open.isEmpty()) {
      Step next = open.pop();
      if (next.equals(sought)) {
        return true;
      }
      if (seen.add(next)) {
        open.addAll(needs(next));
      }
    }
    return false;
  }
}
