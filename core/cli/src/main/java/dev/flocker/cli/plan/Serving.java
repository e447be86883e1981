package dev.flocker.cli.plan;

import dev.flocker.api.Ref;
import dev.flocker.api.Relation.Kind;
import dev.flocker.api.Summary.Grade;
import dev.flocker.api.Topology;
import dev.flocker.api.node.Quiesceable;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who of several serves: what leads to something that is on several nodes leads past those where it
 * is not well, as long as it is well on another one.
 */
public record Serving(Model model, Types types, Sights sights) {

  /**
   * What something that leads somewhere finds there.
   *
   * @param changes planned so far: where one makes it run, it is to be led to
   */
  Topology around(Entry way, Collection<Change> changes) {
    return model.targets(way, Kind.LEADS_TO).stream()
        .<Topology>map(ref -> new Bypass(model, ref, sick(ref, changes)))
        .findFirst()
        .orElse(model);
  }

  /** The nodes past which visitors of something are led; none if it is well nowhere else. */
  public Set<String> sick(Ref ref, Collection<Change> changes) {
    if (model.stopped(ref)) {
      return Set.of(); // all are to be down
    }
    List<String> nodes = model.nodesOf(ref);
    Set<String> sick = new LinkedHashSet<>(nodes);
    sick.removeIf(node -> !isSick(ref, node) || isMade(ref, node, changes));
    boolean others = nodes.stream().anyMatch(node -> !sick.contains(node) && isWell(ref, node));
    return others ? sick : Set.of();
  }

  /** Whether something is seen to be well; who supervises it included. */
  public boolean isWell(Ref ref, String node) {
    Optional<Sight> there = sights.at(ref, node, model.project());
    return there.isPresent() && !isSick(ref, node);
  }

  /** Why it is not, in its node's words. */
  String why(Ref ref, String node) {
    return seen(ref, node)
        .filter(s -> isSick(s) && !s.now().summary().status().isEmpty())
        .map(s -> s.now().summary().status())
        .findFirst()
        .orElse("it does not run");
  }

  /** Whether something is there, and is not seen to be well. */
  public boolean isSick(Ref ref, String node) {
    return seen(ref, node).anyMatch(this::isSick);
  }

  /** One that is still starting, or could not be looked at, is not seen to be well. */
  private boolean isSick(Sight sight) {
    return !sight.running() || sights.isDim(sight) || sight.now().summary().grade() != Grade.OK;
  }

  /** Itself, and who supervises it, where they are seen. */
  private Stream<Sight> seen(Ref ref, String node) {
    return Stream.concat(Stream.of(ref), model.related(Kind.SUPERVISES, ref).stream())
        .flatMap(r -> sights.at(r, node, model.project()).stream())
        .filter(s -> types.can(s.ref(), s.provider(), Quiesceable.class));
  }

  private static boolean isMade(Ref ref, String node, Collection<Change> changes) {
    return changes.stream()
        .anyMatch(c -> c.ref().equals(ref) && c.node().equals(node) && c.want().isPresent());
  }
}
