package dev.flocker.cli.plan;

import dev.flocker.api.Diff;
import dev.flocker.api.Ref;
import dev.flocker.api.Relation.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What is supervised is no better than its supervisor: one that is about to be started again for
 * the hundredth time may happen to run at the moment of the look.
 */
final class Supervision {

  private final Model model;
  private final Types types;
  private final Sights sights;

  Supervision(Model model, Types types, Sights sights) {
    this.model = model;
    this.types = types;
    this.sights = sights;
  }

  /**
   * @param changes planned so far
   * @return changes besides, that start what seems to run while its supervisor is not well
   */
  List<Change> toStart(List<Change> changes, Predicate<Entry> mayChange) {
    List<Change> starts = new ArrayList<>();
    for (Change by : changes) {
      Optional<Entry> supervisor = model.entry(by.ref()).filter(e -> by.want().isPresent());
      if (supervisor.isPresent() && by.have().filter(h -> !h.running()).isPresent()) {
        model.targets(supervisor.get(), Kind.SUPERVISES).stream()
            .filter(ref -> !model.stopped(ref))
            .filter(ref -> changes.stream().noneMatch(c -> isOf(c, ref, by.node())))
            .flatMap(ref -> model.entry(ref).filter(mayChange).stream())
            .flatMap(entry -> start(entry, by.node()).stream())
            .forEach(starts::add);
      }
    }
    return starts;
  }

  private static boolean isOf(Change change, Ref ref, String node) {
    return change.ref().equals(ref) && change.node().equals(node);
  }

  private Optional<Change> start(Entry entry, String node) {
    Ref ref = entry.ref();
    Record want = types.type(ref.type()).desired(entry.declared(), node, model);
    return sights
        .at(ref, node, model.project())
        .map(
            have ->
                new Change(
                    ref,
                    node,
                    have.provider(),
                    Optional.of(want),
                    Optional.of(have),
                    Diff.NONE,
                    false));
  }
}
