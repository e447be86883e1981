package dev.flocker.cli.console;

import dev.flocker.api.Diff;
import dev.flocker.api.Ref;
import dev.flocker.api.value.Problem;
import dev.flocker.cli.model.Project;
import dev.flocker.cli.plan.Action;
import dev.flocker.cli.plan.Plan;
import dev.flocker.cli.run.Ailing;
import dev.flocker.cli.run.Report;
import dev.flocker.cli.session.NodeTrouble;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Tells a script: one JSON object a line, each with a {@code type}; the last is the recap. */
public final class JsonOutput implements Output {

  private final Console console;
  private final boolean diff;
  private final Set<String> told = new HashSet<>();

  /**
   * @param diff whether to tell each attribute that changes
   */
  public JsonOutput(Console console, boolean diff) {
    this.console = console;
    this.diff = diff;
  }

  private void say(String type, Map<String, ?> body) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("type", type);
    line.putAll(body);
    console.json(line);
  }

  @Override
  public void problems(List<Problem> problems) {
    for (Problem p : problems) {
      Map<String, Object> body = new LinkedHashMap<>();
      body.put("file", p.place().file());
      body.put("line", p.place().line());
      body.put("column", p.place().column());
      body.put("what", p.what());
      body.put("why", p.why());
      body.put("remedy", p.remedy());
      say("problem", body);
      console.err(p.toString());
    }
  }

  @Override
  public void warning(String text) {
    say("warning", Map.of("text", text));
  }

  @Override
  public void note(String text) {
    say("note", Map.of("text", text));
  }

  @Override
  public void trouble(NodeTrouble trouble) {
    say("failed", body("the run", Set.of(), trouble));
  }

  @Override
  public synchronized void unreachable(String node, NodeTrouble why) {
    if (told.add("unreachable " + node)) {
      Map<String, Object> body = new LinkedHashMap<>();
      body.put("node", node);
      body.put("why", why.why());
      body.put("remedy", why.remedy());
      say("unreachable", body);
    }
  }

  @Override
  public synchronized void planned(Project project, Plan plan) {
    say("start", Map.of("project", project.name()));
    plan.actions().forEach(a -> say("change", change(project, plan, a)));
    plan.notes().forEach(this::note);
    plan.refusals().forEach((ref, no) -> once(ref.toString(), no.trouble()));
  }

  private Map<String, Object> change(Project project, Plan plan, Action action) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("project", project.name());
    body.put("action", action.kind().name().toLowerCase(Locale.ROOT));
    body.put("resource", action.ref().toString());
    body.put("nodes", action.nodes());
    if (!action.to().isEmpty()) {
      body.put("to", action.to());
    }
    if (diff) {
      body.put("attributes", attributes(action.diff()));
    }
    if (!action.note().isEmpty()) {
      body.put("note", action.note());
    }
    if (plan.pending().contains(action.ref())) {
      body.put("pending", true);
    }
    return body;
  }

  private static List<Map<String, Object>> attributes(Diff diff) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (Diff.Change c : diff.changes()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("attribute", c.attribute());
      one.put("old", c.old());
      one.put("new", c.fresh());
      all.add(one);
    }
    return all;
  }

  @Override
  public void began(String title, Set<Ref> about) {
    step(title, "began", about);
  }

  @Override
  public void progress(String title, String what, long done, long total) {
    // Whoever reads lines wants to know what has happened, not how far it is.
  }

  @Override
  public void ended(String title, Set<Ref> about) {
    step(title, "ended", about);
  }

  @Override
  public void skipped(String title, Set<Ref> about) {
    step(title, "skipped", about);
  }

  private void step(String title, String state, Set<Ref> about) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("step", title);
    body.put("state", state);
    body.put("resources", names(about));
    say("step", body);
  }

  @Override
  public synchronized void failed(String title, Set<Ref> about, NodeTrouble why) {
    told.add(title);
    say("failed", body(title, about, why));
  }

  @Override
  public synchronized void finished(Project project, Report report) {
    report.troubles().forEach(this::once);
  }

  private void once(String what, NodeTrouble why) {
    if (told.add(what)) {
      say("failed", body(what, Set.of(), why));
    }
  }

  private static Map<String, Object> body(String what, Set<Ref> about, NodeTrouble why) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("what", what);
    body.put("node", why.node());
    body.put("why", why.why());
    body.put("remedy", why.remedy());
    body.put("resources", names(about));
    return body;
  }

  private static List<String> names(Set<Ref> about) {
    return about.stream().sorted().map(Ref::toString).toList();
  }

  @Override
  public void recap(Recap recap) {
    Map<String, Object> body = new LinkedHashMap<>();
    for (Recap.Count count : Recap.Count.values()) {
      if (count.compareTo(Recap.Count.UNREACHABLE) <= 0) {
        body.put(Lines.name(count), recap.total(count));
      }
    }
    Map<String, Object> nodes = new LinkedHashMap<>();
    for (String node : recap.nodes().keySet()) {
      Map<String, Object> counts = new LinkedHashMap<>();
      for (Recap.Count count : Recap.Count.values()) {
        counts.put(Lines.name(count), recap.on(node, count));
      }
      nodes.put(node, counts);
    }
    body.put("nodes", nodes);
    if (!recap.ailing().isEmpty()) {
      body.put("ailing", recap.ailing().stream().map(JsonOutput::ailing).toList());
    }
    body.put("skipped", recap.total(Recap.Count.SKIPPED));
    body.put("pending", recap.total(Recap.Count.PENDING));
    body.put("milliseconds", recap.took().toMillis());
    say("recap", body);
  }

  private static Map<String, Object> ailing(Ailing ailing) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("resource", ailing.ref().toString());
    body.put("node", ailing.node());
    body.put("status", ailing.status());
    ailing.since().ifPresent(s -> body.put("since", s.toString()));
    return body;
  }
}
