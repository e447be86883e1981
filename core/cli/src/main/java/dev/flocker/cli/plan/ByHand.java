package dev.flocker.cli.plan;

import dev.flocker.api.Diff;
import dev.flocker.api.Ref;
import dev.flocker.api.Relation.Kind;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * What a person stopped is left so, until a person starts it again; so is who supervises it. Where
 * its playbook wants it stopped too, that is all there is to it.
 */
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
    List<Ref> run = supervised.isEmpty() ? List.of(entry.ref()) : supervised;
    return !startStopped
        && !model.rests(entry.ref())
        && run.stream().anyMatch(ref -> isStopped(ref, node));
  }

  /** Itself, or who supervises it: then a person was cut off while stopping it. */
  private boolean isStopped(Ref ref, String node) {
    return sights
        .at(ref, node, model.project())
        .filter(s -> !s.running())
        .filter(
            s ->
                s.stoppedByHand()
                    || model.related(Kind.SUPERVISES, ref).stream()
                        .flatMap(by -> sights.at(by, node, model.project()).stream())
                        .anyMatch(Sight::stoppedByHand))
        .isPresent();
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
    if (diff.kind() == Diff.Kind.REPLACE) {
      refuse(sight, refuse);
    } else if (entry.written()) {
      String changes = diff.kind() == Diff.Kind.NONE ? "" : "; its changes wait for its start";
      notes.accept(
          "%s on %s %s%s: %s"
              .formatted(sight.ref(), sight.node(), stopped(sight), changes, remedy(sight)));
    }
  }

  /** It would have to be another one, or elsewhere. */
  void refuse(Sight sight, BiConsumer<Ref, Plan.Refusal> refuse) {
    refuse.accept(
        sight.ref(),
        new Plan.Refusal(
            sight.node(),
            stopped(sight) + ", and would have to be replaced or moved",
            "run with --start-stopped"));
  }

  private static String stopped(Sight sight) {
    return sight
        .stopped()
        .map(by -> "was stopped by " + by.by() + " at " + by.since())
        .orElse("was stopped by a person");
  }

  private String remedy(Sight sight) {
    return "start it by \"flocker start "
        + model.project()
        + "/"
        + sight.ref().name()
        + "\", or run with --start-stopped";
  }
}
