package dev.flocker.cli.run;

import dev.flocker.api.Ref;
import dev.flocker.cli.plan.Change;
import dev.flocker.cli.plan.Change.Verb;
import dev.flocker.cli.plan.Sight;
import dev.flocker.node.wire.Call;
import java.util.ArrayList;
import java.util.List;

/** Starts the parts of a group where they will be, and waits until they are healthy. */
record Starting(Group group, Invocations invoke) {

  List<Call> calls() {
    List<Call> calls = new ArrayList<>();
    group.parts().forEach(p -> p.start().ifPresent(change -> start(p, change, calls)));
    return calls;
  }

  private void start(Part part, Change change, List<Call> calls) {
    Record want = change.want().orElseThrow();
    if (change.verb() == Verb.REPLACE || change.verb() == Verb.UPDATE) {
      calls.add(invoke.apply(change, renamed()));
    }
    part.followers().stream()
        .filter(c -> c.verb() == Verb.REMOVE && c.node().equals(change.node()))
        .forEach(c -> calls.add(invoke.apply(c)));
    if (part.rests()) {
      rest(part, change, want, calls);
      return;
    }
    calls.add(
        part.supervisor()
            .map(s -> invoke.resume(s.ref(), s.provider(), s.want(), predecessors(part)))
            .orElseGet(
                () -> invoke.resume(change.ref(), change.provider(), want, predecessors(part))));
    calls.add(invoke.awaitHealthy(change.ref(), change.provider(), want));
  }

  /** Leaves it stopped: whoever supervised it before, and it itself. */
  private void rest(Part part, Change change, Record want, List<Call> calls) {
    part.supervisor().ifPresent(s -> calls.add(invoke.rest(s.ref(), s.provider(), s.want())));
    calls.add(invoke.rest(change.ref(), change.provider(), want));
  }

  /** Who was stopped so that a part can have their data, and what that is called no more. */
  private List<Ref> predecessors(Part part) {
    List<Ref> instead = new ArrayList<>(renamed());
    group.parts().stream()
        .filter(
            p -> p.given().stream().anyMatch(d -> part.taken().contains(d) || instead.contains(d)))
        .flatMap(p -> p.stopping().stream())
        .map(Sight::ref)
        .forEach(instead::add);
    return instead;
  }

  private List<Ref> renamed() {
    return group.movers().stream().flatMap(m -> m.names().stream()).toList();
  }
}
