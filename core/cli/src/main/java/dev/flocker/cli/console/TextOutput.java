package dev.flocker.cli.console;

import dev.flocker.api.Ref;
import dev.flocker.api.value.Problem;
import dev.flocker.cli.model.Project;
import dev.flocker.cli.plan.Action;
import dev.flocker.cli.plan.Plan;
import dev.flocker.cli.run.Report;
import dev.flocker.cli.run.Report.Outcome;
import dev.flocker.cli.session.NodeTrouble;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Tells a person. */
public final class TextOutput implements Output {

  private final Console console;
  private final boolean diff;
  private final boolean verbose;
  private final Set<String> told = new HashSet<>();
  private final List<Report> reports = new ArrayList<>();
  private boolean noted;

  /**
   * @param diff whether to show each attribute that changes
   * @param verbose whether to show each step
   */
  public TextOutput(Console console, boolean diff, boolean verbose) {
    this.console = console;
    this.diff = diff;
    this.verbose = verbose;
  }

  @Override
  public void problems(List<Problem> problems) {
    problems.forEach(p -> console.err(p.toString()));
  }

  @Override
  public void warning(String text) {
    console.err("warning: " + text);
  }

  @Override
  public synchronized void trouble(NodeTrouble trouble) {
    if (trouble instanceof NodeTrouble.Cancelled) {
      reports.forEach(report -> outcomes(report, "done", Set.of(Outcome.CHANGED)));
      boolean changed = reports.stream().anyMatch(report -> report.count(Outcome.CHANGED) > 0);
      console.out("interrupted; nothing " + (changed || noted ? "else " : "") + "was changed");
    } else {
      complain(trouble.node(), trouble);
    }
  }

  /** A person knows already that these cannot be reached. */
  public synchronized void toldOf(Set<String> nodes) {
    nodes.forEach(node -> told.add("unreachable " + node));
  }

  @Override
  public synchronized void unreachable(String node, NodeTrouble why) {
    if (told.add("unreachable " + node)) {
      complain(node + " could not be reached", why);
    }
  }

  @Override
  public synchronized void planned(Project project, Plan plan) {
    List<String> lines = Lines.of(plan.actions());
    for (int i = 0; i < lines.size(); i++) {
      Action action = plan.actions().get(i);
      console.out(console.paint(paint(action), lines.get(i)));
      if (diff) {
        Lines.of(action.diff()).forEach(l -> console.out(console.paint(Paint.FAINT, l)));
      }
    }
    plan.pending()
        .forEach(r -> console.out(r + " waits: its change needs a node outside the limit"));
    plan.notes().forEach(n -> console.out("note: " + n));
    plan.refusals().forEach((ref, no) -> once(ref.toString(), no.trouble()));
  }

  static Paint paint(Action action) {
    return switch (action.kind()) {
      case CREATE, PUSH -> Paint.CREATE;
      case UPDATE, REPLACE, START, STOP -> Paint.UPDATE;
      case REMOVE -> Paint.REMOVE;
      case MOVE -> Paint.MOVE;
    };
  }

  @Override
  public void began(String title, Set<Ref> about) {
    if (verbose) {
      console.out("  begins: " + title);
    } else {
      console.status(title + " ...");
    }
  }

  @Override
  public void progress(String title, String what, long done, long total) {
    console.status(Lines.progress(what, done, total));
  }

  @Override
  public void ended(String title, Set<Ref> about) {
    if (verbose) {
      console.out("  done: " + title);
    }
  }

  @Override
  public synchronized void failed(String title, Set<Ref> about, NodeTrouble why) {
    told.add(title);
    if (why instanceof NodeTrouble.Unreachable) {
      told.add("unreachable " + why.node());
    }
    complain("could not " + title + " on " + why.node(), why);
  }

  @Override
  public void skipped(String title, Set<Ref> about) {
    if (verbose) {
      console.out("  left out, as something before it failed: " + title);
    }
  }

  @Override
  public synchronized void note(String text) {
    noted = true;
    console.out("note: " + text);
  }

  @Override
  public synchronized void finished(Project project, Report report) {
    reports.add(report);
    report.troubles().forEach(this::once);
    if (report.interrupted()) {
      console.out("interrupted; flocker goes on from here when it is run again");
      outcomes(report, "done", Set.of(Outcome.CHANGED));
      outcomes(report, "not done", Set.of(Outcome.FAILED, Outcome.SKIPPED));
    }
  }

  private void outcomes(Report report, String title, Set<Outcome> which) {
    report
        .outcomes()
        .forEach(
            (ref, outcome) -> {
              if (which.contains(outcome)) {
                console.out("  " + title + ": " + ref);
              }
            });
  }

  private void once(String what, NodeTrouble why) {
    if (told.add(what)) {
      complain(why.node().isEmpty() ? what : what + " on " + why.node(), why);
    }
  }

  /** The reason may have several lines: the last ones of a log. */
  private void complain(String what, NodeTrouble trouble) {
    List<String> why = trouble.why().lines().toList();
    console.err(console.paint(Paint.BAD, what + ": " + (why.isEmpty() ? "" : why.getFirst())));
    why.stream().skip(1).forEach(l -> console.err("    | " + l));
    if (!trouble.remedy().isEmpty()) {
      console.err("    " + trouble.remedy());
    }
  }

  @Override
  public void recap(Recap recap) {
    Lines.of(recap).forEach(console::out);
    Lines.ailing(recap, Instant.now()).forEach(l -> console.out(console.paint(Paint.BAD, l)));
    boolean bad = recap.total(Recap.Count.FAILED) + recap.total(Recap.Count.UNREACHABLE) > 0;
    console.out(console.paint(bad ? Paint.BAD : Paint.GOOD, Lines.total(recap)));
  }
}
