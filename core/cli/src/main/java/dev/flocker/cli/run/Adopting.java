package dev.flocker.cli.run;

import dev.flocker.api.Ref;
import dev.flocker.api.Relation.Kind;
import dev.flocker.cli.plan.Adoptions;
import dev.flocker.cli.plan.Adoptions.Adoption;
import dev.flocker.cli.plan.Change;
import dev.flocker.cli.plan.Options;
import dev.flocker.cli.plan.Plan;
import dev.flocker.cli.plan.Planner;
import dev.flocker.cli.plan.Types;
import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.node.wire.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Brings what runs outside of flocker so far that a plan can take it over: its volumes are made
 * where it runs and its data is copied into them, and what leads there is in its place, to hold
 * clients while it stops.
 */
final class Adopting {

  private final Types types;
  private final Sessions sessions;
  private final Movers movers;
  private final RunListener listener;
  private final Options options;

  Adopting(Types types, Sessions sessions, Movers movers, RunListener listener, Options options) {
    this.types = types;
    this.sessions = sessions;
    this.movers = movers;
    this.listener = listener;
    this.options = options;
  }

  /**
   * Copies the data of one, if it can be taken, and what is to take it over can run where it is to.
   *
   * @param plan that would take it over
   * @throws NodeTrouble if that cannot be; then it runs as it did
   */
  void copy(Adoption adoption, Adoptions adoptions, Plan plan) {
    plan.changes().stream().filter(c -> c.ref().equals(adoption.ref())).forEach(movers::foresee);
    String node = adoption.sight().node();
    listener.note(adoption.ref() + ": its data is copied on " + node + " while it runs");
    String title = "copy the data of " + adoption.ref();
    listener.began(title, Set.of(adoption.ref()));
    try {
      sessions
          .of(node)
          .perform(
              calls(adoption, inPlace(adoptions)),
              (what, done, total) -> listener.progress(title, what, done, total));
    } finally {
      listener.ended(title, Set.of(adoption.ref()));
    }
  }

  /** What would make everything the project's where it was found. */
  private Plan inPlace(Adoptions adoptions) {
    return Planner.plan(adoptions.inPlace(), types, adoptions.owned(), options);
  }

  private List<Call> calls(Adoption adoption, Plan plan) {
    Neighbours neighbours = new Neighbours(plan, types);
    Invocations invoke = new Invocations(types, plan.model().project());
    String node = adoption.sight().node();
    List<Call> calls = new ArrayList<>();
    Set<Ref> data = Set.copyOf(neighbours.from(adoption.ref(), Kind.USES));
    plan.changes().stream()
        .filter(c -> c.node().equals(node) && data.contains(c.ref()))
        .forEach(c -> opening(c, invoke).ifPresent(calls::add));
    calls.add(invoke.adopt(adoption));
    neighbours.changes(Kind.LEADS_TO, adoption.ref()).stream()
        .filter(c -> isNew(c, node))
        .forEach(c -> calls.add(invoke.apply(c)));
    return calls;
  }

  /** A volume of an earlier attempt may be closed: nothing opens it at a boot. */
  private static Optional<Call> opening(Change data, Invocations invoke) {
    return switch (data.verb()) {
      case CREATE -> Optional.of(invoke.apply(data));
      case NONE, UPDATE -> data.have().map(invoke::open);
      case REPLACE, REMOVE -> Optional.empty();
    };
  }

  private static boolean isNew(Change change, String node) {
    return change.node().equals(node) && change.verb() == Change.Verb.CREATE;
  }
}
