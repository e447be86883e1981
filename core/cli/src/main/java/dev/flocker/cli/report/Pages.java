package dev.flocker.cli.report;

import dev.flocker.api.Ref;
import dev.flocker.cli.console.Recap;
import dev.flocker.cli.plan.Action;
import dev.flocker.cli.run.Downtime;
import dev.flocker.cli.run.Report.Outcome;
import dev.flocker.cli.run.Span;
import dev.flocker.cli.run.Track;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Makes a page of what was recorded. */
final class Pages {

  private final Recording recording;
  private final long started;
  private final UnaryOperator<String> shown;

  private Pages(Recording recording, long started, UnaryOperator<String> shown) {
    this.recording = recording;
    this.started = started;
    this.shown = shown;
  }

  /**
   * @param origin who ran what, and when
   * @param started what {@code System.nanoTime()} said when the command began
   * @param shown takes from a text what may not be seen
   */
  static Page of(Recording recording, String origin, long started, UnaryOperator<String> shown) {
    return new Pages(recording, started, shown).page(origin);
  }

  private Page page(String origin) {
    List<Recording.Part> parts = recording.parts();
    Survey survey = new Survey(parts);
    List<Page.Change> changes = new ArrayList<>();
    List<Page.Step> steps = new ArrayList<>();
    List<Page.Stop> stops = new ArrayList<>();
    for (Recording.Part part : parts) {
      int before = steps.size();
      part.steps.forEach(track -> steps.add(step(track, before)));
      part.pauses.forEach(pause -> stops.add(stop(pause)));
      part.plan.actions().forEach(action -> changes.add(change(part, action)));
    }
    return new Page(
        heading(parts),
        verdict(),
        recording.recap().map(Recap::summary).orElse("it could not begin"),
        shown.apply(origin),
        messages(),
        survey.picture(shown),
        survey.marks(),
        recording.recap().map(r -> texts(r.lost())).orElse(List.of()),
        changes,
        steps,
        stops,
        recording.recap().map(this::tallies).orElse(List.of()),
        parts.stream().findFirst().map(part -> since(part.planned)),
        since(System.nanoTime()));
  }

  private String heading(List<Recording.Part> parts) {
    List<String> titles = parts.stream().map(part -> shown.apply(part.project.title())).toList();
    return titles.isEmpty() ? "flocker" : String.join(", ", titles);
  }

  private Page.Verdict verdict() {
    boolean troubled = recording.messages().stream().anyMatch(m -> m.level() == Page.Level.TROUBLE);
    Optional<Recap> recap = recording.recap();
    if (troubled || recap.isEmpty() || count(recap.get(), Recap.Count.FAILED) > 0) {
      return Page.Verdict.BAD;
    }
    boolean open =
        count(recap.get(), Recap.Count.PENDING) > 0
            || (recap.get().check() && count(recap.get(), Recap.Count.CHANGED) > 0);
    return open ? Page.Verdict.OPEN : Page.Verdict.GOOD;
  }

  private static int count(Recap recap, Recap.Count count) {
    return recap.total(count);
  }

  private List<Page.Message> messages() {
    return recording.messages().stream()
        .map(
            m ->
                new Page.Message(
                    m.level(),
                    shown.apply(m.what()),
                    shown.apply(m.why()),
                    shown.apply(m.remedy())))
        .toList();
  }

  private List<Page.Tally> tallies(Recap recap) {
    return recap.nodes().keySet().stream()
        .map(
            node ->
                new Page.Tally(
                    shown.apply(node),
                    Arrays.stream(Recap.Count.values()).map(c -> recap.on(node, c)).toList()))
        .toList();
  }

  private Page.Step step(Track track, int before) {
    Optional<Span> span = track.went().map(Track.Went::span);
    return new Page.Step(
        shown.apply(track.title()),
        texts(track.about().stream().map(Ref::toString).toList()),
        texts(track.nodes()),
        track.awaits().stream().map(n -> n + before).toList(),
        track.went().map(w -> Page.State.valueOf(w.end().name())).orElse(Page.State.WAITING),
        span.map(s -> since(s.from())).orElse(0L),
        span.map(s -> since(s.to())).orElse(0L),
        shown.apply(recording.sent().getOrDefault(track.title(), "")));
  }

  private Page.Change change(Recording.Part part, Action action) {
    return new Page.Change(
        action.kind().symbol(),
        Marks.of(part, action),
        shown.apply(action.ref().toString()),
        texts(action.nodes()),
        texts(action.to()),
        shown.apply(action.note()),
        part.plan.pending().contains(action.ref()) ? "waits" : outcome(part, action.ref()),
        action.diff().changes().stream()
            .map(
                c ->
                    new Page.Attribute(
                        shown.apply(c.attribute()), shown.apply(c.old()), shown.apply(c.fresh())))
            .toList());
  }

  private static String outcome(Recording.Part part, Ref ref) {
    return Marks.outcome(part, ref)
        .filter(o -> o != Outcome.PENDING)
        .map(o -> o.name().toLowerCase(Locale.ROOT))
        .orElse("");
  }

  private Page.Stop stop(Downtime pause) {
    return new Page.Stop(
        String.join(", ", texts(pause.about().stream().map(Ref::toString).toList())),
        shown.apply(pause.from()),
        shown.apply(pause.to()),
        pause.held(),
        since(pause.span().from()),
        since(pause.span().to()));
  }

  private List<String> texts(Iterable<String> raw) {
    List<String> texts = new ArrayList<>();
    raw.forEach(text -> texts.add(shown.apply(text)));
    return texts;
  }

  private long since(long nanoTime) {
    return Math.max(0, (nanoTime - started) / 1000);
  }
}
