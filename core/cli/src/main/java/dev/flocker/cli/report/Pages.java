package dev.flocker.cli.report;

import dev.flocker.api.Ref;
import dev.flocker.cli.console.Recap;
import dev.flocker.cli.run.Downtime;
import dev.flocker.cli.run.Span;
import dev.flocker.cli.run.Track;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes a page of what was recorded. */
final class Pages {

  private final Recording recording;
  private final long started;
  private final Shown shown;

  private Pages(Recording recording, long started, Shown shown) {
    this.recording = recording;
    this.started = started;
    this.shown = shown;
  }

  /**
   * @param origin who ran what, and when
   * @param started what {@code System.nanoTime()} said when the command began
   */
  static Page of(Recording recording, String origin, long started, Shown shown) {
    return new Pages(recording, started, shown).page(origin);
  }

  private Page page(String origin) {
    List<Recording.Part> parts = recording.parts();
    List<Page.Change> changes = new ArrayList<>();
    List<Page.Step> steps = new ArrayList<>();
    List<Page.Stop> stops = new ArrayList<>();
    for (Recording.Part part : parts) {
      int before = steps.size();
      part.steps.forEach(track -> steps.add(step(track, before)));
      part.pauses.forEach(pause -> stops.add(stop(pause)));
      part.plan.actions().forEach(action -> changes.add(Differences.of(part, action, shown)));
    }
    return new Page(
        Page.Kind.RUN,
        heading(parts),
        verdict(),
        recording.recap().map(Recap::summary).orElse("it could not begin"),
        shown.of(origin),
        recording.messages().stream().map(shown::of).toList(),
        cluster(parts),
        List.of(),
        List.of(),
        changes,
        steps,
        stops,
        recording.recap().map(this::tallies).orElse(List.of()),
        parts.stream().findFirst().map(part -> since(part.planned)),
        since(System.nanoTime()));
  }

  private Page.Cluster cluster(List<Recording.Part> parts) {
    Survey survey = new Survey(parts);
    Map<String, String> drained = new TreeMap<>();
    for (Recording.Part part : parts) {
      part.plan
          .sights()
          .drained()
          .forEach((node, mark) -> drained.put(shown.of(node), shown.of(mark.by())));
    }
    return new Page.Cluster(
        shown.of(survey.picture()),
        survey.badges(),
        recording.recap().map(r -> shown.of(r.lost())).orElse(List.of()),
        drained);
  }

  private String heading(List<Recording.Part> parts) {
    List<String> titles = parts.stream().map(part -> shown.of(part.project.title())).toList();
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

  private List<Page.Tally> tallies(Recap recap) {
    return recap.nodes().keySet().stream()
        .map(
            node ->
                new Page.Tally(
                    shown.of(node),
                    Arrays.stream(Recap.Count.values()).map(c -> recap.on(node, c)).toList()))
        .toList();
  }

  private Page.Step step(Track track, int before) {
    Optional<Span> span = track.went().map(Track.Went::span);
    return new Page.Step(
        shown.of(track.title()),
        shown.of(track.about().stream().map(Ref::toString).toList()),
        shown.of(track.nodes()),
        track.awaits().stream().map(n -> n + before).toList(),
        track.went().map(w -> Page.State.valueOf(w.end().name())).orElse(Page.State.WAITING),
        span.map(s -> since(s.from())).orElse(0L),
        span.map(s -> since(s.to())).orElse(0L),
        shown.of(recording.sent().getOrDefault(track.title(), "")));
  }

  private Page.Stop stop(Downtime pause) {
    return new Page.Stop(
        String.join(", ", shown.of(pause.about().stream().map(Ref::toString).toList())),
        shown.of(pause.from()),
        shown.of(pause.to()),
        pause.held(),
        since(pause.span().from()),
        since(pause.span().to()));
  }

  private long since(long nanoTime) {
    return Math.max(0, (nanoTime - started) / 1000);
  }
}
