package dev.flocker.cli.console;

import dev.flocker.cli.run.Ailing;
import dev.flocker.cli.run.Report;
import dev.flocker.cli.run.Report.Outcome;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a whole run came to, counted in resources.
 *
 * @param all over all projects
 * @param nodes on each node
 * @param lost nodes that could not be reached
 * @param ailing what was not well when the run looked
 * @param check whether nothing was to be written: then what would change counts as changed
 * @param took from the start of the command
 */
public record Recap(
    Map<Outcome, Integer> all,
    Map<String, Map<Outcome, Integer>> nodes,
    Set<String> lost,
    List<Ailing> ailing,
    boolean check,
    Duration took) {

  public static Recap of(List<Report> reports, Set<String> lost, boolean check, Duration took) {
    Map<Outcome, Integer> all = new EnumMap<>(Outcome.class);
    Map<String, Map<Outcome, Integer>> nodes = new TreeMap<>();
    lost.forEach(n -> nodes.put(n, new EnumMap<>(Outcome.class)));
    for (Report report : reports) {
      report.outcomes().values().forEach(o -> all.merge(o, 1, Integer::sum));
      report.byNode().forEach((node, counts) -> counts.forEach((o, n) -> add(nodes, node, o, n)));
      report.byNode().keySet().forEach(n -> nodes.putIfAbsent(n, new EnumMap<>(Outcome.class)));
    }
    return new Recap(
        all,
        nodes,
        new TreeSet<>(lost),
        reports.stream().flatMap(r -> r.ailing().stream()).toList(),
        check,
        took);
  }

  private static void add(
      Map<String, Map<Outcome, Integer>> nodes, String node, Outcome outcome, int n) {
    nodes.computeIfAbsent(node, x -> new EnumMap<>(Outcome.class)).merge(outcome, n, Integer::sum);
  }

  /** In the order in which they are shown. */
  public enum Count {
    OK,
    CHANGED,
    FAILED,
    UNREACHABLE,
    SKIPPED,
    PENDING
  }

  /** What it came to in all, and how long it took, in words. */
  public String summary() {
    return Lines.total(this);
  }

  public int total(Count count) {
    return count(all, count);
  }

  public int on(String node, Count count) {
    return count(nodes.getOrDefault(node, Map.of()), count);
  }

  private int count(Map<Outcome, Integer> counts, Count count) {
    return switch (count) {
      case OK -> counts.getOrDefault(Outcome.OK, 0);
      case CHANGED -> counts.getOrDefault(check ? Outcome.PENDING : Outcome.CHANGED, 0);
      case FAILED -> counts.getOrDefault(Outcome.FAILED, 0);
      case UNREACHABLE -> counts.getOrDefault(Outcome.UNREACHABLE, 0);
      case SKIPPED -> counts.getOrDefault(Outcome.SKIPPED, 0);
      case PENDING -> check ? 0 : counts.getOrDefault(Outcome.PENDING, 0);
    };
  }
}
