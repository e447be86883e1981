package dev.flocker.cli.run;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Progress;
import dev.flocker.api.value.Port;
import dev.flocker.cli.model.Project;
import dev.flocker.cli.model.Selection;
import dev.flocker.cli.plan.Entry;
import dev.flocker.cli.plan.Plan;
import dev.flocker.cli.plan.Sight;
import dev.flocker.cli.plan.Sights;
import dev.flocker.cli.plan.Types;
import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.node.wire.Call;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Asks nodes for the ports that what is declared listens on by itself, before anything is planned.
 * Where that is not known, what is there stays as it is.
 */
final class Exposures {

  private final Project project;
  private final Types types;
  private final Sessions sessions;
  private final RunOptions options;
  private final RunListener listener;
  private final Consumer<NodeTrouble.Unreachable> lost;
  private final Makings makings;
  private final Map<Ref, Set<Port>> known = new ConcurrentSkipListMap<>();
  private final Map<Ref, NodeTrouble> troubles = new ConcurrentSkipListMap<>();
  private final Map<Ref, Plan.Refusal> refusals = new TreeMap<>();
  private boolean complete = true;

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
    this.makings = Makings.of(project, types, sessions);
  }

  /**
   * Asks where each is to be; fetches what would tell it, if it is nowhere.
   *
   * @param reached what is asked for, and who reaches it
   * @param look looks at all nodes
   * @return ports by resource; one of which they are not known is missing
   */
  Map<Ref, Set<Port>> of(Map<Ref, Set<Ref>> reached, Supplier<Sights> look) {
    List<Entry> open = new ArrayList<>();
    reached.forEach(
        (ref, by) -> makings.model().entry(ref).filter(makings::has).ifPresent(open::add));
    Parallel.forEach(open, this::ask);
    open.removeIf(e -> known.containsKey(e.ref()));
    if (!open.isEmpty()) {
      Sights sights = look.get();
      get(open.stream().filter(e -> isMeant(e, reached)).toList(), sights);
      for (Entry entry : open) {
        if (!known.containsKey(entry.ref())) {
          standIn(entry, reached.getOrDefault(entry.ref(), Set.of()), sights);
        }
      }
    }
    return known;
  }

  /**
   * Those that are left as they are, and why: they reach something of which the ports are not
   * known, and that may stand on a node that was not seen.
   *
   * @return empty if there is nothing of the kind
   */
  Optional<Map<Ref, Plan.Refusal>> leftAsTheyAre() {
    return complete ? Optional.empty() : Optional.of(refusals);
  }

  /** Whether this run is to write it, or one that reaches it. */
  private boolean isMeant(Entry entry, Map<Ref, Set<Ref>> reached) {
    Selection selection = options.options().selection();
    Set<Ref> about = new TreeSet<>(reached.getOrDefault(entry.ref(), Set.of()));
    about.add(entry.ref());
    return about.stream()
        .flatMap(ref -> makings.model().entry(ref).stream())
        .anyMatch(e -> e.selected() && selection.takes(e.tags()));
  }

  private void ask(Entry entry) {
    for (String node : makings.places(entry)) {
      try {
        ask(entry, node);
      } catch (NodeTrouble.StepFailed | NodeTrouble.PluginAtFault | NodeTrouble.Unreachable e) {
        trouble(entry.ref(), e);
      }
      if (known.containsKey(entry.ref())) {
        return;
      }
    }
  }

  private void trouble(Ref ref, NodeTrouble why) {
    troubles.put(ref, why);
    if (why instanceof NodeTrouble.Unreachable e) {
      lost.accept(e);
    }
  }

  private void ask(Entry entry, String node) {
    Call call = makings.exposed(entry, node);
    Object said = sessions.of(node).perform(List.of(call), Progress.NONE).getFirst();
    if (said != null) {
      known.put(entry.ref(), ports(node, said));
    }
  }

  private static Set<Port> ports(String node, Object said) {
    Set<Port> ports = new TreeSet<>();
    try {
      for (Object text : (List<?>) said) {
        ports.add(Port.parse(String.valueOf(text)));
      }
      return ports;
    } catch (IllegalArgumentException | ClassCastException e) {
      throw new NodeTrouble.StepFailed(
          node, "what it says of ports is not understood: " + e.getMessage(), "");
    }
  }

  /**
   * Not of what is to come from another node: what runs there comes along. What several share is
   * brought, or made, for one of them.
   */
  private void get(List<Entry> open, Sights sights) {
    if (options.check()) {
      return;
    }
    Graph graph = new Graph();
    Map<String, List<Entry>> sharing = new HashMap<>();
    for (Entry entry : open) {
      List<Sight> seen = sights.of(entry.ref(), project.name());
      Optional<String> at =
          place(entry)
              .filter(n -> seen.isEmpty() || seen.stream().anyMatch(s -> s.node().equals(n)));
      if (at.isPresent()) {
        String shared =
            types
                .type(entry.ref().type())
                .shared(makings.want(entry, at.get()))
                .orElse(entry.ref().toString());
        List<Entry> all = sharing.computeIfAbsent(shared, s -> new ArrayList<>());
        if (all.isEmpty()) {
          graph.add(makings.getting(entry, at.get(), () -> ask(entry, at.get())));
        }
        all.add(entry);
      }
    }
    Executor executor = new Executor(graph, listener);
    executor.run();
    executor.troubles().forEach((step, why) -> step.about().forEach(ref -> trouble(ref, why)));
    sharing.values().forEach(this::alike);
  }

  /** What the first of them knows, or why it does not, is so for all. */
  private void alike(List<Entry> sharing) {
    Ref first = sharing.getFirst().ref();
    for (Entry entry : sharing) {
      Optional.ofNullable(known.get(first)).ifPresent(ports -> known.put(entry.ref(), ports));
      Optional.ofNullable(troubles.get(first)).ifPresent(why -> troubles.put(entry.ref(), why));
    }
  }

  private Optional<String> place(Entry entry) {
    return makings.places(entry).stream().filter(options.options().selection()::allows).findFirst();
  }

  /**
   * What stands there now is led to already. Where it stands nowhere, nobody reaches it yet; where
   * it may, those are left that reach it, but for who is new.
   */
  private void standIn(Entry entry, Set<Ref> by, Sights sights) {
    Ref ref = entry.ref();
    List<Sight> seen = sights.of(ref, project.name());
    if (!seen.isEmpty()) {
      Set<Port> led = new TreeSet<>();
      seen.forEach(
          s -> types.type(ref.type()).claims(s.state()).forEach(c -> led.add(c.internal())));
      known.put(ref, led);
      return;
    }
    listener.note(ref + ": it is not known on which ports it listens: " + why(entry));
    boolean wouldBeGot = options.check() && place(entry).isPresent();
    boolean seenEverywhere =
        project.nodes().stream().allMatch(node -> isSeen(node.name(), ref, sights));
    if (!wouldBeGot && !seenEverywhere) {
      complete = false;
      by.stream()
          .filter(from -> !sights.of(from, project.name()).isEmpty())
          .forEach(from -> refusals.putIfAbsent(from, refusal(entry)));
    }
  }

  /** Else it may stand there. */
  private static boolean isSeen(String node, Ref ref, Sights sights) {
    return sights.seen().contains(node)
        && sights.blind().keySet().stream()
            .noneMatch(w -> w.node().equals(node) && w.type().equals(ref.type()));
  }

  private Plan.Refusal refusal(Entry entry) {
    NodeTrouble trouble = troubles.get(entry.ref());
    return new Plan.Refusal(
        trouble == null ? "" : trouble.node(),
        "it reaches " + entry.ref() + ", of which it is not known on which ports it listens",
        "run again once that is, or write these ports down");
  }

  private String why(Entry entry) {
    NodeTrouble trouble = troubles.get(entry.ref());
    List<String> nodes = makings.model().nodesOf(entry.ref());
    if (trouble != null) {
      return trouble.node() + ": " + trouble.why();
    }
    if (makings.places(entry).isEmpty()) {
      return String.join(", ", nodes) + " could not be asked";
    }
    return options.check()
        ? "what it is made from is not on " + String.join(", ", nodes) + " yet"
        : "this run is not to write on " + String.join(", ", nodes);
  }
}
