package dev.flocker.cli.run;

import dev.flocker.api.Ref;
import dev.flocker.cli.plan.Change;
import dev.flocker.cli.plan.Sight;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Parts that stop and start together.
 *
 * @param movers of the data that moves with them
 */
record Group(List<Part> parts, List<Mover> movers) {

  /** Where its parts are now; empty if none is there yet. */
  Optional<String> stopNode() {
    return parts.stream().flatMap(p -> p.stop().stream()).map(Change::node).findFirst();
  }

  /** Where its parts will be; empty if all go for good. */
  Optional<String> startNode() {
    return parts.stream().flatMap(p -> p.start().stream()).map(Change::node).findFirst();
  }

  List<String> nodes() {
    List<String> nodes = new ArrayList<>();
    stopNode().ifPresent(nodes::add);
    startNode().filter(n -> !nodes.contains(n)).ifPresent(nodes::add);
    return nodes;
  }

  /** Whether a part runs, and goes on running while it is changed. */
  boolean isUp() {
    return parts.stream().anyMatch(Part::isChangedInPlace);
  }

  boolean stops() {
    return parts.stream().anyMatch(Part::stops) || !movers.isEmpty();
  }

  /**
   * Whether each part is replaced where it is: then what was there is kept until that is proved.
   */
  boolean isReplaced() {
    return movers.isEmpty() && !parts.isEmpty() && parts.stream().allMatch(Part::isReplaced);
  }

  Set<Ref> refs() {
    Set<Ref> refs = new LinkedHashSet<>();
    parts.forEach(p -> refs.add(p.ref()));
    return refs;
  }

  /** For people. */
  String named() {
    Set<Ref> named = parts.isEmpty() ? data() : refs();
    return named.stream().map(Ref::toString).collect(Collectors.joining(", "));
  }

  /**
   * All that has failed if it fails.
   *
   * @param turns changes of what leads to it
   */
  Set<Ref> about(List<Change> turns) {
    Set<Ref> about = refs();
    parts.forEach(p -> p.followers().forEach(c -> about.add(c.ref())));
    turns.forEach(c -> about.add(c.ref()));
    about.addAll(data());
    return about;
  }

  /** The resources whose data moves. */
  Set<Ref> data() {
    Set<Ref> refs = new LinkedHashSet<>();
    movers.forEach(m -> refs.add(m.ref()));
    return refs;
  }

  /** The same, whose visitors need not wait. */
  Group holdingNobody() {
    return new Group(parts.stream().map(Part::holdingNobody).toList(), movers);
  }

  /** What its parts have open where they stop, and do not use any more. */
  Set<Ref> given() {
    return parts.stream().flatMap(p -> p.given().stream()).collect(Collectors.toSet());
  }

  /** What its parts use where they start. */
  Set<Ref> taken() {
    return parts.stream().flatMap(p -> p.taken().stream()).collect(Collectors.toSet());
  }

  /** Whether a part uses that data where it stops. */
  boolean uses(Ref data) {
    return parts.stream().flatMap(p -> p.data().stream()).anyMatch(s -> s.ref().equals(data));
  }

  /** What leads to its parts where they stop. */
  List<Sight> held() {
    return parts.stream().flatMap(p -> p.held().stream()).toList();
  }
}
