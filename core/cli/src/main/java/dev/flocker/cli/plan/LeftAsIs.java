package dev.flocker.cli.plan;

import dev.flocker.api.Ref;
import dev.flocker.api.Relation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What cannot be as declared, or was not seen, is left as it is, and so is all that needs it or
 * serves it.
 */
final class LeftAsIs {

  private final Model model;
  private final Successions successions;
  private final Attendants attendants;
  private final List<Change> changes;
  private final List<DataMove> moves;
  private final List<Rename> renames;
  private final Map<Ref, Plan.Refusal> refusals;
  private final Set<Ref> unseen;

  /**
   * @param changes and all after it are changed by {@link #spread} and {@link #drop}
   */
  LeftAsIs(
      Model model,
      Successions successions,
      Attendants attendants,
      List<Change> changes,
      List<DataMove> moves,
      List<Rename> renames,
      Map<Ref, Plan.Refusal> refusals,
      Set<Ref> unseen) {
    this.model = model;
    this.successions = successions;
    this.attendants = attendants;
    this.changes = changes;
    this.moves = moves;
    this.renames = renames;
    this.refusals = refusals;
    this.unseen = unseen;
  }

  /** Adds to what is left until nothing new comes. */
  void spread() {
    for (boolean more = true; more; ) {
      more = false;
      for (Change change : changes) {
        more |= !isLeft(change.ref()) && leave(change);
      }
      more |= successions.spread(changes, moves, renames, refusals, unseen);
    }
  }

  /** Takes out what is not to be done. */
  void drop() {
    changes.removeIf(
        c ->
            refusals.containsKey(c.ref())
                || needsUnseen(c.ref())
                || (isRemoval(c) && unseen.contains(c.ref())));
    moves.removeIf(m -> refusals.containsKey(m.ref()) || userStays(m.ref()));
    renames.removeIf(r -> refusals.containsKey(r.ref()) || userStays(r.ref()));
  }

  /**
   * Leaves what a change is of, if that waits for something that is left.
   *
   * @return whether it does
   */
  private boolean leave(Change change) {
    Optional<Ref> needed = model.entry(change.ref()).flatMap(this::missing);
    Optional<Ref> served = isRemoval(change) ? served(change) : Optional.empty();
    needed.ifPresent(
        to -> leave(change.ref(), to, "it needs " + to + ", which is not as declared"));
    served.ifPresent(
        to ->
            leave(change.ref(), to, "it stays, as " + to + ", which it serves, is left as it is"));
    return needed.isPresent() || served.isPresent();
  }

  private void leave(Ref ref, Ref leftToo, String why) {
    if (unseen.contains(leftToo)) {
      unseen.add(ref);
    } else {
      refusals.putIfAbsent(ref, new Plan.Refusal("", why, ""));
    }
  }

  private static boolean isRemoval(Change change) {
    return change.want().isEmpty();
  }

  private boolean isLeft(Ref ref) {
    return refusals.containsKey(ref) || unseen.contains(ref);
  }

  private Optional<Ref> served(Change removal) {
    return attendants.servedBy(removal).stream().filter(this::isLeft).findFirst();
  }

  private Optional<Ref> missing(Entry entry) {
    return model.relations(entry).stream()
        .filter(r -> r.kind() != Relation.Kind.REACHES && r.kind() != Relation.Kind.FOLLOWS)
        .map(Relation::to)
        .filter(this::isLeft)
        .findFirst();
  }

  private boolean needsUnseen(Ref ref) {
    return model.entry(ref).flatMap(this::missing).filter(unseen::contains).isPresent();
  }

  /** Whether something that uses this data cannot come along. */
  private boolean userStays(Ref data) {
    return model.related(Relation.Kind.USES, data).stream().anyMatch(this::isLeft)
        || successions.formerUsers(data).stream().anyMatch(s -> isLeft(s.ref()));
  }
}
