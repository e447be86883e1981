package dev.flocker.cli.state;

import dev.flocker.api.NodeInfo;
import dev.flocker.api.Ref;
import dev.flocker.api.value.OneLine;
import dev.flocker.cli.plan.Sight;
import dev.flocker.cli.plan.Sights;
import dev.flocker.cli.plan.Types;
import dev.flocker.cli.session.Drained;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * All that is flocker's, as a person looks at it: one model for the terminal, for scripts and for a
 * page. Every text in it is on one line; what nodes said may hold anything else.
 *
 * @param at when it was looked at, by this machine's clock
 * @param nodes of the inventory
 * @param projects by name
 * @param unreachable why a node could not be asked, by node
 * @param drained nodes that are to have nothing, by name
 * @param unseen what else could not be looked at, a clause each
 */
public record State(
    Instant at,
    List<NodeInfo> nodes,
    List<Project> projects,
    Map<String, String> unreachable,
    Map<String, Drained> drained,
    List<String> unseen) {

  /**
   * What belongs together.
   *
   * @param resources in the order of their references
   */
  public record Project(String name, List<Resource> resources) {

    /** What is worth a line of its own. */
    public List<Resource> loud() {
      Set<Ref> supervisors = supervisors();
      return resources.stream().filter(r -> !isQuiet(r, supervisors)).toList();
    }

    /** All else: what is well and has nothing to say, and those who supervise others. */
    public Map<String, List<Resource>> quiet() {
      Set<Ref> supervisors = supervisors();
      Map<String, List<Resource>> byType = new TreeMap<>();
      resources.stream()
          .filter(r -> isQuiet(r, supervisors))
          .forEach(r -> byType.computeIfAbsent(r.ref().type(), t -> new ArrayList<>()).add(r));
      return byType;
    }

    private static boolean isQuiet(Resource resource, Set<Ref> supervisors) {
      return supervisors.contains(resource.ref()) || resource.isQuiet();
    }

    /** Those who look after others. */
    public Set<Ref> supervisors() {
      return resources.stream()
          .flatMap(r -> r.instances().stream())
          .flatMap(i -> i.supervisors().stream())
          .collect(Collectors.toSet());
    }
  }

  /**
   * @param sights all that is flocker's, looked at closely
   * @param nodes of the inventory
   * @param project the only one to show; empty for all
   */
  public static State of(
      Sights sights, Types types, List<NodeInfo> nodes, Optional<String> project, Instant at) {
    Map<String, Map<Ref, List<Sight>>> found = new TreeMap<>();
    for (Sight sight : sights.sights()) {
      sight
          .project()
          .filter(name -> project.isEmpty() || project.get().equals(name))
          .ifPresent(
              name ->
                  found
                      .computeIfAbsent(name, n -> new TreeMap<>())
                      .computeIfAbsent(sight.ref(), r -> new ArrayList<>())
                      .add(sight));
    }
    List<Project> projects = new ArrayList<>();
    found.forEach(
        (name, refs) -> {
          StateReader reading = new StateReader(refs, types, nodes, at);
          projects.add(new Project(name, refs.keySet().stream().map(reading::resource).toList()));
        });
    Map<String, String> unreachable = new TreeMap<>(sights.unreachable());
    unreachable.replaceAll((node, why) -> OneLine.of(why));
    return new State(at, nodes, projects, unreachable, sights.drained(), unseen(sights));
  }

  /** The same without what holds no data. */
  public State holdingData() {
    List<Project> holding = new ArrayList<>();
    for (Project project : projects) {
      List<Resource> some = project.resources().stream().filter(Resource::holdsData).toList();
      if (!some.isEmpty()) {
        holding.add(new Project(project.name(), some));
      }
    }
    return new State(at, nodes, holding, unreachable, drained, unseen);
  }

  private static List<String> unseen(Sights sights) {
    List<String> unseen = new ArrayList<>();
    sights
        .blind()
        .forEach(
            (w, why) ->
                unseen.add(
                    w.node() + ": could not look for each " + w.type() + ": " + OneLine.of(why)));
    sights
        .dim()
        .forEach(
            (w, why) ->
                unseen.add(
                    w.node()
                        + ": could not tell how each "
                        + w.type()
                        + " is: "
                        + OneLine.of(why)));
    return unseen;
  }
}
