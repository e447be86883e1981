package dev.flocker.cli.inventory;

import dev.flocker.api.value.Place;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.template.Variables;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the inventory files say, as they are read; several files add to the same groups. */
final class Entries {

  static final String ALL = "all";
  static final String UNGROUPED = "ungrouped";

  /** A host as one or several files name it. */
  static final class HostEntry {
    final Place place;
    Variables variables = Variables.NONE;

    HostEntry(Place place) {
      this.place = place;
    }
  }

  /** A group as one or several files name it. */
  static final class GroupEntry {
    final Place place;
    final Set<String> hosts = new LinkedHashSet<>();
    Variables variables = Variables.NONE;

    GroupEntry(Place place) {
      this.place = place;
    }
  }

  final Map<String, HostEntry> hosts = new LinkedHashMap<>();
  final Map<String, GroupEntry> groups = new LinkedHashMap<>();
  private final Map<String, Set<String>> parents = new LinkedHashMap<>();
  private final Map<String, Set<String>> children = new LinkedHashMap<>();

  HostEntry host(String name, Place place) {
    return hosts.computeIfAbsent(name, n -> new HostEntry(place));
  }

  GroupEntry group(String name, Place place) {
    return groups.computeIfAbsent(name, n -> new GroupEntry(place));
  }

  void hostVariable(String host, Place place, String name, Tree value) {
    HostEntry entry = host(host, place);
    entry.variables = entry.variables.with(name, value);
  }

  /** Puts a group into another one. */
  void child(String group, String child) {
    parents.computeIfAbsent(child, c -> new LinkedHashSet<>()).add(group);
    children.computeIfAbsent(group, g -> new LinkedHashSet<>()).add(child);
  }

  /** Takes all groups out of a group. */
  void childless(String group) {
    parents.values().forEach(above -> above.remove(group));
    children.remove(group);
  }

  /** The groups directly in a group; in all are those too that nothing else puts into another. */
  Set<String> children(String group) {
    Set<String> found = new LinkedHashSet<>();
    if (group.equals(ALL)) {
      found.add(UNGROUPED);
    }
    found.addAll(children.getOrDefault(group, Set.of()));
    if (group.equals(ALL)) {
      groups.keySet().stream().filter(g -> parents(g).isEmpty()).forEach(found::add);
      found.remove(ALL);
    }
    return found;
  }

  /** The hosts directly in a group. */
  Set<String> hostsIn(String group) {
    GroupEntry entry = groups.get(group);
    return entry == null ? Set.of() : entry.hosts;
  }

  /** The groups that a group is directly in. */
  private Set<String> parents(String group) {
    return parents.getOrDefault(group, Set.of());
  }

  /** The groups that a host is in, at whatever depth; not all and ungrouped. */
  Set<String> groupsOf(String host) {
    Set<String> found = new LinkedHashSet<>();
    groups.forEach(
        (name, entry) -> {
          if (entry.hosts.contains(host)) {
            ascend(name, found);
          }
        });
    found.remove(ALL);
    found.remove(UNGROUPED);
    return found;
  }

  private void ascend(String group, Set<String> found) {
    Deque<String> left = new ArrayDeque<>(List.of(group));
    while (!left.isEmpty()) {
      String next = left.pop();
      if (found.add(next)) {
        left.addAll(parents(next));
      }
    }
  }

  /** How far a group lies below the group all; its variables win over those of lesser depth. */
  int depth(String group) {
    int depth = 1;
    for (Set<String> above = above(Set.of(group)); !above.isEmpty(); above = above(above)) {
      depth++;
    }
    return depth;
  }

  private Set<String> above(Set<String> groups) {
    Set<String> above = new HashSet<>();
    groups.forEach(g -> above.addAll(parents(g)));
    above.remove(ALL);
    return above;
  }

  /** Whether a group is in itself, and so has no depth. */
  boolean circular(String group) {
    Set<String> above = new LinkedHashSet<>();
    parents(group).forEach(p -> ascend(p, above));
    return above.contains(group);
  }
}
