package dev.flocker.cli.run;

import dev.flocker.api.Ref;
import dev.flocker.cli.model.Project;
import dev.flocker.cli.model.Selection;
import dev.flocker.cli.plan.Entry;
import dev.flocker.cli.plan.Plan;
import dev.flocker.cli.plan.Sight;
import dev.flocker.cli.plan.Sights;
import dev.flocker.cli.plan.Types;
import dev.flocker.cli.session.NodeTrouble;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Gets anew what things are made from whose playbook says so, as its name may mean another by now,
 * before anything is planned.
 */
final class Renewal {

  private final Types types;
  private final RunOptions options;
  private final RunListener listener;
  private final Project project;
  private final Makings makings;

  Renewal(
      Project project, Types types, Sessions sessions, RunOptions options, RunListener listener) {
    this.types = types;
    this.options = options;
    this.listener = listener;
    this.project = project;
    this.makings = Makings.of(project, types, sessions);
  }

  /**
   * @param look looks at all nodes
   * @param lost told of nodes that were lost
   * @return of what it was not to be had, and why: that is left as it is
   */
  Map<Ref, Plan.Refusal> of(Supplier<Sights> look, Consumer<NodeTrouble.Unreachable> lost) {
    List<Entry> entries = makings.model().entries().stream().filter(this::isRenewed).toList();
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
    entries.forEach(
        e -> places(e, sights).forEach(node -> graph.add(makings.getting(e, node, () -> {}))));
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
        && makings.has(entry)
        && makings.model().nodesOf(entry.ref()).stream()
            .anyMatch(n -> types.type(entry.ref().type()).renewed(makings.want(entry, n)));
  }

  /**
   * Not where it is to come to from another node: the very one that runs there comes along. And not
   * where a person stopped it, which is left so.
   */
  private List<String> places(Entry entry, Sights sights) {
    List<Sight> seen = sights.of(entry.ref(), project.name());
    List<String> there =
        seen.stream()
            .filter(s -> !s.stoppedByHand() || options.options().startStopped())
            .map(Sight::node)
            .toList();
    return makings.places(entry).stream()
        .filter(n -> seen.isEmpty() || there.contains(n))
        .filter(options.options().selection()::allows)
        .toList();
  }
}
