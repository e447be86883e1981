package dev.flocker.cli.run;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Exposing;
import dev.flocker.cli.model.Project;
import dev.flocker.cli.model.Selection;
import dev.flocker.cli.plan.Entry;
import dev.flocker.cli.plan.Model;
import dev.flocker.cli.plan.Plan;
import dev.flocker.cli.plan.Planner;
import dev.flocker.cli.plan.Sight;
import dev.flocker.cli.plan.Sights;
import dev.flocker.cli.plan.Types;
import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.node.wire.Call;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Gets anew what things are made from whose playbook says so, as its name may mean another by now,
 * before anything is planned.
 */
final class Renewal {

  private final Types types;
  private final Sessions sessions;
  private final RunOptions options;
  private final RunListener listener;
  private final Invocations invoke;
  private final Project project;
  private final Model model;

  Renewal(
      Project project, Types types, Sessions sessions, RunOptions options, RunListener listener) {
    this.types = types;
    this.sessions = sessions;
    this.options = options;
    this.listener = listener;
    this.invoke = new Invocations(types, project.name());
    this.project = project;
    this.model = Planner.preliminary(project, types);
  }

  /**
   * @param look looks at all nodes
   * @param lost told of nodes that were lost
   * @return of what it was not to be had, and why: that is left as it is
   */
  Map<Ref, Plan.Refusal> of(Supplier<Sights> look, Consumer<NodeTrouble.Unreachable> lost) {
    List<Entry> entries = model.entries().stream().filter(this::isRenewed).toList();
    if (entries.isEmpty()) {
      return Map.of();
    }
    if (options.check()) {
      entries.forEach(
          e -> listener.note(e.ref() + ": a run gets anew what it is made from, a check does not"));
      return Map.of();
    }
    Sights sights = look.get();
    Graph graph = new Graph();
    entries.forEach(e -> places(e, sights).forEach(node -> graph.add(renewing(e, node))));
    Executor executor = new Executor(graph, listener);
    executor.run();
    Map<Ref, Plan.Refusal> refusals = new TreeMap<>();
    executor
        .troubles()
        .forEach(
            (step, why) -> {
              if (why instanceof NodeTrouble.Unreachable e) {
                lost.accept(e);
              }
              Plan.Refusal refusal = new Plan.Refusal(why.node(), why.why(), why.remedy());
              step.about().forEach(ref -> refusals.put(ref, refusal));
            });
    return refusals;
  }

  private boolean isRenewed(Entry entry) {
    Selection selection = options.options().selection();
    return entry.selected()
        && selection.takes(entry.tags())
        && types.can(entry.ref(), provider(entry), Exposing.class)
        && model.nodesOf(entry.ref()).stream()
            .anyMatch(n -> types.type(entry.ref().type()).renewed(want(entry, n)));
  }

  /**
   * Not where it is to come to from another node: the very one that runs there comes along. And not
   * where a person stopped it, which is left so.
   */
  private List<String> places(Entry entry, Sights sights) {
    List<Sight> seen = sights.of(entry.ref(), project.name());
    List<String> there =
        seen.stream()
            .filter(s -> s.stopped().isEmpty() || options.options().startStopped())
            .map(Sight::node)
            .toList();
    return model.nodesOf(entry.ref()).stream()
        .filter(n -> seen.isEmpty() || there.contains(n))
        .filter(n -> sessions.byNode().containsKey(n) && options.options().selection().allows(n))
        .toList();
  }

  private String provider(Entry entry) {
    return types.accepting(entry.declared()).getFirst().name();
  }

  private Record want(Entry entry, String node) {
    return types.type(entry.ref().type()).desired(entry.declared(), node, model);
  }

  private Step renewing(Entry entry, String node) {
    Call get = invoke.get(entry.ref(), provider(entry), want(entry, node));
    return new Step(
        "get what " + entry.ref() + " is made from on " + node,
        Set.of(entry.ref()),
        List.of(node),
        progress -> sessions.of(node).perform(List.of(get), progress));
  }
}
