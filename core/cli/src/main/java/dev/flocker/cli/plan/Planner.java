package dev.flocker.cli.plan;

import dev.flocker.api.Diff;
import dev.flocker.api.Ref;
import dev.flocker.api.Relation.Kind;
import dev.flocker.api.ResourceType;
import dev.flocker.api.value.Problem;
import dev.flocker.cli.model.Project;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Compares what a project declares with what the nodes show. Pure. */
public final class Planner {

  private final Project project;
  private final Types types;
  private final Sights sights;
  private final Options options;
  private final Claimed claimed;
  private final Model model;
  private final List<Change> changes = new ArrayList<>();
  private final Serving serving;
  private final ByHand byHand;
  private final Renames renames;
  private final Movables movables;
  private final Successions successions;
  private final Map<Ref, Plan.Refusal> refusals = new TreeMap<>();
  private final Set<Ref> unseen = new LinkedHashSet<>();
  private final List<String> notes = new ArrayList<>();

  private Planner(Project project, Types types, Sights seen, Options options) {
    this.types = types;
    Adoptions adoptions = Adoptions.of(project, types, seen);
    this.sights = adoptions.copied();
    this.options = options;
    this.refusals.putAll(adoptions.lost());
    this.notes.addAll(adoptions.notes());
    List<Problem> problems = new ArrayList<>();
    this.renames = Renames.of(project, types, sights);
    Settling.Settled settled = Settling.of(project, types, sights, options, problems::add);
    this.project = settled.project();
    this.refusals.putAll(settled.refusals());
    this.notes.addAll(settled.notes());
    this.claimed = Claimed.of(project.name(), types, sights);
    this.model =
        Expansion.of(
            this.project,
            types,
            new Ports(project.name(), claimed.own(), claimed.others()),
            renames.owners(),
            problems::add);
    this.serving = new Serving(model, types, sights);
    this.byHand = new ByHand(model, sights, options);
    this.movables =
        new Movables(project.name(), types, model, sights, renames, options, this::refuse);
    this.successions = new Successions(model, types, sights, renames, options.selection());
    if (!problems.isEmpty()) {
      throw new IllegalStateException("the checks let this pass: " + problems);
    }
  }

  public static Plan plan(Project project, Types types, Sights sights, Options options) {
    return plan(project, types, sights, options, Map.of());
  }

  /**
   * @param refused what cannot be as declared for a reason that no node shows
   */
  public static Plan plan(
      Project project,
      Types types,
      Sights sights,
      Options options,
      Map<Ref, Plan.Refusal> refused) {
    return plan(project, types, sights, options, refused, true);
  }

  /**
   * @param complete whether all that the project implies is known: else nothing is removed that it
   *     does not name
   */
  public static Plan plan(
      Project project,
      Types types,
      Sights sights,
      Options options,
      Map<Ref, Plan.Refusal> refused,
      boolean complete) {
    Planner planner = new Planner(project, types, sights, options);
    planner.refusals.putAll(refused);
    return planner.plan(complete);
  }

  /** All that a project declares and implies, before anything is known of the nodes. */
  public static Model preliminary(Project project, Types types) {
    return preliminary(project, types, Map.of());
  }

  /**
   * The same, where it is known who owns data.
   *
   * @param owners node by resource
   */
  public static Model preliminary(Project written, Types types, Map<Ref, String> owners) {
    Project project = Settling.of(written, types, owners).project();
    Ports ports = new Ports(project.name(), Map.of(), Set.of());
    return Expansion.of(project, types, ports, owners, p -> {});
  }

  private Plan plan(boolean complete) {
    Set<Ref> named = new LinkedHashSet<>(renames.former());
    List<Entry> ways = new ArrayList<>();
    for (Entry entry : model.entries()) {
      named.add(entry.ref());
      if (leads(entry)) {
        ways.add(entry);
      } else {
        compareAndAdvise(entry);
      }
    }
    changes.addAll(new Supervision(model, types, sights).toStart(changes, this::mayChange));
    new Renewal(model, types, sights)
        .spread(changes, (e, node) -> mayChange(e) && !byHand.keeps(e, node));
    ways.forEach(this::compareAndAdvise);
    tellOfDetours(ways);
    changes.addAll(movables.changes);
    unseen.addAll(movables.unseen);
    List<Change> removals = new Removals(project, types, sights, options, notes::add).allBut(named);
    if (complete) {
      changes.addAll(removals);
    } else if (!removals.isEmpty()) {
      notes.add("nothing is removed, as it is not known of everything which ports it listens on");
    }
    new TakenPorts(model, claimed).refuse(this::refuse);
    successions.leftBehind(changes, project.items(), this::refuse);
    leaveWhatCannotBe();
    notes.addAll(successions.namesakes(changes));
    return new Outline(
            model,
            types,
            sights,
            options.selection(),
            changes,
            movables.moves,
            movables.renames,
            movables.repairs,
            refusals,
            unseen,
            notes)
        .plan();
  }

  /** Where it leads depends on what becomes of those there. */
  private boolean leads(Entry entry) {
    return !model.targets(entry, Kind.LEADS_TO).isEmpty();
  }

  private void compareAndAdvise(Entry entry) {
    if (mayChange(entry)) {
      compare(entry);
      advise(entry);
    }
  }

  private void tellOfDetours(List<Entry> ways) {
    ways.stream()
        .filter(this::mayChange)
        .flatMap(way -> model.targets(way, Kind.LEADS_TO).stream())
        .distinct()
        .forEach(
            ref ->
                serving
                    .sick(ref, changes)
                    .forEach(
                        node ->
                            notes.add(
                                "%s is not well on %s (%s): visitors are led past it until a run"
                                        .formatted(ref, node, serving.why(ref, node))
                                    + " or \"flocker keep\" finds it well")));
  }

  private boolean mayChange(Entry entry) {
    return entry.selected() && options.selection().takes(entry.tags());
  }

  private void leaveWhatCannotBe() {
    LeftAsIs left =
        new LeftAsIs(
            model,
            successions,
            new Attendants(project.name(), types, sights),
            changes,
            movables.moves,
            movables.renames,
            refusals,
            unseen);
    left.spread();
    left.drop();
  }

  private void refuse(Ref ref, Plan.Refusal refusal) {
    refusals.putIfAbsent(ref, refusal);
  }

  private void compare(Entry entry) {
    Ref ref = entry.ref();
    if (types.type(ref.type()).movable()) {
      movables.plan(entry);
      return;
    }
    String provider = types.accepting(entry.declared()).getFirst().name();
    List<String> places = model.nodesOf(ref);
    for (String node : places) {
      compare(entry, provider, node);
    }
    for (Sight sight : sights.of(ref, project.name())) {
      if (!places.contains(sight.node()) || !sight.provider().equals(provider)) {
        changes.add(Removals.of(sight, false));
        if (entry.written() && byHand.keeps(entry, sight.node())) {
          byHand.refuse(sight, this::refuse);
        }
      }
    }
  }

  private void compare(Entry entry, String provider, String node) {
    Ref ref = entry.ref();
    String blind = sights.blind().get(new Sights.Where(node, ref.type(), provider));
    if (sights.unreachable().containsKey(node)) {
      unseen.add(ref);
      return;
    }
    if (blind != null) {
      refuse(ref, new Plan.Refusal(node, blind, "flocker doctor says what the node lacks"));
      return;
    }
    ResourceType<Record, Record> type = types.type(ref.type());
    Optional<Sight> have = sights.at(ref, node);
    Record desired = type.desired(entry.declared(), node, serving.around(entry, node, changes));
    Record want =
        have.isPresent()
            ? desired
            : comesFrom(ref)
                .filter(s -> machine(s.node()).equals(machine(node)))
                .map(s -> type.arriving(desired, s.state()))
                .orElse(desired);
    if (have.isPresent() && !have.get().of(project.name())) {
      refuse(
          ref,
          new Plan.Refusal(
              node, foreign(ref, have.get()), "rename one of them, or remove that one"));
      return;
    }
    Diff diff = have.isEmpty() ? Diff.NONE : type.diff(want, have.get().state());
    if (diff.kind() == Diff.Kind.REFUSED) {
      refuse(ref, new Plan.Refusal(node, diff.refusal(), ""));
    } else if (have.isPresent() && byHand.keeps(entry, node)) {
      byHand.leave(entry, have.get(), diff, notes::add, this::refuse);
    } else if (have.isEmpty() || diff.kind() != Diff.Kind.NONE || !isAsWanted(have.get())) {
      changes.add(new Change(ref, node, provider, Optional.of(want), have, diff, false));
    }
  }

  /** Whether it runs or rests as it should; who supervises what rests has nothing to do. */
  private boolean isAsWanted(Sight have) {
    return model.stopped(have.ref()) ? have.rests() : have.running() || model.rests(have.ref());
  }

  /** Where it is now, if that is one place and it belongs in one other. */
  private Optional<Sight> comesFrom(Ref ref) {
    List<Sight> seen = sights.of(ref, project.name());
    boolean moves = model.nodesOf(ref).size() == 1 && seen.size() == 1;
    return moves ? Optional.of(seen.getFirst()) : Optional.empty();
  }

  /** What programs a node runs: for one of another kind the same thing is made of others. */
  private Optional<String> machine(String node) {
    return Optional.ofNullable(sights.facts().get(node)).map(f -> f.facts().get("machine"));
  }

  private void advise(Entry entry) {
    Map<String, Record> seen = new TreeMap<>();
    sights.of(entry.ref(), project.name()).forEach(s -> seen.put(s.node(), s.state()));
    types
        .type(entry.ref().type())
        .advise(entry.declared(), seen, model, p -> notes.add(p.toString()));
  }

  private static String foreign(Ref ref, Sight there) {
    return there
        .project()
        .map(p -> "a " + ref + " of the project " + p + " is there")
        .orElse("a " + ref + " that flocker did not make is there");
  }
}
