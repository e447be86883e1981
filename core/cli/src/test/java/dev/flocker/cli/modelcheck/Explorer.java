package dev.flocker.cli.modelcheck;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Every state that can be reached, the nearest first, up to the first in which something is wrong.
 */
final class Explorer {

  /**
   * @param states how many were seen
   * @param steps how many lead from one to another
   * @param rest the different states that are left when all that runs has ended
   * @param whole whether those were all; else there were more than may be
   * @param tooFar how many steps led out of what the model can express
   * @param counterexample the shortest way to what is wrong; null if nothing is
   */
  record Result(
      int states,
      long steps,
      int depth,
      int rest,
      int scripts,
      boolean whole,
      long tooFar,
      @Nullable String counterexample) {

    @Override
    public String toString() {
      return "%,d states, %,d steps, %d deep, %,d at rest, %,d points of controllers%s%s"
          .formatted(
              states,
              steps,
              depth,
              rest,
              scripts,
              whole ? "" : ", and there are more",
              tooFar == 0 ? "" : ", %,d steps out of bounds".formatted(tooFar));
    }
  }

  private final Model model;
  private final int most;
  private final States states = new States();
  private final WayOut wayOut;
  private int[] parents = new int[1 << 12];
  private long steps;
  private long tooFar;
  private @Nullable String wrong;

  /**
   * @param most states
   */
  Explorer(Model model, int most) {
    this.model = model;
    this.most = most;
    this.wayOut = new WayOut(model);
  }

  Result explore() {
    World start = model.start();
    take(start, 0);
    int depth = 0;
    int layer = states.size();
    for (int at = 0; at < states.size() && wrong == null && states.size() < most; at++) {
      if (at == layer) {
        depth++;
        layer = states.size();
      }
      int from = at;
      expand(states.get(at), (w, how) -> take(w, from));
    }
    boolean whole = states.size() < most;
    String example = wrong == null ? null : trace();
    int scripts = model.around().scripts().size();
    return new Result(states.size(), steps, depth, wayOut.known(), scripts, whole, tooFar, example);
  }

  private void expand(World from, Sink sink) {
    try {
      model.successors(from, sink);
    } catch (Field.TooFar e) {
      tooFar++;
    }
  }

  private void take(World world, int from) {
    steps++;
    if (wrong != null) {
      return;
    }
    Canonical.make(world);
    if (!states.add(world)) {
      return;
    }
    int number = states.size() - 1;
    if (number == parents.length) {
      parents = Arrays.copyOf(parents, 2 * number);
    }
    parents[number] = from;
    wrong = Invariants.broken(world);
    if (wrong == null) {
      wrong = lost(world);
    }
  }

  private @Nullable String lost(World world) {
    try {
      return wayOut.missing(world);
    } catch (Field.TooFar e) {
      tooFar++;
      return null;
    }
  }

  /** The way to the last state, step by step. */
  private String trace() {
    Deque<Integer> way = new ArrayDeque<>();
    for (int at = states.size() - 1; at != 0; at = parents[at]) {
      way.addFirst(at);
    }
    StringBuilder text = new StringBuilder(wrong + "\n   0 to begin with\n" + states.get(0));
    int from = 0;
    int line = 0;
    for (int at : way) {
      World to = states.get(at);
      String[] how = {"?"};
      expand(
          states.get(from),
          (w, label) -> {
            Canonical.make(w);
            if (w.equals(to)) {
              how[0] = label.get();
            }
          });
      text.append("%4d %s%n%s".formatted(++line, how[0], to));
      from = at;
    }
    return text.toString();
  }
}
