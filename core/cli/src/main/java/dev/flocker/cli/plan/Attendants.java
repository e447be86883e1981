package dev.flocker.cli.plan;

import dev.flocker.api.Implied;
import dev.flocker.api.Ref;
import dev.flocker.api.Relation;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What serves something that runs, and is not taken away while that goes on as it is: its
 * supervisor, what is attached to it, the way to its port. Read off the nodes, as what is to go is
 * declared nowhere.
 */
public final class Attendants {

  private static final Set<Relation.Kind> SERVES =
      EnumSet.of(Relation.Kind.SUPERVISES, Relation.Kind.ATTACHES, Relation.Kind.LEADS_TO);

  private final String project;
  private final Types types;
  private final Sights sights;

  Attendants(String project, Types types, Sights sights) {
    this.project = project;
    this.types = types;
    this.sights = sights;
  }

  /** Those that something serves which is to go. */
  Set<Ref> servedBy(Change removal) {
    Set<Ref> served = new LinkedHashSet<>();
    removal
        .have()
        .ifPresent(
            seen ->
                types.type(seen.ref().type()).relationsSeen(seen.ref(), seen.state()).stream()
                    .filter(r -> SERVES.contains(r.kind()))
                    .map(Relation::to)
                    .forEach(served::add));
    sights.sights().stream()
        .filter(s -> s.of(project) && isWayTo(removal.ref(), s))
        .map(Sight::ref)
        .forEach(served::add);
    return served;
  }

  private boolean isWayTo(Ref way, Sight seen) {
    return waysTo(seen, types).contains(way);
  }

  /** What leads to the ports that something seen has claimed. */
  public static Set<Ref> waysTo(Sight seen, Types types) {
    return types.type(seen.ref().type()).claims(seen.state()).stream()
        .flatMap(
            claim ->
                types.all().stream()
                    .flatMap(t -> t.forClaim(seen.ref(), claim.claimed(), false).stream()))
        .map(Implied::ref)
        .collect(Collectors.toSet());
  }
}
