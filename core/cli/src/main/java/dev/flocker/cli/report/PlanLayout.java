package dev.flocker.cli.report;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds a place for every step: those that wait for others to their right, and those that follow
 * one another in one lane where there is room. Pure.
 */
final class PlanLayout {

  /** Of more steps than these each one shows all that it waits for: it takes too long to tell. */
  private static final int MOST_REDUCED = 2000;

  private record Cell(int lane, int layer) {}

  private final List<Page.Step> steps;
  private final int[] layer;
  private final int[] lane;
  private final List<Set<Integer>> before = new ArrayList<>();
  private int layers;
  private int lanes;

  PlanLayout(List<Page.Step> steps) {
    this.steps = steps;
    this.layer = new int[steps.size()];
    this.lane = new int[steps.size()];
    reduce(layers());
    settle();
  }

  /**
   * Counts for each step how many come before it at least.
   *
   * @return all steps, none before one that it waits for
   */
  private List<Integer> layers() {
    List<List<Integer>> after = new ArrayList<>();
    steps.forEach(s -> after.add(new ArrayList<>()));
    int[] open = new int[steps.size()];
    Deque<Integer> ready = new ArrayDeque<>();
    for (int i = 0; i < steps.size(); i++) {
      open[i] = steps.get(i).awaits().size();
      for (int earlier : steps.get(i).awaits()) {
        after.get(earlier).add(i);
      }
      if (open[i] == 0) {
        ready.add(i);
      }
    }
    List<Integer> sorted = new ArrayList<>();
    while (!ready.isEmpty()) {
      int step = ready.remove();
      sorted.add(step);
      layers = Math.max(layers, layer[step] + 1);
      for (int later : after.get(step)) {
        layer[later] = Math.max(layer[later], layer[step] + 1);
        if (--open[later] == 0) {
          ready.add(later);
        }
      }
    }
    return sorted;
  }

  /** Leaves out what follows from the rest. */
  private void reduce(List<Integer> sorted) {
    steps.forEach(s -> before.add(new TreeSet<>(s.awaits())));
    if (steps.size() > MOST_REDUCED) {
      return;
    }
    BitSet[] all = new BitSet[steps.size()];
    for (int step : sorted) {
      BitSet indirect = new BitSet();
      for (int earlier : steps.get(step).awaits()) {
        indirect.or(all[earlier]);
      }
      before.get(step).removeIf(indirect::get);
      BitSet reached = (BitSet) indirect.clone();
      steps.get(step).awaits().forEach(reached::set);
      all[step] = reached;
    }
  }

  /** In the order in which they were made, as those of one chain stand together in it. */
  private void settle() {
    Set<Cell> taken = new HashSet<>();
    Set<Integer> settled = new HashSet<>();
    for (int step = 0; step < steps.size(); step++) {
      int at = layer[step];
      int chosen =
          before.get(step).stream()
              .filter(settled::contains)
              .filter(earlier -> isFree(taken, lane[earlier], layer[earlier] + 1, at))
              .mapToInt(earlier -> lane[earlier])
              .min()
              .orElse(lanes);
      lane[step] = chosen;
      lanes = Math.max(lanes, chosen + 1);
      for (int l = from(step, chosen, settled); l <= at; l++) {
        taken.add(new Cell(chosen, l));
      }
      settled.add(step);
    }
  }

  /** A line to one that comes before it in its lane passes nothing else. */
  private int from(int step, int chosen, Set<Integer> settled) {
    return before.get(step).stream()
        .filter(settled::contains)
        .filter(earlier -> lane[earlier] == chosen)
        .mapToInt(earlier -> layer[earlier] + 1)
        .max()
        .orElse(layer[step]);
  }

  private static boolean isFree(Set<Cell> taken, int lane, int from, int to) {
    for (int l = from; l <= to; l++) {
      if (taken.contains(new Cell(lane, l))) {
        return false;
      }
    }
    return true;
  }

  int width() {
    return layers;
  }

  int height() {
    return lanes;
  }

  int layerOf(int step) {
    return layer[step];
  }

  int laneOf(int step) {
    return lane[step];
  }

  /** Those that it waits for directly. */
  Set<Integer> before(int step) {
    return before.get(step);
  }
}
