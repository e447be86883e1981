package dev.flocker.cli.run;

import dev.flocker.api.Ref;
import dev.flocker.api.Relation.Kind;
import dev.flocker.api.node.Progress;
import dev.flocker.cli.model.Project;
import dev.flocker.cli.plan.Adoptions;
import dev.flocker.cli.plan.Adoptions.Adoption;
import dev.flocker.cli.plan.Change;
import dev.flocker.cli.plan.Options;
import dev.flocker.cli.plan.Plan;
import dev.flocker.cli.plan.Planner;
import dev.flocker.cli.plan.Sights;
import dev.flocker.cli.plan.Types;
import dev.flocker.cli.session.NodeSession;
import dev.flocker.node.wire.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Brings what runs outside of flocker so far that a plan can take it over: its volumes are made
 * where it runs and its data is copied into them, and what leads there is in its place, to hold
 * clients while it stops.
 */
final class Adopting {

  private final Types types;
  private final Sessions sessions;
  private final RunListener listener;
  private final Options options;

  Adopting(Types types, Sessions sessions, RunListener listener, Options options) {
    this.types = types;
    this.sessions = sessions;
    this.listener = listener;
    this.options = options;
  }

  /** What a plan would stop where it was found, to start something else. */
  List<Adoption> due(Project project, Sights seen, Plan plan) {
    return Adoptions.of(project, types, seen).found().stream()
        .filter(a -> plan.changes().stream().anyMatch(c -> stops(c, a)))
        .toList();
  }

  private static boolean stops(Change change, Adoption adoption) {
    return change.ref().equals(adoption.ref())
        && change.node().equals(adoption.sight().node())
        && (change.verb() == Change.Verb.REPLACE || change.verb() == Change.Verb.REMOVE);
  }

  void copy(Adoption adoption, Project project, Sights seen) {
    Adoptions adoptions = Adoptions.of(project, types, seen);
    Plan plan = Planner.plan(adoptions.inPlace(), types, adoptions.owned(), options);
    Neighbours neighbours = new Neighbours(plan, types);
    Invocations invoke = new Invocations(types, project.name());
    String node = adoption.sight().node();
    List<Call> calls = new ArrayList<>();
    Set<Ref> data = Set.copyOf(neighbours.from(adoption.ref(), Kind.USES));
    plan.changes().stream()
        .filter(c -> isNew(c, node) && data.contains(c.ref()))
        .forEach(c -> calls.add(invoke.apply(c)));
    calls.add(invoke.adopt(adoption));
    neighbours.changes(Kind.LEADS_TO, adoption.ref()).stream()
        .filter(c -> isNew(c, node))
        .forEach(c -> calls.add(invoke.apply(c)));
    NodeSession session = sessions.of(node);
    listener.note(adoption.ref() + ": its data is copied on " + node + " while it runs");
    session.perform(calls, Progress.NONE);
  }

  private static boolean isNew(Change change, String node) {
    return change.node().equals(node) && change.verb() == Change.Verb.CREATE;
  }
}
