package dev.flocker.cli.run;

import dev.flocker.api.Declared;
import dev.flocker.api.Ref;
import dev.flocker.api.node.Exposing;
import dev.flocker.api.node.Progress;
import dev.flocker.api.value.Port;
import dev.flocker.cli.model.Project;
import dev.flocker.cli.plan.Entry;
import dev.flocker.cli.plan.Model;
import dev.flocker.cli.plan.Plan;
import dev.flocker.cli.plan.Planner;
import dev.flocker.cli.plan.Sight;
import dev.flocker.cli.plan.Sights;
import dev.flocker.cli.plan.Types;
import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.node.wire.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Asks nodes for the ports that what is declared listens on by itself, before anything is planned.
 * What no node can tell is as it was: whoever reaches it is left as it is.
 */
final class Exposures {

  private final Project project;
  private final Types types;
  private final Sessions sessions;
  private final RunOptions options;
  private final RunListener listener;
  private final Consumer<NodeTrouble.Unreachable> lost;
  private final Invocations invoke;
  private final Model model;
  private final Map<Ref, Set<Port>> known = new ConcurrentSkipListMap<>();
  private final Map<Ref, Plan.Refusal> why = new ConcurrentSkipListMap<>();

  Exposures(
      Project project,
      Types types,
      Sessions sessions,
      RunOptions options,
      RunListener listener,
      Consumer<NodeTrouble.Unreachable> lost) {
    this.project = project;
    this.types = types;
    this.sessions = sessions;
    this.options = options;
    this.listener = listener;
    this.lost = lost;
    this.invoke = new Invocations(types, project.name());
    this.model = Planner.preliminary(project, types);
  }

  /**
   * Asks where each is to be; fetches what would tell it, if it is nowhere.
   *
   * @param look looks at all nodes
   * @return ports by resource; one of which they are not known is missing
   */
  Map<Ref, Set<Port>> of(Set<Ref> reached, Supplier<Sights> look) {
    List<Entry> open = new ArrayList<>();
    reached.forEach(ref -> model.entry(ref).filter(this::canTell).ifPresent(open::add));
    Parallel.forEach(open, this::ask);
    open.removeIf(e -> known.containsKey(e.ref()));
    if (!open.isEmpty()) {
      Sights sights = look.get();
      get(open, sights);
      open.stream().filter(e -> !known.containsKey(e.ref())).forEach(e -> standIn(e, sights));
    }
    return known;
  }

  /**
   * Who reaches something of which the ports are not known, and so cannot be planned.
   *
   * @param reached by whom
   */
  Map<Ref, Plan.Refusal> refusals(Map<Ref, Set<Ref>> reached) {
    Map<Ref, Plan.Refusal> refusals = new TreeMap<>();
    reached.forEach(
        (ref, by) -> {
          boolean open = model.entry(ref).filter(this::canTell).isPresent();
          if (open && !known.containsKey(ref)) {
            by.forEach(from -> refusals.putIfAbsent(from, unknown(ref)));
          }
        });
    return refusals;
  }

  private Plan.Refusal unknown(Ref ref) {
    Plan.Refusal cause =
        why.getOrDefault(ref, new Plan.Refusal("", "none of its nodes could be asked", ""));
    return new Plan.Refusal(
        cause.node(),
        "it reaches " + ref + ", and which ports that listens on is not known: " + cause.why(),
        cause.remedy().isEmpty() ? "run again then, or write them down" : cause.remedy());
  }

  private boolean canTell(Entry entry) {
    return types.can(entry.ref(), provider(entry), Exposing.class);
  }

  private String provider(Entry entry) {
    return types.accepting(entry.declared()).getFirst().name();
  }

  private List<String> places(Entry entry) {
    return model.nodesOf(entry.ref()).stream().filter(sessions.byNode()::containsKey).toList();
  }

  private void ask(Entry entry) {
    for (String node : places(entry)) {
      ask(entry, node);
      if (known.containsKey(entry.ref())) {
        return;
      }
    }
  }

  private void ask(Entry entry, String node) {
    try {
      Call call = invoke.exposed(entry.ref(), provider(entry), want(entry, node));
      Object said = sessions.of(node).perform(List.of(call), Progress.NONE).getFirst();
      if (said != null) {
        known.put(entry.ref(), ports(node, said));
      }
    } catch (NodeTrouble.StepFailed e) {
      why.put(entry.ref(), new Plan.Refusal(node, e.why(), e.remedy()));
    } catch (NodeTrouble.Unreachable e) {
      lost.accept(e);
      why.put(entry.ref(), new Plan.Refusal(node, e.why(), e.remedy()));
    }
  }

  private static Set<Port> ports(String node, Object said) {
    try {
      return ((List<?>) said)
          .stream()
              .map(text -> Port.parse((String) text))
              .collect(Collectors.toCollection(TreeSet::new));
    } catch (IllegalArgumentException | ClassCastException e) {
      throw new NodeTrouble.StepFailed(
          node, "what it says of ports is not understood: " + e.getMessage(), "");
    }
  }

  private Record want(Entry entry, String node) {
    Declared<Record> declared = entry.declared();
    return types.type(entry.ref().type()).desired(declared, node, model);
  }

  /** Not of what is to come from another node: what runs there comes along. */
  private void get(List<Entry> open, Sights sights) {
    if (options.check()) {
      return;
    }
    Graph graph = new Graph();
    for (Entry entry : open) {
      List<Sight> seen = sights.of(entry.ref(), project.name());
      place(entry)
          .filter(at -> seen.isEmpty() || seen.stream().anyMatch(s -> s.node().equals(at)))
          .ifPresent(at -> graph.add(getting(entry, at)));
    }
    Executor executor = new Executor(graph, listener);
    executor.run();
    executor.troubles().forEach((step, trouble) -> step.about().forEach(r -> note(r, trouble)));
  }

  private void note(Ref ref, NodeTrouble trouble) {
    why.put(ref, new Plan.Refusal(trouble.node(), trouble.why(), trouble.remedy()));
    if (trouble instanceof NodeTrouble.Unreachable e) {
      lost.accept(e);
    }
  }

  private Optional<String> place(Entry entry) {
    return places(entry).stream().filter(options.options().selection()::allows).findFirst();
  }

  private Step getting(Entry entry, String node) {
    Call get = invoke.get(entry.ref(), provider(entry), want(entry, node));
    return new Step(
        "get what " + entry.ref() + " is made from",
        Set.of(entry.ref()),
        List.of(node),
        progress -> {
          sessions.of(node).perform(List.of(get), progress);
          ask(entry, node);
        });
  }

  /** What stands there now is led to already. */
  private void standIn(Entry entry, Sights sights) {
    Set<Port> led = new TreeSet<>();
    List<Sight> seen = sights.of(entry.ref(), project.name());
    seen.forEach(
        s ->
            types
                .type(entry.ref().type())
                .claims(s.state())
                .forEach(claim -> led.add(claim.internal())));
    if (!seen.isEmpty()) {
      known.put(entry.ref(), led);
    } else if (options.check()) {
      listener.note(
          entry.ref()
              + ": which ports it listens on is known once its node has what it is made from;"
              + " what leads to them is not shown");
    }
  }
}
