package dev.flocker.cli.report;

import dev.flocker.api.Ref;
import dev.flocker.api.value.ByteSize;
import dev.flocker.api.value.Problem;
import dev.flocker.cli.console.Output;
import dev.flocker.cli.console.Recap;
import dev.flocker.cli.model.Project;
import dev.flocker.cli.plan.Plan;
import dev.flocker.cli.run.Ailing;
import dev.flocker.cli.run.Downtime;
import dev.flocker.cli.run.Report;
import dev.flocker.cli.run.Track;
import dev.flocker.cli.session.NodeTrouble;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Keeps what a run tells, for a page, and passes all of it on. */
public final class Recording implements Output {

  /** One project, as far as it came. */
  static final class Part {
    final Project project;
    final Plan plan;
    final long planned = System.nanoTime();
    List<Track> steps = List.of();
    List<Downtime> pauses = List.of();
    @Nullable Report report;

    private Part(Project project, Plan plan) {
      this.project = project;
      this.plan = plan;
    }
  }

  private final Output to;
  private final Optional<String> project;
  private final Map<String, Part> parts = new LinkedHashMap<>();
  private final List<Page.Message> messages = new ArrayList<>();
  private final Map<String, String> sent = new HashMap<>();
  private final Set<String> told = new HashSet<>();
  private @Nullable Recap recap;

  public Recording(Output to) {
    this(to, Optional.empty());
  }

  /**
   * @param project the only one that matters; empty for all
   */
  public Recording(Output to, Optional<String> project) {
    this.to = to;
    this.project = project;
  }

  List<Part> parts() {
    return List.copyOf(parts.values());
  }

  synchronized List<Page.Message> messages() {
    return List.copyOf(messages);
  }

  /** What a step last said of its progress, by its title; as it was said. */
  synchronized Map<String, String> sent() {
    return Map.copyOf(sent);
  }

  Optional<Recap> recap() {
    return Optional.ofNullable(recap);
  }

  private void say(Page.Level level, String what, String why, String remedy) {
    say(new Page.Message(level, what, why, remedy));
  }

  private synchronized void say(Page.Message message) {
    messages.add(message);
  }

  private void trouble(String what, NodeTrouble why) {
    say(Messages.trouble(what, why));
  }

  /** Whether it was not told yet. */
  private synchronized boolean isNew(String what) {
    return told.add(what);
  }

  @Override
  public void problems(List<Problem> problems) {
    problems.forEach(
        p -> say(Page.Level.TROUBLE, p.place() + ": " + p.what(), p.why(), p.remedy()));
    to.problems(problems);
  }

  @Override
  public void warning(String text) {
    say(Page.Level.WARNING, text, "", "");
    to.warning(text);
  }

  @Override
  public void note(String text) {
    say(Page.Level.NOTE, text, "", "");
    to.note(text);
  }

  @Override
  public void trouble(NodeTrouble trouble) {
    trouble(
        trouble instanceof NodeTrouble.Cancelled ? "the run was interrupted" : trouble.node(),
        trouble);
    to.trouble(trouble);
  }

  @Override
  public void unreachable(String node, NodeTrouble why) {
    if (isNew("unreachable " + node)) {
      say(Messages.lost(node, why));
    }
    to.unreachable(node, why);
  }

  @Override
  public void planned(Project of, Plan plan) {
    if (project.isEmpty() || project.get().equals(of.name())) {
      synchronized (this) {
        parts.put(of.name(), new Part(of, plan));
      }
    }
    plan.pending()
        .forEach(r -> say(Page.Level.NOTE, r + " waits", "it needs a node outside the limit", ""));
    plan.notes().forEach(n -> say(Page.Level.NOTE, n, "", ""));
    to.planned(of, plan);
  }

  @Override
  public void foreseen(Project project, Supplier<List<Track>> steps) {
    part(project).ifPresent(part -> part.steps = steps.get());
    to.foreseen(project, steps);
  }

  @Override
  public void ran(Project project, List<Track> steps, List<Downtime> pauses) {
    part(project)
        .ifPresent(
            part -> {
              part.steps = steps;
              part.pauses = pauses;
            });
    to.ran(project, steps, pauses);
  }

  private synchronized Optional<Part> part(Project project) {
    return Optional.ofNullable(parts.get(project.name()));
  }

  @Override
  public void finished(Project project, Report report) {
    part(project).ifPresent(part -> part.report = report);
    report.ailing().forEach(this::ailing);
    report
        .troubles()
        .forEach(
            (what, why) -> {
              if (isNew(what)) {
                trouble(why.node().isEmpty() ? what : what + " on " + why.node(), why);
              }
            });
    to.finished(project, report);
  }

  private void ailing(Ailing ailing) {
    say(
        Page.Level.WARNING,
        ailing.ref() + " on " + ailing.node() + " is not well",
        ailing.status()
            + ailing.since().map(s -> ", since " + s.truncatedTo(ChronoUnit.SECONDS)).orElse(""),
        "flocker logs " + ailing.ref().name());
  }

  @Override
  public void began(String title, Set<Ref> about) {
    to.began(title, about);
  }

  @Override
  public void progress(String title, String what, long done, long total) {
    if (done > 0) {
      synchronized (this) {
        sent.put(title, what + " " + ByteSize.about(done));
      }
    }
    to.progress(title, what, done, total);
  }

  @Override
  public void ended(String title, Set<Ref> about) {
    to.ended(title, about);
  }

  @Override
  public void failed(String title, Set<Ref> about, NodeTrouble why) {
    if (isNew(title)) {
      trouble("could not " + title + " on " + why.node(), why);
    }
    if (why instanceof NodeTrouble.Unreachable) {
      isNew("unreachable " + why.node());
    }
    to.failed(title, about, why);
  }

  @Override
  public void skipped(String title, Set<Ref> about) {
    to.skipped(title, about);
  }

  @Override
  public void recap(Recap recap) {
    this.recap = recap;
    to.recap(recap);
  }
}
