package dev.flocker.cli.run;

import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Holdable;
import dev.flocker.api.node.Movable;
import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Quiesceable;
import dev.flocker.cli.plan.Change;
import dev.flocker.cli.plan.Change.Verb;
import dev.flocker.cli.plan.Model;
import dev.flocker.cli.plan.Types;
import dev.flocker.node.wire.Call;
import java.util.ArrayList;
import java.util.List;

/** Makes changes that stop nothing but what is to rest. */
record Applying(Model model, Types types, Sessions sessions, Invocations invoke) {

  void make(Change change, Progress progress) {
    sessions.of(change.node()).perform(calls(change), progress);
  }

  List<Call> calls(Change change) {
    List<Call> calls = new ArrayList<>();
    boolean fresh = change.verb() == Verb.CREATE;
    if (change.verb() != Verb.NONE) {
      calls.add(invoke.apply(change));
    }
    if (types.can(change.ref(), change.provider(), Movable.class)) {
      change
          .have()
          .filter(h -> change.want().isPresent())
          .filter(h -> h.copy().map(c -> c.role() != Copy.Role.REPLICA).orElse(true))
          .ifPresent(h -> calls.add(invoke.open(h)));
    }
    change
        .want()
        .ifPresent(
            want -> {
              if (types.can(change.ref(), change.provider(), Holdable.class) && !fresh) {
                calls.add(invoke.reset(change.ref(), change.provider(), want));
              }
              if (types.can(change.ref(), change.provider(), Quiesceable.class)) {
                calls.add(
                    model.rests(change.ref())
                        ? invoke.rest(change.ref(), change.provider(), want)
                        : invoke.resume(change.ref(), change.provider(), want));
              }
            });
    return calls;
  }
}
