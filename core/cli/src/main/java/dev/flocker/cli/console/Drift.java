package dev.flocker.cli.console;

import dev.flocker.api.Diff;
import dev.flocker.api.Ref;
import dev.flocker.api.value.Problem;
import dev.flocker.cli.model.Project;
import dev.flocker.cli.plan.Action;
import dev.flocker.cli.plan.Plan;
import dev.flocker.cli.run.Report;
import dev.flocker.cli.session.NodeTrouble;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Keeps what a plan would change, and tells of nothing but of what is wrong. */
public final class Drift implements Output {

  private final Console console;
  private final Output others;
  private final Optional<String> project;
  private final Map<String, List<Action>> found = new LinkedHashMap<>();
  private boolean planned;

  /**
   * @param project the only one that matters; empty for all
   */
  public Drift(Console console, Optional<String> project) {
    this.console = console;
    this.others = new TextOutput(console, false, false);
    this.project = project;
  }

  @Override
  public void planned(Project of, Plan plan) {
    planned = true;
    if (project.isEmpty() || project.get().equals(of.name())) {
      found.computeIfAbsent(of.name(), n -> new ArrayList<>()).addAll(plan.actions());
      plan.notes().forEach(this::note);
    }
  }

  /** Whether any project was planned, be it another one than that which matters. */
  public boolean isPlanned() {
    return planned;
  }

  /** Whether anything differs of what matters. */
  public boolean isFound() {
    return found.values().stream().anyMatch(actions -> !actions.isEmpty());
  }

  /** A line for each resource that is not as its playbook says; one line if all are. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    found.forEach(
        (name, actions) -> {
          List<String> of = Lines.of(actions);
          for (int i = 0; i < of.size(); i++) {
            Action action = actions.get(i);
            String line = "drift: " + of.get(i) + attributes(action);
            lines.add(console.paint(TextOutput.paint(action), line));
          }
        });
    if (lines.isEmpty() && planned) {
      lines.add(console.paint(Paint.GOOD, "drift: none"));
    }
    return lines;
  }

  private static String attributes(Action action) {
    String all =
        action.diff().changes().stream()
            .map(Diff.Change::attribute)
            .distinct()
            .collect(Collectors.joining(", "));
    return all.isEmpty() ? "" : ": " + all;
  }

  /** The same for a script. */
  public List<Map<String, Object>> plain() {
    List<Map<String, Object>> all = new ArrayList<>();
    found.forEach((name, actions) -> actions.forEach(a -> all.add(plain(name, a))));
    return all;
  }

  private static Map<String, Object> plain(String project, Action action) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("project", project);
    plain.put("type", action.ref().type());
    plain.put("name", action.ref().name());
    plain.put("change", action.kind().name().toLowerCase(Locale.ROOT));
    plain.put("nodes", action.nodes());
    plain.put("to", action.to());
    plain.put("attributes", action.diff().changes().stream().map(Diff.Change::attribute).toList());
    return plain;
  }

  @Override
  public void problems(List<Problem> problems) {
    others.problems(problems);
  }

  @Override
  public void warning(String text) {
    others.warning(text);
  }

  @Override
  public void trouble(NodeTrouble trouble) {
    others.trouble(trouble);
  }

  @Override
  public void finished(Project of, Report report) {
    others.finished(of, report);
  }

  /** Whoever asks for drift was told of it before. */
  @Override
  public void unreachable(String node, NodeTrouble why) {}

  @Override
  public void recap(Recap recap) {}

  /** Such as that a project was not planned; no part of what a script reads. */
  @Override
  public void note(String text) {
    console.err("note: " + text);
  }

  @Override
  public void began(String title, Set<Ref> about) {}

  @Override
  public void progress(String title, String what, long done, long total) {}

  @Override
  public void ended(String title, Set<Ref> about) {}

  @Override
  public void failed(String title, Set<Ref> about, NodeTrouble why) {}

  @Override
  public void skipped(String title, Set<Ref> about) {}
}
