package dev.flocker.cli.run;

import dev.flocker.api.Ref;
import dev.flocker.api.Relation.Kind;
import dev.flocker.api.ResourceType.Claim;
import dev.flocker.api.node.Holdable;
import dev.flocker.cli.plan.Change;
import dev.flocker.cli.plan.Change.Verb;
import dev.flocker.cli.plan.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What has to wait for what, by the relations of resources and the ports that they give up and
 * take.
 */
final class Order {

  private final Types types;
  private final Neighbours neighbours;
  private final Graph graph;

  Order(Types types, Neighbours neighbours, Graph graph) {
    this.types = types;
    this.neighbours = neighbours;
    this.graph = graph;
  }

  void of(Map<Group, Chain> chains, Map<Change, Step> plain) {
    chains.keySet().forEach(leaves -> chains.keySet().forEach(c -> data(leaves, c, chains)));
    orderPlain(plain);
    orderChains(chains, plain);
  }

  /**
   * Who has data open is gone before another one starts on it, or before it is closed to move, and
   * is taken away once that one is well.
   */
  private void data(Group leaves, Group comes, Map<Group, Chain> chains) {
    Set<Ref> given = new HashSet<>(leaves.given());
    given.retainAll(comes.taken());
    if (leaves.equals(comes) || given.isEmpty()) {
      return;
    }
    Chain former = Objects.requireNonNull(chains.get(leaves));
    Chain next = Objects.requireNonNull(chains.get(comes));
    graph.orderIfPossible(next.prepare(), former.release());
    boolean moves = comes.data().stream().anyMatch(given::contains);
    // Two that exchange data which moves cannot both be first; the data's closing then fails.
    if (!moves || !graph.orderIfPossible(former.release(), next.release())) {
      graph.order(former.release(), next.establish());
    }
    graph.orderIfPossible(next.prove(), former.finish());
  }

  private void orderPlain(Map<Change, Step> plain) {
    plain.forEach(
        (change, step) ->
            plain.forEach(
                (other, before) -> {
                  boolean related =
                      neighbours.from(change.ref(), Kind.USES).contains(other.ref())
                          || neighbours.from(change.ref(), Kind.SUPERVISES).contains(other.ref())
                          || neighbours.from(change.ref(), Kind.ATTACHES).contains(other.ref());
                  if (related && change.verb() == Verb.REMOVE) {
                    graph.orderIfPossible(step, before);
                  } else if (related) {
                    graph.orderIfPossible(before, step);
                  }
                }));
  }

  private void orderChains(Map<Group, Chain> chains, Map<Change, Step> plain) {
    plain.forEach(
        (change, step) -> {
          if (change.verb() == Verb.REMOVE
              && types.can(change.ref(), change.provider(), Holdable.class)) {
            orderRemovedWay(change, step, chains);
          }
        });
    chains.forEach(
        (group, chain) -> {
          plain.forEach((change, step) -> orderWithPlain(group, chain, change, step));
          chains.forEach(
              (other, otherChain) -> {
                if (!group.equals(other) && portsMeet(group, other)) {
                  graph.order(chain.release(), otherChain.establish());
                }
              });
        });
    // What the playbook says goes before what only follows from links.
    chains.keySet().forEach(group -> after(group, followed(group, chains), chains));
    chains.keySet().forEach(group -> after(group, reached(group, chains), chains));
    chains.keySet().forEach(group -> madeOf(group, chains));
  }

  /** Lets a group stop and start only when others are well; not if those wait for it. */
  private void after(Group group, List<Group> others, Map<Group, Chain> chains) {
    Chain chain = Objects.requireNonNull(chains.get(group));
    others.forEach(
        other ->
            graph.orderIfPossible(
                Objects.requireNonNull(chains.get(other)).turn(), chain.release()));
  }

  private void orderWithPlain(Group group, Chain chain, Change change, Step step) {
    boolean used =
        group.refs().stream().anyMatch(r -> neighbours.from(r, Kind.USES).contains(change.ref()));
    boolean data = types.type(change.ref().type()).movable();
    if (change.verb() == Verb.REMOVE && (used || data)) {
      // What used it may be declared no more, and then nothing says that it did.
      graph.order(chain.finish(), step);
    } else if (used) {
      graph.order(step, chain.prepare());
    }
  }

  /**
   * Who leads somewhere is gone before anything is stopped; but where it guards the port of what
   * runs, not before that has given up the port.
   */
  private void orderRemovedWay(Change way, Step step, Map<Group, Chain> chains) {
    List<Chain> guarded =
        chains.entrySet().stream()
            .filter(e -> hasPortOf(e.getKey(), way))
            .map(Map.Entry::getValue)
            .toList();
    guarded.forEach(chain -> graph.order(chain.finish(), step));
    if (guarded.isEmpty()) {
      chains.values().forEach(chain -> graph.order(step, chain.release()));
    }
  }

  /** Whether a group has a port open, on the node of a way there, that this way is for. */
  private boolean hasPortOf(Group group, Change way) {
    return group.parts().stream()
        .flatMap(p -> p.stop().stream())
        .filter(stop -> stop.node().equals(way.node()))
        .flatMap(stop -> stop.have().stream())
        .anyMatch(
            seen ->
                types.type(seen.ref().type()).claims(seen.state()).stream()
                    .flatMap(
                        c ->
                            types
                                .type(way.ref().type())
                                .forClaim(seen.ref(), c.claimed(), false)
                                .stream())
                    .anyMatch(implied -> implied.ref().equals(way.ref())));
  }

  /** Whether one gives up a port on a node that the other is to have there. */
  private boolean portsMeet(Group leaves, Group comes) {
    if (!leaves.stops()
        || leaves.stopNode().isEmpty()
        || !leaves.stopNode().equals(comes.startNode())) {
      return false;
    }
    List<Claim> given = new ArrayList<>();
    leaves
        .parts()
        .forEach(
            p ->
                p.stop()
                    .flatMap(Change::have)
                    .ifPresent(s -> given.addAll(claims(p.ref(), s.state()))));
    return comes.parts().stream()
        .flatMap(
            p -> p.start().flatMap(Change::want).stream().flatMap(w -> claims(p.ref(), w).stream()))
        .anyMatch(taken -> given.stream().anyMatch(taken::meets));
  }

  private List<Claim> claims(Ref ref, Record state) {
    return types.type(ref.type()).claims(state);
  }

  private List<Group> followed(Group group, Map<Group, Chain> chains) {
    Set<Ref> targets = new HashSet<>();
    group.refs().forEach(ref -> targets.addAll(neighbours.from(ref, Kind.FOLLOWS)));
    Set<Ref> shared = shared(group);
    return of(targets, group, chains).stream()
        .filter(other -> Collections.disjoint(other.refs(), shared) || meet(other, group))
        .toList();
  }

  /** What it is made of, such as its network: that of its own node. */
  private Set<Ref> shared(Group group) {
    Set<Ref> shared = new HashSet<>();
    group.refs().forEach(ref -> shared.addAll(neighbours.from(ref, Kind.SHARES)));
    return shared;
  }

  /** Whether there is a node that both are on, or come to. */
  static boolean meet(Group left, Group right) {
    return !Collections.disjoint(left.nodes(), right.nodes());
  }

  /** What is new is made of what is there by then; it stops nothing that would wait for it. */
  private void madeOf(Group group, Map<Group, Chain> chains) {
    if (group.stops()) {
      return;
    }
    Chain chain = Objects.requireNonNull(chains.get(group));
    of(shared(group), group, chains).stream()
        .filter(other -> meet(other, group))
        .forEach(
            other ->
                graph.orderIfPossible(
                    Objects.requireNonNull(chains.get(other)).turn(), chain.prepare()));
  }

  /** The groups of those that this one reaches through what is attached to it. */
  private List<Group> reached(Group group, Map<Group, Chain> chains) {
    Set<Ref> targets = new HashSet<>();
    group
        .refs()
        .forEach(
            ref ->
                neighbours
                    .of(Kind.ATTACHES, ref)
                    .forEach(a -> targets.addAll(neighbours.from(a, Kind.REACHES))));
    return of(targets, group, chains);
  }

  private static List<Group> of(Set<Ref> targets, Group group, Map<Group, Chain> chains) {
    return chains.keySet().stream()
        .filter(other -> !other.equals(group) && other.refs().stream().anyMatch(targets::contains))
        .toList();
  }
}
