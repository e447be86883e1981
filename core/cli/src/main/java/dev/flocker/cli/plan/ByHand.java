package dev.flocker.cli.plan;

import dev.flocker.api.Ref;
import java.util.function.BiConsumer;

/** What a person stopped is left so, until a person starts it again. */
record ByHand(String project, Options options) {

  boolean keeps(Sight sight) {
    return sight.stopped().isPresent() && !options.startStopped();
  }

  String note(Sight sight) {
    return "%s on %s %s: %s".formatted(sight.ref(), sight.node(), stopped(sight), remedy(sight));
  }

  /** It would have to be another one. */
  void refuse(Sight sight, BiConsumer<Ref, Plan.Refusal> refuse) {
    String why = stopped(sight) + ", and would have to be changed";
    refuse.accept(sight.ref(), new Plan.Refusal(sight.node(), why, remedy(sight)));
  }

  private static String stopped(Sight sight) {
    Sight.Stopped by = sight.stopped().orElseThrow();
    return "was stopped by " + by.by() + " at " + by.since();
  }

  private String remedy(Sight sight) {
    return "start it by \"flocker start "
        + project
        + "/"
        + sight.ref().name()
        + "\", or run with --start-stopped";
  }
}
