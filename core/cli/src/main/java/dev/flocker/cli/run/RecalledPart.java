package dev.flocker.cli.run;

import dev.flocker.api.Diff;
import dev.flocker.api.Ref;
import dev.flocker.cli.plan.Change;
import dev.flocker.cli.plan.Sight;
import dev.flocker.cli.plan.Sights;
import dev.flocker.cli.plan.Types;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The part of a run that makes something again what it was before, where it is. */
record RecalledPart(Types types, Sights sights, Operating operating) {

  /**
   * @param want what it is to be again
   * @param then who supervised it then
   */
  Part of(Sight sight, Record want, Revision then) {
    Diff diff = new Diff(Diff.Kind.REPLACE, List.of(), "");
    Change change =
        new Change(
            sight.ref(),
            sight.node(),
            sight.provider(),
            Optional.of(want),
            Optional.of(sight),
            diff,
            false);
    List<Sight> supervisors = operating.supervisors(sight);
    Set<Ref> taken = types.uses(sight.showing(want));
    Set<Ref> given = new HashSet<>(types.uses(sight));
    given.removeAll(taken);
    return new Part(
        sight.ref(),
        Optional.of(change),
        Optional.of(change),
        supervisors,
        then.supervisors().stream().findFirst(),
        followers(supervisors, then.supervisors(), sight.node()),
        operating.ways(sight),
        data(sight, want),
        given,
        taken,
        false);
  }

  /** All that it uses: what it is now, and what it is to be. */
  private List<Sight> data(Sight sight, Record want) {
    List<Sight> data = new ArrayList<>(operating.owned(sight.showing(want)));
    types.uses(sight).stream()
        .flatMap(ref -> sights.at(ref, sight.node(), sight.project().orElse("")).stream())
        .filter(s -> !data.contains(s))
        .forEach(data::add);
    return data;
  }

  /** Who supervised it then does so again, and nobody else. */
  private List<Change> followers(List<Sight> now, List<Part.Supervisor> then, String node) {
    List<Change> changes = new ArrayList<>();
    Set<Ref> stay = new HashSet<>();
    for (Part.Supervisor one : then) {
      stay.add(one.ref());
      Optional<Sight> there = now.stream().filter(s -> s.ref().equals(one.ref())).findFirst();
      Diff diff =
          there
              .map(s -> types.type(one.ref().type()).diff(one.want(), s.state()))
              .orElse(Diff.NONE);
      changes.add(
          new Change(one.ref(), node, one.provider(), Optional.of(one.want()), there, diff, false));
    }
    now.stream()
        .filter(s -> !stay.contains(s.ref()))
        .forEach(
            s ->
                changes.add(
                    new Change(
                        s.ref(),
                        node,
                        s.provider(),
                        Optional.empty(),
                        Optional.of(s),
                        Diff.NONE,
                        false)));
    return changes;
  }
}
