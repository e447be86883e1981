package dev.flocker.cli.run;

import dev.flocker.api.Ref;
import dev.flocker.api.Relation.Kind;
import dev.flocker.api.node.Copy;
import dev.flocker.cli.plan.DataMove;
import dev.flocker.cli.plan.Plan;
import dev.flocker.cli.plan.Sight;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which data is one state: all that one user has open. */
record Sets(Plan plan) {

  /** The copies of a plan; those of data that is one state, from one node to another, together. */
  List<List<DataMove>> copies() {
    List<List<DataMove>> sets = new ArrayList<>();
    List<DataMove> left =
        new ArrayList<>(plan.moves().stream().filter(m -> !m.handsOff()).toList());
    while (!left.isEmpty()) {
      DataMove first = left.getFirst();
      Set<Ref> set = with(first.ref());
      List<DataMove> together =
          left.stream().filter(m -> set.contains(m.ref()) && isSameWay(m, first)).toList();
      left.removeAll(together);
      sets.add(with(together, set));
    }
    return sets;
  }

  /** Replicas that are there already are brought to the instant of those that are made anew. */
  private List<DataMove> with(List<DataMove> made, Set<Ref> set) {
    DataMove first = made.getFirst();
    List<DataMove> all = new ArrayList<>(made);
    for (Ref ref : set) {
      Optional<Sight> replica = at(ref, first.to(), Copy.Role.REPLICA);
      if (made.stream().noneMatch(m -> m.ref().equals(ref))
          && replica.filter(s -> s.provider().equals(first.provider())).isPresent()
          && at(ref, first.from(), Copy.Role.OWNER).isPresent()) {
        all.add(
            new DataMove(
                ref,
                first.provider(),
                first.from(),
                first.to(),
                DataMove.Kind.COPY,
                replica.get().state(),
                plan.model().placement(ref).keep()));
      }
    }
    return all;
  }

  private Optional<Sight> at(Ref ref, String node, Copy.Role role) {
    return plan.sights()
        .at(ref, node, plan.model().project())
        .filter(s -> s.copy().filter(c -> c.role() == role).isPresent());
  }

  private static boolean isSameWay(DataMove one, DataMove other) {
    return one.from().equals(other.from())
        && one.to().equals(other.to())
        && one.provider().equals(other.provider());
  }

  private Set<Ref> with(Ref ref) {
    Set<Ref> set = new LinkedHashSet<>(List.of(ref));
    for (boolean more = true; more; ) {
      more = false;
      for (Ref one : List.copyOf(set)) {
        for (Ref user : plan.model().related(Kind.USES, one)) {
          more |= set.addAll(used(user));
        }
      }
    }
    return set;
  }

  private List<Ref> used(Ref user) {
    return plan.model().entry(user).stream()
        .flatMap(entry -> plan.model().relations(entry).stream())
        .filter(r -> r.kind() == Kind.USES)
        .map(r -> r.to())
        .toList();
  }
}
