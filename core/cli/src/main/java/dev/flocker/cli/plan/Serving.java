package dev.flocker.cli.plan;

import dev.flocker.api.NodeInfo;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who of several serves: what leads to something that is on several nodes leads past those where it
 * is not well, as long as it is well on another one. Where nobody could look at how it is, it is
 * led to or past as before.
 */
public record Serving(Model model, Types types, Sights sights) {

  /**
   * What something that leads somewhere finds there.
   *
   * @param node of the way
   * @param changes planned so far: where one makes it run, it is to be led to
   */
  Topology around(Entry way, String node, Collection<Change> changes) {
    return model.targets(way, Kind.LEADS_TO).stream()
        .<Topology>map(ref -> new Bypass(model, ref, past(way.ref(), node, ref, changes)))
        .findFirst()
        .orElse(model);
  }

  private Set<String> past(Ref way, String node, Ref to, Collection<Change> changes) {
    if (model.nodesOf(to).stream().noneMatch(n -> isWell(to, n) || isMade(to, n, changes))) {
      return Set.of(); // to what nobody knows of rather than to what is ill
    }
    Set<String> past = new LinkedHashSet<>(leftOut(way, node, to));
    past.removeIf(other -> isMade(to, other, changes));
    past.addAll(sick(to, changes));
    return past.containsAll(model.nodesOf(to)) ? sick(to, changes) : past;
  }

  /** The nodes of which nobody knows how it is there, and that a way does not lead to as yet. */
  public Set<String> leftOut(Ref way, String node, Ref to) {
    Optional<Sight> there = sights.at(way, node, model.project());
    List<NodeInfo> unknown =
        model.nodesOf(to).stream().filter(n -> isUnknown(to, n)).map(model::node).toList();
    if (there.isEmpty() || unknown.isEmpty()) {
      return Set.of();
    }
    List<NodeInfo> led =
        types.type(way.type()).ledTo(there.get().state(), model.node(node), unknown);
    return unknown.stream()
        .filter(n -> !led.contains(n))
        .map(NodeInfo::name)
        .collect(Collectors.toSet());
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
    return there.isPresent() && !isSick(ref, node) && !isUnknown(ref, node);
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

  /** One that is still starting is not well. */
  private boolean isSick(Sight sight) {
    boolean said = !isUnknown(sight) && sight.now().summary().grade() != Grade.OK;
    return !sight.running() || said;
  }

  /** Whether something runs, and how it is could not be looked at. */
  public boolean isUnknown(Ref ref, String node) {
    return !isSick(ref, node) && seen(ref, node).anyMatch(this::isUnknown);
  }

  private boolean isUnknown(Sight sight) {
    return sights.isDim(sight) || !sight.now().known();
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
