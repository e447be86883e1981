package dev.flocker.cli.run;

import dev.flocker.api.Ref;
import dev.flocker.api.Relation.Kind;
import dev.flocker.api.node.Quiesceable;
import dev.flocker.cli.plan.Change;
import dev.flocker.cli.plan.DataMove;
import dev.flocker.cli.plan.Entry;
import dev.flocker.cli.plan.Plan;
import dev.flocker.cli.plan.Rename;
import dev.flocker.cli.plan.Sight;
import dev.flocker.cli.plan.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds which parts of a plan stop and start together. */
final class Groups {

  private final Plan plan;
  private final Types types;
  private final Neighbours neighbours;
  private final Movers movers;

  Groups(Plan plan, Types types, Neighbours neighbours, Movers movers) {
    this.plan = plan;
    this.types = types;
    this.neighbours = neighbours;
    this.movers = movers;
  }

  List<Group> find() {
    List<Group> found = new ArrayList<>();
    Set<DataMove> left =
        new LinkedHashSet<>(plan.moves().stream().filter(DataMove::handsOff).toList());
    Set<Ref> placed = new LinkedHashSet<>();
    while (!left.isEmpty()) {
      Set<Ref> runners = new LinkedHashSet<>();
      Set<DataMove> together = together(left.iterator().next(), left, runners);
      left.removeAll(together);
      placed.addAll(runners);
      List<Part> parts = runners.stream().flatMap(r -> moved(r).stream()).toList();
      found.add(new Group(parts, together.stream().map(movers::mover).toList()));
    }
    List<Part> others = new ArrayList<>();
    changesOfRunners()
        .forEach(
            (ref, changes) -> {
              if (!placed.contains(ref)) {
                others.addAll(parts(ref, changes));
              }
            });
    found.addAll(joined(others));
    plan.renames().stream()
        .filter(rename -> others.stream().noneMatch(part -> concerns(rename, part)))
        .forEach(rename -> found.add(new Group(List.of(), List.of(movers.mover(rename)))));
    return found;
  }

  /**
   * The moves that share a user with the first, directly or through others; their users are added
   * to {@code runners}.
   */
  private Set<DataMove> together(DataMove first, Set<DataMove> all, Set<Ref> runners) {
    Set<DataMove> together = new LinkedHashSet<>(Set.of(first));
    for (boolean more = true; more; ) {
      more = false;
      for (DataMove move : List.copyOf(together)) {
        runners.addAll(users(move));
      }
      for (DataMove move : all) {
        boolean shared = users(move).stream().anyMatch(runners::contains);
        more |= shared && together.add(move);
      }
    }
    return together;
  }

  /** Who uses it now or is to use it; not one that leaves it for another place. */
  private List<Ref> users(DataMove move) {
    List<Ref> declared = plan.model().related(Kind.USES, move.ref());
    return neighbours.of(Kind.USES, move.ref()).stream()
        .filter(user -> declared.contains(user) || goesFor(user, move))
        .toList();
  }

  private boolean goesFor(Ref former, DataMove move) {
    return changesOfRunners().getOrDefault(former, List.of()).stream()
        .allMatch(c -> c.node().equals(c.want().isPresent() ? move.to() : move.from()));
  }

  /** Whether it has the data open by its old name, or is to have it by its new one. */
  private static boolean concerns(Rename rename, Part part) {
    return part.taken().contains(rename.ref())
        || part.data().stream().anyMatch(s -> s.ref().equals(rename.was()));
  }

  /**
   * One that takes over data from another one of the same node stops and starts with it, and so do
   * all users of data that gets another name.
   */
  private List<Group> joined(List<Part> parts) {
    List<List<Part>> joined = new ArrayList<>();
    for (Part part : parts) {
      List<List<Part>> with =
          joined.stream().filter(g -> g.stream().anyMatch(p -> belong(p, part))).toList();
      List<Part> all = new ArrayList<>(with.stream().flatMap(List::stream).toList());
      all.add(part);
      joined.removeAll(with);
      joined.add(all);
    }
    return joined.stream().map(all -> new Group(all, renamings(all))).toList();
  }

  private boolean belong(Part one, Part other) {
    return succeed(one, other)
        || plan.renames().stream().anyMatch(r -> concerns(r, one) && concerns(r, other));
  }

  private List<Mover> renamings(List<Part> parts) {
    return plan.renames().stream()
        .filter(rename -> parts.stream().anyMatch(part -> concerns(rename, part)))
        .map(movers::mover)
        .toList();
  }

  private static boolean succeed(Part one, Part other) {
    Set<String> nodes = new LinkedHashSet<>(one.nodes());
    nodes.addAll(other.nodes());
    return nodes.size() == 1
        && (one.given().stream().anyMatch(other.taken()::contains)
            || other.given().stream().anyMatch(one.taken()::contains));
  }

  /**
   * A runner whose data moves: it stops where it is and starts where the data goes, in one part.
   */
  private Optional<Part> moved(Ref ref) {
    List<Change> changes = changesOfRunners().getOrDefault(ref, List.of());
    Optional<Change> start = changes.stream().filter(c -> c.want().isPresent()).findFirst();
    Optional<Change> stop = changes.stream().filter(c -> c.want().isEmpty()).findFirst();
    return changes.isEmpty() ? Optional.empty() : Optional.of(part(ref, stop, start));
  }

  private List<Part> parts(Ref ref, List<Change> changes) {
    boolean single = plan.model().nodesOf(ref).size() <= 1;
    if (single && changes.size() == 2 && changes.stream().anyMatch(c -> c.want().isEmpty())) {
      return moved(ref).stream().toList();
    }
    return changes.stream().map(c -> part(ref, stops(c), starts(c))).toList();
  }

  private static Optional<Change> stops(Change change) {
    return switch (change.verb()) {
      case REMOVE, REPLACE -> Optional.of(change);
      case CREATE, UPDATE, NONE -> Optional.empty();
    };
  }

  private static Optional<Change> starts(Change change) {
    return change.want().isPresent() ? Optional.of(change) : Optional.empty();
  }

  private Part part(Ref ref, Optional<Change> stop, Optional<Change> start) {
    List<Sight> supervisors = new ArrayList<>();
    List<Sight> held = new ArrayList<>();
    List<Sight> data = new ArrayList<>();
    stop.ifPresent(
        change -> {
          supervisors.addAll(neighbours.sights(Kind.SUPERVISES, ref, change.node()));
          held.addAll(neighbours.sights(Kind.LEADS_TO, ref, change.node()));
          used(change, ref)
              .forEach(
                  v ->
                      plan.sights()
                          .at(v, change.node(), plan.model().project())
                          .ifPresent(data::add));
        });
    return new Part(
        ref,
        stop,
        start,
        supervisors,
        start.flatMap(change -> supervisor(ref, change.node())),
        followers(ref, stop, start),
        held,
        data,
        given(ref, stop, start),
        start.isPresent() ? Set.copyOf(neighbours.from(ref, Kind.USES)) : Set.of(),
        plan.model().stopped(ref));
  }

  /** What it has open, and is to have. */
  private Set<Ref> used(Change stop, Ref ref) {
    Set<Ref> used = new LinkedHashSet<>(stop.have().map(types::uses).orElse(Set.of()));
    used.addAll(neighbours.from(ref, Kind.USES));
    return used;
  }

  private Set<Ref> given(Ref ref, Optional<Change> stop, Optional<Change> start) {
    Set<Ref> given =
        new LinkedHashSet<>(stop.flatMap(Change::have).map(types::uses).orElse(Set.of()));
    if (start.isPresent()) {
      neighbours.from(ref, Kind.USES).forEach(given::remove);
    }
    return given;
  }

  /** Changes of supervisors and attachments, on the nodes that the part leaves or comes to. */
  private List<Change> followers(Ref ref, Optional<Change> stop, Optional<Change> start) {
    Set<String> nodes = new LinkedHashSet<>();
    stop.ifPresent(c -> nodes.add(c.node()));
    start.ifPresent(c -> nodes.add(c.node()));
    List<Change> followers = new ArrayList<>(neighbours.changes(Kind.SUPERVISES, ref));
    followers.addAll(neighbours.changes(Kind.ATTACHES, ref));
    return followers.stream().filter(c -> nodes.contains(c.node())).toList();
  }

  private Optional<Part.Supervisor> supervisor(Ref ref, String node) {
    for (Ref by : plan.model().related(Kind.SUPERVISES, ref)) {
      Entry entry = plan.model().entry(by).orElseThrow();
      Record want = types.type(by.type()).desired(entry.declared(), node, plan.model());
      return Optional.of(
          new Part.Supervisor(by, types.accepting(entry.declared()).getFirst().name(), want));
    }
    return Optional.empty();
  }

  /** Changes of what runs, by resource; not of those that only supervise. */
  private Map<Ref, List<Change>> changesOfRunners() {
    Map<Ref, List<Change>> byRef = new LinkedHashMap<>();
    for (Change change : plan.changes()) {
      if (types.can(change.ref(), change.provider(), Quiesceable.class)
          && neighbours.from(change.ref(), Kind.SUPERVISES).isEmpty()) {
        byRef.computeIfAbsent(change.ref(), r -> new ArrayList<>()).add(change);
      }
    }
    return byRef;
  }
}
