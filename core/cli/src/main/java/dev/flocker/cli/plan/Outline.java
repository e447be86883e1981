package dev.flocker.cli.plan;

import dev.flocker.api.Diff;
import dev.flocker.api.Ref;
import dev.flocker.cli.model.Selection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Sums up changes of nodes as lines that a person reads, and holds back what is outside the limit.
 */
final class Outline {

  private final Model model;
  private final Types types;
  private final Sights sights;
  private final Selection selection;
  private final List<Change> changes;
  private final List<DataMove> moves;
  private final List<Rename> renames;
  private final List<Repair> repairs;
  private final Map<Ref, Plan.Refusal> refusals;
  private final Set<Ref> unseen;
  private final List<String> notes;

  Outline(
      Model model,
      Types types,
      Sights sights,
      Selection selection,
      List<Change> changes,
      List<DataMove> moves,
      List<Rename> renames,
      List<Repair> repairs,
      Map<Ref, Plan.Refusal> refusals,
      Set<Ref> unseen,
      List<String> notes) {
    this.model = model;
    this.types = types;
    this.sights = sights;
    this.selection = selection;
    this.changes = changes;
    this.moves = moves;
    this.renames = renames;
    this.repairs = repairs;
    this.refusals = refusals;
    this.unseen = unseen;
    this.notes = notes;
  }

  Plan plan() {
    List<Action> actions = actions();
    Set<Ref> touched = new HashSet<>(refusals.keySet());
    touched.addAll(unseen);
    actions.forEach(a -> touched.add(a.ref()));
    Set<Ref> unchanged = new LinkedHashSet<>();
    model.entries().stream()
        .map(Entry::ref)
        .filter(r -> !touched.contains(r))
        .forEach(unchanged::add);
    Set<Ref> pending = pending();
    return new Plan(
        model,
        sights,
        changes.stream()
            .filter(c -> !pending.contains(c.ref()) && selection.allows(c.node()))
            .toList(),
        moves.stream().filter(m -> !pending.contains(m.ref())).toList(),
        renames.stream().filter(r -> !pending.contains(r.ref())).toList(),
        repairs.stream()
            .filter(r -> selection.allows(r.node()) && selection.allows(r.other()))
            .toList(),
        actions,
        pending,
        refusals,
        unseen,
        notes,
        unchanged);
  }

  /**
   * Resources that move with a node outside the limit, and all that belongs to them. What is on
   * many nodes is changed on those within, and pending as for the others.
   */
  private Set<Ref> pending() {
    Set<Ref> pending = new LinkedHashSet<>();
    moves.stream()
        .filter(m -> !selection.allows(m.from()) || !selection.allows(m.to()))
        .forEach(m -> pending.add(m.ref()));
    List<Rename> left = renames.stream().filter(r -> !r.within(selection)).toList();
    left.forEach(r -> pending.add(r.ref()));
    Set<Ref> moving = new HashSet<>(pending);
    left.forEach(r -> moving.add(r.was()));
    Map<Ref, List<Change>> byRef = byRef();
    byRef.forEach(
        (ref, all) -> {
          boolean waits = all.stream().anyMatch(c -> givesUp(c, moving));
          if (waits) {
            pending.add(ref);
          }
          if (isMove(all) && all.stream().anyMatch(c -> !selection.allows(c.node()))) {
            pending.add(ref);
          }
        });
    for (boolean more = true; more; ) {
      more = false;
      for (Entry entry : model.entries()) {
        boolean follows = model.relations(entry).stream().anyMatch(r -> pending.contains(r.to()));
        more |= follows && byRef.containsKey(entry.ref()) && pending.add(entry.ref());
      }
    }
    pending.addAll(serving(pending));
    return pending;
  }

  /** What is to go and serves what waits: it waits as well, on every node. */
  private Set<Ref> serving(Set<Ref> pending) {
    Attendants attendants = new Attendants(model.project(), types, sights);
    Set<Ref> waiting = new HashSet<>(pending);
    changes.stream().filter(c -> !selection.allows(c.node())).forEach(c -> waiting.add(c.ref()));
    return changes.stream()
        .filter(c -> c.verb() == Change.Verb.REMOVE)
        .filter(c -> attendants.servedBy(c).stream().anyMatch(waiting::contains))
        .map(Change::ref)
        .collect(Collectors.toSet());
  }

  /** Who has data open that waits to be moved keeps it until then. */
  private boolean givesUp(Change change, Set<Ref> moving) {
    return change.have().stream().flatMap(s -> types.uses(s).stream()).anyMatch(moving::contains);
  }

  private Map<Ref, List<Change>> byRef() {
    Map<Ref, List<Change>> byRef = new TreeMap<>();
    changes.forEach(c -> byRef.computeIfAbsent(c.ref(), r -> new ArrayList<>()).add(c));
    return byRef;
  }

  private static boolean isMove(List<Change> all) {
    return all.size() == 2
        && all.stream().anyMatch(c -> c.verb() == Change.Verb.CREATE)
        && all.stream().anyMatch(c -> c.verb() == Change.Verb.REMOVE);
  }

  private List<Action> actions() {
    List<Action> actions = new ArrayList<>();
    for (DataMove m : moves) {
      actions.add(
          new Action(
              m.handsOff() ? Action.Kind.MOVE : Action.Kind.PUSH,
              m.ref(),
              List.of(m.from()),
              List.of(m.to()),
              Diff.NONE,
              m.handsOff() ? "" : "a replica"));
    }
    for (Rename r : renames) {
      List<String> nodes = new ArrayList<>(List.of(r.node()));
      nodes.addAll(r.others());
      actions.add(new Action(Action.Kind.UPDATE, r.ref(), nodes, List.of(), Diff.NONE, r.note()));
    }
    for (Repair r : repairs) {
      actions.add(
          new Action(
              Action.Kind.UPDATE, r.ref(), List.of(r.node()), List.of(), Diff.NONE, r.note()));
    }
    byRef().forEach((ref, all) -> actions.addAll(actions(ref, all)));
    return actions;
  }

  private List<Action> actions(Ref ref, List<Change> all) {
    if (isMove(all)) {
      Change created =
          all.stream().filter(c -> c.verb() == Change.Verb.CREATE).findFirst().orElseThrow();
      Change removed =
          all.stream().filter(c -> c.verb() == Change.Verb.REMOVE).findFirst().orElseThrow();
      return List.of(
          new Action(
              Action.Kind.MOVE,
              ref,
              List.of(removed.node()),
              List.of(created.node()),
              Diff.NONE,
              ""));
    }
    Map<Action.Kind, List<Change>> byKind = new LinkedHashMap<>();
    all.forEach(c -> byKind.computeIfAbsent(kind(c), k -> new ArrayList<>()).add(c));
    List<Action> actions = new ArrayList<>();
    byKind.forEach(
        (kind, some) ->
            actions.add(
                new Action(
                    kind,
                    ref,
                    some.stream().map(Change::node).toList(),
                    List.of(),
                    some.getFirst().diff(),
                    note(kind, some))));
    return actions;
  }

  private String note(Action.Kind kind, List<Change> some) {
    Optional<String> outside =
        some.stream()
            .map(Change::node)
            .filter(n -> !selection.allows(n))
            .findFirst()
            .map(n -> n + " is outside the limit");
    return outside.orElse(
        switch (kind) {
          case REPLACE ->
              model.stopped(some.getFirst().ref()) ? "replaced, and left stopped" : "replaced";
          case START -> "started";
          case STOP -> stopped(some.getFirst());
          case CREATE -> model.stopped(some.getFirst().ref()) ? "stopped" : "";
          default -> "";
        });
  }

  /** As its playbook wants it; a person may have started it meanwhile. */
  private static String stopped(Change change) {
    return change
        .have()
        .flatMap(Sight::started)
        .map(s -> "stopped; was started by " + s.by() + " at " + s.since())
        .orElse("stopped");
  }

  private Action.Kind kind(Change change) {
    return switch (change.verb()) {
      case CREATE -> Action.Kind.CREATE;
      case UPDATE -> update(change);
      case REPLACE -> Action.Kind.REPLACE;
      case REMOVE -> Action.Kind.REMOVE;
      case NONE -> model.stopped(change.ref()) ? Action.Kind.STOP : Action.Kind.START;
    };
  }

  /** What is changed so that it rests, or rests no more, is stopped or started. */
  private Action.Kind update(Change change) {
    boolean rests = model.stopped(change.ref());
    boolean rested = change.have().filter(Sight::rests).isPresent();
    if (rests == rested) {
      return Action.Kind.UPDATE;
    }
    return rests ? Action.Kind.STOP : Action.Kind.START;
  }
}
