package dev.flocker.cli.upkeep;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is due of data that is one state: done for all of it, or for none.
 *
 * @param snapshots of which a snapshot is taken, at one instant; empty if none is due
 * @param refreshes the replicas that are brought up to their owner, by node
 */
public record Due(List<Ref> snapshots, Map<String, Refresh> refreshes) {

  /**
   * @param every the shortest interval among them
   */
  public record Refresh(List<Ref> refs, Duration every) {}

  /**
   * @param set owned by one node; at least one
   */
  public static Due of(List<Subject> set, Instant now) {
    boolean taken = set.stream().anyMatch(s -> s.isSnapshotDue(now));
    List<Subject> scheduled = set.stream().filter(s -> taken && s.hasSchedule()).toList();
    Set<String> nodes = new LinkedHashSet<>();
    set.forEach(s -> nodes.addAll(s.placement().replicas()));
    Map<String, Refresh> refreshes = new LinkedHashMap<>();
    for (String node : nodes) {
      List<Subject> there = set.stream().filter(s -> isReplicated(s, node)).toList();
      refresh(there, node, now).ifPresent(r -> refreshes.put(node, r));
    }
    return new Due(refs(scheduled), refreshes);
  }

  public boolean isNothing() {
    return snapshots.isEmpty() && refreshes.isEmpty();
  }

  private static boolean isReplicated(Subject subject, String node) {
    return subject.placement().replicas().contains(node);
  }

  private static Optional<Refresh> refresh(List<Subject> there, String node, Instant now) {
    boolean due = there.stream().anyMatch(s -> s.isRefreshDue(node, now));
    boolean together =
        there.stream().map(s -> s.common(node).map(Version::snapshot)).distinct().count() == 1;
    return there.stream()
        .flatMap(s -> s.refresh().stream())
        .min(Comparator.naturalOrder())
        .filter(every -> due || !together)
        .map(every -> new Refresh(refs(there), every));
  }

  private static List<Ref> refs(List<Subject> subjects) {
    return subjects.stream().map(Subject::ref).toList();
  }
}
