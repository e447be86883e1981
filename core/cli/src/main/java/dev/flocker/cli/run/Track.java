package dev.flocker.cli.run;

import dev.flocker.api.Ref;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A step as one may look at it.
 *
 * @param about the resources that have failed if it fails
 * @param nodes that it works on
 * @param awaits those that must have ended before it begins, by their place among all steps
 * @param went what became of it; empty if it was not its turn
 */
public record Track(
    String title, Set<Ref> about, List<String> nodes, List<Integer> awaits, Optional<Went> went) {

  /** How a step ended. */
  public enum End {
    DONE,
    FAILED,
    /** Something that it needs has failed. */
    SKIPPED
  }

  public record Went(End end, Span span) {}

  /** All steps of a graph, in its order. */
  static List<Track> of(Graph graph, Map<Step, Went> went) {
    List<Step> steps = graph.steps();
    Map<Step, Integer> numbers = new HashMap<>();
    steps.forEach(step -> numbers.put(step, numbers.size()));
    List<Track> tracks = new ArrayList<>();
    for (Step step : steps) {
      tracks.add(
          new Track(
              step.title(),
              step.about(),
              step.nodes(),
              graph.awaits(step).stream().map(numbers::get).sorted().toList(),
              Optional.ofNullable(went.get(step))));
    }
    return tracks;
  }
}
