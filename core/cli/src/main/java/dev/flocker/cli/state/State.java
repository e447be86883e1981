package dev.flocker.cli.state;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Copy;
import dev.flocker.cli.plan.Sight;
import dev.flocker.cli.plan.Sights;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All resources of flocker's on all nodes.
 *
 * @param projects by name, each with its resources, and those with where they are
 */
public record State(Map<String, Map<Ref, List<At>>> projects) {

  /**
   * A resource on one node.
   *
   * @param role of a copy of data: {@code owner}, {@code replica}
   * @param snapshots of that copy
   * @param stopped by whom, if a person stopped it
   */
  public record At(
      String node,
      boolean running,
      Optional<String> role,
      int snapshots,
      Optional<Sight.Stopped> stopped) {

    private static At of(Sight sight) {
      return new At(
          sight.node(),
          sight.running(),
          sight.copy().map(c -> c.role().name().toLowerCase(Locale.ROOT).replace('_', '-')),
          sight.copy().map(Copy::versions).map(List::size).orElse(0),
          sight.stopped());
    }

    private String text() {
      String by = stopped.map(s -> " by " + s.by() + " at " + s.since()).orElse("");
      return role.map(r -> node + " (" + r + ")")
          .orElse(running ? node : node + " (stopped" + by + ")");
    }
  }

  /**
   * @param project the only one to show; empty for all
   */
  public static State of(Sights sights, Optional<String> project) {
    Map<String, Map<Ref, List<At>>> projects = new TreeMap<>();
    for (Sight sight : sights.sights()) {
      sight
          .project()
          .filter(name -> project.isEmpty() || project.get().equals(name))
          .ifPresent(
              name ->
                  projects
                      .computeIfAbsent(name, n -> new TreeMap<>())
                      .computeIfAbsent(sight.ref(), r -> new ArrayList<>())
                      .add(At.of(sight)));
    }
    projects.values().stream()
        .map(Map::values)
        .flatMap(Collection::stream)
        .forEach(at -> at.sort(java.util.Comparator.comparing(At::node)));
    return new State(projects);
  }

  /** A line for each resource, under its project's. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    projects.forEach(
        (project, resources) -> {
          lines.add(project);
          int column =
              resources.keySet().stream().mapToInt(r -> r.toString().length()).max().orElse(0);
          resources.forEach(
              (ref, at) ->
                  lines.add(
                      "  "
                          + ref
                          + " ".repeat(column - ref.toString().length() + 2)
                          + String.join(", ", at.stream().map(At::text).toList())));
        });
    return lines;
  }

  /** As plain values, for a script. */
  public List<Map<String, Object>> plain() {
    List<Map<String, Object>> all = new ArrayList<>();
    projects.forEach(
        (project, resources) ->
            resources.forEach(
                (ref, at) -> {
                  Map<String, Object> resource = new LinkedHashMap<>();
                  resource.put("project", project);
                  resource.put("type", ref.type());
                  resource.put("name", ref.name());
                  resource.put("nodes", nodes(at));
                  all.add(resource);
                }));
    return all;
  }

  private static Map<String, Object> nodes(List<At> at) {
    Map<String, Object> nodes = new LinkedHashMap<>();
    for (At one : at) {
      Map<String, Object> plain = new LinkedHashMap<>();
      plain.put("running", one.running());
      one.stopped().ifPresent(s -> plain.put("stopped", Map.of("by", s.by(), "since", s.since())));
      one.role().ifPresent(r -> plain.put("role", r));
      one.role().ifPresent(r -> plain.put("snapshots", one.snapshots()));
      nodes.put(one.node(), plain);
    }
    return nodes;
  }
}
