package dev.flocker.cli.report;

import dev.flocker.api.Ref;
import dev.flocker.cli.plan.Action;
import dev.flocker.cli.run.Report.Outcome;
import java.util.Locale;

/** What a plan would change of one resource, and what became of that. Pure. */
final class Differences {

  private Differences() {}

  static Page.Change of(Recording.Part part, Action action, Shown shown) {
    return new Page.Change(
        action.kind().symbol(),
        Marks.of(part, action),
        shown.of(action.ref().toString()),
        shown.of(action.nodes()),
        shown.of(action.to()),
        shown.of(action.note()),
        part.plan.pending().contains(action.ref()) ? "waits" : outcome(part, action.ref()),
        action.diff().changes().stream()
            .map(
                c ->
                    new Page.Attribute(
                        shown.of(c.attribute()), shown.of(c.old()), shown.of(c.fresh())))
            .toList());
  }

  private static String outcome(Recording.Part part, Ref ref) {
    return Marks.outcome(part, ref)
        .filter(o -> o != Outcome.PENDING)
        .map(o -> o.name().toLowerCase(Locale.ROOT))
        .orElse("");
  }
}
