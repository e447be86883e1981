package dev.flocker.cli.upkeep;

import dev.flocker.api.Placement;
import dev.flocker.api.node.Copy;
import dev.flocker.cli.plan.Entry;
import dev.flocker.cli.plan.Plan;
import dev.flocker.cli.plan.Sight;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which replicas lag behind, of all that nodes show. */
public final class Lags {

  private Lags() {}

  /** A plan that also says them. */
  public static Plan noted(Plan plan) {
    return plan.noting(of(plan, Instant.now()));
  }

  /** By what a playbook wants, a sentence each. */
  static List<String> of(Plan plan, Instant now) {
    List<String> lags = new ArrayList<>();
    for (Entry entry : plan.model().entries()) {
      Placement placement = plan.model().placement(entry.ref());
      List<Sight> copies = plan.sights().of(entry.ref(), plan.model().project());
      if (placement.upkeep().refresh().isPresent()) {
        of(copies, placement.upkeep().refresh(), now).stream()
            .filter(b -> placement.replicas().contains(b.node()))
            .forEach(b -> lags.add(entry.ref() + ": " + b.text() + "; run flocker keep"));
      }
    }
    return lags;
  }

  /**
   * Where data is owned: of several that claim it, by the one of the highest generation.
   *
   * @return empty if it was not seen: a copy knows of a later owner than those that were
   */
  public static Optional<Sight> owner(List<Sight> copies) {
    Comparator<Sight> byGeneration =
        Comparator.comparingLong(s -> s.copy().map(Copy::generation).orElse(0L));
    Optional<Sight> newest =
        copies.stream()
            .filter(s -> s.copy().filter(c -> c.role() == Copy.Role.OWNER).isPresent())
            .max(byGeneration);
    return newest.filter(o -> copies.stream().allMatch(s -> byGeneration.compare(s, o) <= 0));
  }

  /**
   * @param copies of one resource
   * @param every as the playbook says, if it is at hand
   */
  public static List<Behind> of(List<Sight> copies, Optional<Duration> every, Instant now) {
    Optional<Copy> owner = owner(copies).flatMap(Sight::copy);
    List<Behind> lags = new ArrayList<>();
    for (Sight sight : copies) {
      Optional<Copy> replica = sight.copy().filter(c -> c.role() == Copy.Role.REPLICA);
      if (owner.isPresent() && replica.isPresent()) {
        Behind.of(sight.node(), owner.get(), replica.get(), every, now).ifPresent(lags::add);
      }
    }
    return lags;
  }
}
