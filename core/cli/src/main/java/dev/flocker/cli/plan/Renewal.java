package dev.flocker.cli.plan;

import dev.flocker.api.Diff;
import dev.flocker.api.Ref;
import dev.flocker.api.Relation.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/** What shares something of a thing that is made anew is made anew with it. */
final class Renewal {

  private final Model model;
  private final Types types;
  private final Sights sights;

  Renewal(Model model, Types types, Sights sights) {
    this.model = model;
    this.types = types;
    this.sights = sights;
  }

  /** Adds to the changes, or makes more of those that are there. */
  void spread(List<Change> changes, BiPredicate<Entry, String> mayChange) {
    Deque<Change> renewed = new ArrayDeque<>(changes.stream().filter(Renewal::isNew).toList());
    while (!renewed.isEmpty()) {
      Change by = renewed.pop();
      for (Ref ref : model.related(Kind.SHARES, by.ref())) {
        Optional<Change> planned =
            changes.stream()
                .filter(c -> c.ref().equals(ref) && c.node().equals(by.node()))
                .findFirst();
        if (planned.filter(c -> isNew(c) || c.want().isEmpty()).isEmpty()) {
          model
              .entry(ref)
              .filter(entry -> mayChange.test(entry, by.node()))
              .flatMap(entry -> anew(entry, by, planned))
              .ifPresent(
                  change -> {
                    planned.ifPresent(changes::remove);
                    changes.add(change);
                    renewed.add(change);
                  });
        }
      }
    }
  }

  private static boolean isNew(Change change) {
    return change.verb() == Change.Verb.REPLACE || change.verb() == Change.Verb.CREATE;
  }

  /** Empty where it is not there yet. */
  private Optional<Change> anew(Entry entry, Change by, Optional<Change> planned) {
    Ref ref = entry.ref();
    List<Diff.Change> why = new ArrayList<>(planned.map(c -> c.diff().changes()).orElse(List.of()));
    why.add(new Diff.Change("made anew with", "", by.ref().toString()));
    return sights
        .at(ref, by.node(), model.project())
        .map(
            have ->
                new Change(
                    ref,
                    by.node(),
                    have.provider(),
                    Optional.of(types.type(ref.type()).desired(entry.declared(), by.node(), model)),
                    Optional.of(have),
                    new Diff(Diff.Kind.REPLACE, why, ""),
                    false));
  }
}
