package dev.flocker.cli.report;

import dev.flocker.api.Ref;
import dev.flocker.cli.plan.Action;
import dev.flocker.cli.run.Report;
import dev.flocker.cli.run.Report.Outcome;
import java.util.Optional;

/** Says in one word what became of a resource. Pure. */
final class Marks {

  private Marks() {}

  static Page.Mark of(Recording.Part part, Action action) {
    if (outcome(part, action.ref()).filter(Marks::isBad).isPresent()) {
      return Page.Mark.FAILED;
    }
    return switch (action.kind()) {
      case CREATE, PUSH -> Page.Mark.CREATE;
      case UPDATE, REPLACE, START, STOP -> Page.Mark.UPDATE;
      case REMOVE -> Page.Mark.REMOVE;
      case MOVE -> Page.Mark.MOVE;
    };
  }

  static boolean isBad(Outcome outcome) {
    return outcome == Outcome.FAILED
        || outcome == Outcome.SKIPPED
        || outcome == Outcome.UNREACHABLE;
  }

  /** Empty as long as that is not known. */
  static Optional<Outcome> outcome(Recording.Part part, Ref ref) {
    Report report = part.report;
    return report == null ? Optional.empty() : Optional.ofNullable(report.outcomes().get(ref));
  }
}
