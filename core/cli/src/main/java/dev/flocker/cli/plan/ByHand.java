package dev.flocker.cli.plan;

import dev.flocker.api.Diff;
import dev.flocker.api.Ref;
import dev.flocker.api.Relation.Kind;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** What a person stopped is left so, until a person starts it again; so is who supervises it. */
final class ByHand {

  private final Model model;
  private final Sights sights;
  private final boolean startStopped;

  ByHand(Model model, Sights sights, Options options) {
    this.model = model;
    this.sights = sights;
    this.startStopped = options.startStopped();
  }

  /** Whether something is left as it is on a node. */
  boolean keeps(Entry entry, String node) {
    List<Ref> supervised = model.targets(entry, Kind.SUPERVISES);
    List<Ref> stopped = supervised.isEmpty() ? List.of(entry.ref()) : supervised;
    return !startStopped
        && stopped.stream()
            .flatMap(ref -> sights.at(ref, node, model.project()).stream())
            .anyMatch(s -> s.stopped().isPresent());
  }

  /**
   * Leaves something, and says so, or that it would have to be another one.
   *
   * @param diff what would be changed if it were not stopped
   */
  void leave(
      Entry entry,
      Sight sight,
      Diff diff,
      Consumer<String> notes,
      BiConsumer<Ref, Plan.Refusal> refuse) {
    Optional<Sight.Stopped> by = sight.stopped();
    if (diff.kind() == Diff.Kind.REPLACE) {
      refuse(sight, refuse);
    } else if (by.isPresent() && entry.written()) {
      String changes = diff.kind() == Diff.Kind.NONE ? "" : "; its changes wait for its start";
      notes.accept(
          "%s on %s %s%s: %s"
              .formatted(sight.ref(), sight.node(), stopped(by.get()), changes, remedy(sight)));
    }
  }

  /** It would have to be another one, or elsewhere. */
  void refuse(Sight sight, BiConsumer<Ref, Plan.Refusal> refuse) {
    String who = sight.stopped().map(ByHand::stopped).orElse("what it supervises was stopped");
    refuse.accept(
        sight.ref(),
        new Plan.Refusal(sight.node(), who + ", and would have to be changed", remedy(sight)));
  }

  private static String stopped(Sight.Stopped by) {
    return "was stopped by " + by.by() + " at " + by.since();
  }

  private String remedy(Sight sight) {
    return "start it by \"flocker start "
        + model.project()
        + "/"
        + sight.ref().name()
        + "\", or run with --start-stopped";
  }
}
