package dev.flocker.cli.run;

import dev.flocker.api.Ref;
import dev.flocker.api.Relation.Kind;
import dev.flocker.api.ResourceType.Claim;
import dev.flocker.api.node.Holdable;
import dev.flocker.cli.plan.Change;
import dev.flocker.cli.plan.Change.Verb;
import dev.flocker.cli.plan.Types;
import java.util.ArrayList;
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

  void of(Map<Transition, Chain> chains, Map<Change, Step> plain) {
    orderPlain(plain);
    orderChains(chains, plain);
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

  private void orderChains(Map<Transition, Chain> chains, Map<Change, Step> plain) {
    chains.forEach(
        (t, chain) -> {
          plain.forEach((change, step) -> orderWithPlain(t, chain, change, step));
          chains.forEach(
              (other, otherChain) -> {
                if (t != other && portsMeet(t, other)) {
                  graph.order(chain.release(), otherChain.establish());
                }
                if (t != other && t.refs().equals(other.refs()) && before(t, other, chains)) {
                  // One that runs on several nodes is changed on one after the other.
                  graph.order(chain.finish(), otherChain.release());
                }
              });
        });
    chains.forEach(
        (t, chain) ->
            reached(t, chains)
                .forEach(
                    other ->
                        graph.orderIfPossible(
                            Objects.requireNonNull(chains.get(other)).finish(), chain.release())));
  }

  private void orderWithPlain(Transition t, Chain chain, Change change, Step step) {
    boolean used =
        t.refs().stream().anyMatch(r -> neighbours.from(r, Kind.USES).contains(change.ref()));
    boolean data = types.type(change.ref().type()).movable();
    if (change.verb() == Verb.REMOVE && (used || data)) {
      // What used it may be declared no more, and then nothing says that it did.
      graph.order(chain.finish(), step);
    } else if (used) {
      graph.order(step, chain.prepare());
    }
    boolean leads =
        types.can(change.ref(), change.provider(), Holdable.class) && change.verb() == Verb.REMOVE;
    if (leads) {
      graph.order(step, chain.release());
    }
  }

  private static boolean before(Transition t, Transition other, Map<Transition, Chain> chains) {
    List<Transition> all = new ArrayList<>(chains.keySet());
    return all.indexOf(t) < all.indexOf(other);
  }

  /** Whether one gives up a port on a node that the other is to have there. */
  private boolean portsMeet(Transition leaves, Transition comes) {
    if (!leaves.stops()
        || leaves.stopNode().isEmpty()
        || !leaves.stopNode().equals(comes.startNode())) {
      return false;
    }
    Set<Integer> given = new HashSet<>();
    leaves
        .parts()
        .forEach(
            p ->
                p.stop()
                    .flatMap(Change::have)
                    .ifPresent(s -> given.addAll(ports(p.ref(), s.state()))));
    return comes.parts().stream()
        .flatMap(
            p -> p.start().flatMap(Change::want).stream().flatMap(w -> ports(p.ref(), w).stream()))
        .anyMatch(given::contains);
  }

  private List<Integer> ports(Ref ref, Record state) {
    return types.type(ref.type()).claims(state).stream()
        .map(Claim::claimed)
        .map(p -> p.number())
        .toList();
  }

  /** The transitions of those that this one reaches through what is attached to it. */
  private List<Transition> reached(Transition t, Map<Transition, Chain> chains) {
    Set<Ref> targets = new HashSet<>();
    t.refs()
        .forEach(
            ref ->
                neighbours
                    .of(Kind.ATTACHES, ref)
                    .forEach(a -> targets.addAll(neighbours.from(a, Kind.REACHES))));
    return chains.keySet().stream()
        .filter(other -> other != t && other.refs().stream().anyMatch(targets::contains))
        .toList();
  }
}
