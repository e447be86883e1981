package dev.flocker.cli.run;

import dev.flocker.api.NodeInfo;
import dev.flocker.api.Ref;
import dev.flocker.api.Relation.Kind;
import dev.flocker.api.ResourceType;
import dev.flocker.api.node.Holdable;
import dev.flocker.api.node.Progress;
import dev.flocker.cli.model.Project;
import dev.flocker.cli.plan.Attendants;
import dev.flocker.cli.plan.Change;
import dev.flocker.cli.plan.Model;
import dev.flocker.cli.plan.Planner;
import dev.flocker.cli.plan.Serving;
import dev.flocker.cli.plan.Sight;
import dev.flocker.cli.plan.Sights;
import dev.flocker.cli.plan.Types;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Leads the visitors of what is on several nodes past those where it is not well. Nothing is turned
 * where it is well nowhere, or where a node was not seen that may have it too; and nothing to a
 * node where no playbook wants it, whatever that node shows.
 *
 * @param sights of all nodes, looked at for health
 * @param nodes of the inventory, by name
 * @param projects as playbooks declare them, by name
 */
public record Steering(
    Types types,
    Sessions sessions,
    Sights sights,
    Map<String, NodeInfo> nodes,
    Map<String, Model> projects) {

  /**
   * What is to be turned.
   *
   * @param about whose visitors it leads
   */
  public record Detour(Ref about, Sight way, Record want) {}

  /**
   * @param inventory all of its nodes
   */
  public static Steering of(
      Types types,
      Sessions sessions,
      Sights sights,
      List<NodeInfo> inventory,
      List<Project> declared) {
    Map<String, NodeInfo> byName = new TreeMap<>();
    inventory.forEach(n -> byName.put(n.name(), n));
    Map<String, Model> projects = new TreeMap<>();
    declared.forEach(p -> projects.put(p.name(), Planner.preliminary(p, types)));
    return new Steering(types, sessions, sights, byName, projects);
  }

  /** All that does not lead where it should, by how it is now. */
  public List<Detour> due() {
    List<Detour> due = new ArrayList<>();
    Map<String, List<Sight>> spread = new TreeMap<>();
    sights.sights().stream()
        .filter(s -> isDeclared(s) && !Attendants.waysTo(s, types).isEmpty())
        .forEach(s -> spread.computeIfAbsent(key(s), k -> new ArrayList<>()).add(s));
    for (List<Sight> holders : spread.values()) {
      List<NodeInfo> well = those(holders, Serving::isWell);
      List<NodeInfo> unknown = those(holders, Serving::isUnknown);
      if (holders.size() > 1 && isAllSeen(holders.getFirst())) {
        if (!well.isEmpty()) {
          ways(holders.getFirst())
              .forEach(way -> detour(holders.getFirst().ref(), way, well, unknown, due));
        } else if (!unknown.isEmpty()) {
          // To what nobody knows of rather than to what is ill.
          List<NodeInfo> all = those(holders, (serving, ref, node) -> true);
          ways(holders.getFirst())
              .forEach(way -> detour(holders.getFirst().ref(), way, all, List.of(), due));
        }
      }
    }
    return due;
  }

  private boolean isDeclared(Sight sight) {
    return model(sight)
        .filter(model -> model.nodesOf(sight.ref()).contains(sight.node()))
        .isPresent();
  }

  private Optional<Model> model(Sight sight) {
    return sight.project().flatMap(name -> Optional.ofNullable(projects.get(name)));
  }

  private boolean isAllSeen(Sight sight) {
    Ref ref = sight.ref();
    return model(sight).stream()
        .flatMap(model -> model.nodesOf(ref).stream())
        .noneMatch(node -> sights.mayHide(node, ref.type()));
  }

  private static String key(Sight sight) {
    return sight.project().orElse("") + " " + sight.ref();
  }

  private void detour(
      Ref about, Sight way, List<NodeInfo> well, List<NodeInfo> unknown, List<Detour> due) {
    NodeInfo node = nodes.get(way.node());
    if (node != null) {
      ResourceType<Record, Record> type = types.type(way.ref().type());
      List<NodeInfo> holders =
          Stream.concat(well.stream(), type.ledTo(way.state(), node, unknown).stream())
              .sorted(Comparator.comparing(NodeInfo::name))
              .toList();
      Record want = type.leadingTo(way.state(), node, holders);
      if (!want.equals(way.state())) {
        due.add(new Detour(about, way, want));
      }
    }
  }

  /** What leads to it on every node, as it says itself and its playbook does not say otherwise. */
  private List<Sight> ways(Sight to) {
    Set<Ref> ways = Attendants.waysTo(to, types);
    return sights.sights().stream()
        .filter(s -> s.project().equals(to.project()) && ways.contains(s.ref()))
        .filter(s -> types.can(s.ref(), s.provider(), Holdable.class))
        .filter(s -> !leadsElsewhere(s, to))
        .toList();
  }

  /** A node that lies, or is behind, must not get the visitors of others. */
  private boolean leadsElsewhere(Sight way, Sight to) {
    Model model = model(to).orElseThrow();
    Set<Ref> declared =
        model
            .entry(way.ref())
            .map(e -> Set.copyOf(model.targets(e, Kind.LEADS_TO)))
            .orElse(Set.of());
    return !declared.isEmpty() && !declared.contains(to.ref());
  }

  /** As runs see it. */
  private List<NodeInfo> those(List<Sight> holders, Look how) {
    return holders.stream()
        .filter(s -> how.at(new Serving(model(s).orElseThrow(), types, sights), s.ref(), s.node()))
        .flatMap(s -> Stream.ofNullable(nodes.get(s.node())))
        .toList();
  }

  private interface Look {
    boolean at(Serving serving, Ref ref, String node);
  }

  /** Turns them all. */
  public void make(List<Detour> due) {
    Parallel.forEach(
        due,
        detour -> {
          Sight way = detour.way();
          Invocations invoke = new Invocations(types, way.project().orElse(""));
          sessions
              .of(way.node())
              .perform(
                  List.of(
                      invoke.apply(Change.update(way, detour.want())),
                      invoke.reset(way.ref(), way.provider(), detour.want())),
                  Progress.NONE);
        });
  }
}
