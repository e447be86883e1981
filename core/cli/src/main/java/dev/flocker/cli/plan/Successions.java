package dev.flocker.cli.plan;

import dev.flocker.api.Ref;
import dev.flocker.api.Relation;
import dev.flocker.cli.model.Item;
import dev.flocker.cli.model.Selection;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Data that goes from one user to another: a container that got another name. Who has it open is
 * read off the nodes. The former user goes before the next one starts, or neither is touched.
 */
final class Successions {

  private final Model model;
  private final Types types;
  private final Sights sights;
  private final Renames names;
  private final Selection selection;

  Successions(Model model, Types types, Sights sights, Renames names, Selection selection) {
    this.model = model;
    this.types = types;
    this.sights = sights;
    this.names = names;
    this.selection = selection;
  }

  /** Those who have data open, but are not declared to. */
  List<Sight> formerUsers(Ref data) {
    List<Ref> declared = model.related(Relation.Kind.USES, data);
    return sights.sights().stream()
        .filter(s -> s.of(model.project()) && !declared.contains(s.ref()))
        .filter(s -> types.uses(s).contains(data))
        .toList();
  }

  /** Refuses what would start empty, though what it used until now is still there. */
  void leftBehind(
      List<Change> changes, Collection<Item> items, BiConsumer<Ref, Plan.Refusal> refuse) {
    Set<Ref> absent = new HashSet<>();
    items.stream().filter(Item::absent).forEach(i -> absent.add(i.declared().ref()));
    for (Change change : changes) {
      for (Ref data : before(change, absent)) {
        for (Ref empty : fresh(change, changes)) {
          Plan.Refusal why = refusal(change, data, empty);
          refuse.accept(change.ref(), why);
          // Nor is it made: at the next run it would be there.
          refuse.accept(empty, why);
        }
      }
    }
  }

  /**
   * Who has data open goes before another one starts on it, and only for one that can start.
   *
   * @return whether a refusal was added
   */
  boolean spread(
      List<Change> changes,
      Collection<DataMove> moves,
      Collection<Rename> renames,
      Map<Ref, Plan.Refusal> refusals,
      Set<Ref> unseen) {
    Set<Ref> left = new HashSet<>(refusals.keySet());
    left.addAll(unseen);
    List<Change> doable = changes.stream().filter(c -> !left.contains(c.ref())).toList();
    for (Change change : doable) {
      model
          .entry(change.ref())
          .filter(e -> change.want().isPresent())
          .flatMap(e -> inTheWay(e, doable, moves))
          .or(() -> heldUp(change, left).map(next -> waitsFor(change, next)))
          .ifPresent(why -> refusals.putIfAbsent(change.ref(), why));
    }
    renames.stream()
        .filter(r -> r.within(selection))
        .forEach(
            r ->
                inTheWay(r, doable, moves)
                    .or(() -> unused(r, left))
                    .ifPresent(why -> refusals.putIfAbsent(r.ref(), why)));
    return !left.containsAll(refusals.keySet());
  }

  private static Plan.Refusal waitsFor(Change leaving, Ref next) {
    String why = "it stays, as " + next + ", which is to have its data, cannot start";
    return new Plan.Refusal(leaving.node(), why, "");
  }

  /** Why something must not start yet: someone else would still have its data open. */
  private Optional<Plan.Refusal> inTheWay(
      Entry starting, List<Change> changes, Collection<DataMove> moves) {
    return model.targets(starting, Relation.Kind.USES).stream()
        .filter(data -> moves.stream().noneMatch(m -> m.ref().equals(data) && leavesLimit(m)))
        .flatMap(data -> formerUsers(data).stream().map(s -> Map.entry(data, s)))
        .filter(e -> stays(e.getValue(), changes))
        .findFirst()
        .map(e -> refusal(e.getKey(), e.getValue()));
  }

  /** Why data must not get another name yet: someone would go on having it open by the old one. */
  private Optional<Plan.Refusal> inTheWay(
      Rename rename, List<Change> changes, Collection<DataMove> moves) {
    return formerUsers(rename.was()).stream()
        .filter(user -> stays(user, changes))
        .findFirst()
        .map(user -> refusal(rename.was(), user))
        .or(
            () ->
                moves.stream()
                    .filter(m -> m.handsOff() && haveUserInCommon(m.ref(), rename))
                    .findFirst()
                    .map(m -> movesToo(rename, m)));
  }

  /** All its users start anew around it, or none. */
  private Optional<Plan.Refusal> unused(Rename rename, Set<Ref> left) {
    return model.related(Relation.Kind.USES, rename.ref()).stream()
        .filter(left::contains)
        .findFirst()
        .map(
            user ->
                new Plan.Refusal(
                    rename.node(),
                    "it is not renamed, as " + user + ", which is to have it, cannot start",
                    ""));
  }

  private boolean haveUserInCommon(Ref moving, Rename rename) {
    List<Ref> users = model.related(Relation.Kind.USES, moving);
    return model.related(Relation.Kind.USES, rename.ref()).stream().anyMatch(users::contains)
        || formerUsers(rename.was()).stream().anyMatch(s -> types.uses(s).contains(moving));
  }

  private static Plan.Refusal movesToo(Rename rename, DataMove move) {
    return new Plan.Refusal(
        rename.node(),
        "it cannot be renamed in a run that moves %s, which has the same user"
            .formatted(move.ref()),
        "let " + move.ref() + " be on " + move.from() + " for this run");
  }

  /** What a change leaves behind: nothing names it any more, and nobody says that it is meant. */
  private List<Ref> before(Change change, Set<Ref> absent) {
    return sights.of(change.ref(), model.project()).stream()
        .flatMap(s -> types.uses(s).stream())
        .filter(data -> model.entry(data).isEmpty() && !absent.contains(data))
        .filter(data -> !sights.of(data, model.project()).isEmpty())
        .distinct()
        .toList();
  }

  private List<Ref> fresh(Change change, List<Change> changes) {
    return model.entry(change.ref()).filter(e -> change.want().isPresent()).stream()
        .flatMap(e -> model.targets(e, Relation.Kind.USES).stream())
        .filter(data -> isNew(data, changes))
        .toList();
  }

  private Plan.Refusal refusal(Change change, Ref data, Ref empty) {
    return new Plan.Refusal(
        change.node(),
        change.ref() + " has used " + data + " until now, and would start with an empty " + empty,
        "if it got another name, say so in "
            + empty
            + ": \"was: "
            + data.name()
            + "\"; if an empty one is meant, declare "
            + data
            + " absent: its data is kept then");
  }

  /** As commands call it. */
  private String called(Ref data) {
    return model.project() + "/" + data.name();
  }

  private boolean isNew(Ref data, List<Change> changes) {
    return changes.stream().anyMatch(c -> c.ref().equals(data) && c.verb() == Change.Verb.CREATE);
  }

  /** Other projects that have data of the name of what is to be made, and where. */
  List<String> namesakes(List<Change> changes) {
    return changes.stream()
        .filter(c -> c.verb() == Change.Verb.CREATE && types.type(c.ref().type()).movable())
        .flatMap(
            c ->
                sights.sights().stream()
                    .filter(s -> s.ref().equals(c.ref()) && s.project().isPresent())
                    .filter(s -> !s.of(model.project()))
                    .map(s -> namesake(c.ref(), s)))
        .distinct()
        .toList();
  }

  private String namesake(Ref ref, Sight other) {
    String project = other.project().orElseThrow();
    return ref
        + " is new and empty; the project "
        + project
        + " has one of that name on "
        + other.node()
        + ": if the project got another name, flocker volume rename "
        + project
        + "/"
        + ref.name()
        + " "
        + called(ref)
        + " before this run";
  }

  private static Plan.Refusal refusal(Ref data, Sight user) {
    if (user.stoppedByHand()) {
      return new Plan.Refusal(
          user.node(),
          user.ref() + " uses " + data + " there, and was stopped by hand",
          "run with --start-stopped");
    }
    return new Plan.Refusal(
        user.node(),
        user.ref() + " has " + data + " open there, and is left as it is in this run",
        "run without --tags and --limit, or declare \"" + user.ref() + "\" absent");
  }

  private boolean stays(Sight user, List<Change> changes) {
    return !selection.allows(user.node())
        || changes.stream()
            .filter(c -> c.ref().equals(user.ref()) && c.node().equals(user.node()))
            .noneMatch(c -> c.verb() == Change.Verb.REMOVE || c.verb() == Change.Verb.REPLACE);
  }

  private boolean leavesLimit(DataMove move) {
    return !selection.allows(move.from()) || !selection.allows(move.to());
  }

  /** Who is to have the data of a former user next, but cannot have it in this run. */
  private Optional<Ref> heldUp(Change leaving, Set<Ref> left) {
    Set<Ref> given = leaving.have().map(types::uses).map(HashSet::new).orElse(new HashSet<>());
    return given.stream()
        .flatMap(
            data ->
                model.related(Relation.Kind.USES, names.now(data)).stream()
                    .filter(next -> !next.equals(leaving.ref()))
                    .filter(next -> left.contains(next) || left.contains(names.now(data)))
                    .filter(next -> sights.of(next, model.project()).isEmpty()))
        .findFirst();
  }
}
