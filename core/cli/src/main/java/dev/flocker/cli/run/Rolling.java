package dev.flocker.cli.run;

import dev.flocker.api.Ref;
import dev.flocker.api.Relation.Kind;
import dev.flocker.api.Rollout;
import dev.flocker.cli.plan.Model;
import dev.flocker.cli.plan.Types;
import dev.flocker.cli.session.NodeTrouble;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Orders the replacement of what is on several nodes: on some of them at once, and on the next only
 * once those are proved.
 */
record Rolling(Model model, Types types, Neighbours neighbours, Graph graph) {

  /** How a resource is replaced; with care, if nothing declares it any more. */
  static Rollout rollout(Ref ref, Model model, Types types) {
    return model
        .entry(ref)
        .map(e -> types.type(ref.type()).rollout(e.declared().spec()))
        .orElse(Rollout.ONE_BY_ONE);
  }

  void order(Map<Group, Chain> chains) {
    Map<Set<Ref>, List<Group>> same = new LinkedHashMap<>();
    chains.keySet().forEach(g -> same.computeIfAbsent(g.refs(), r -> new ArrayList<>()).add(g));
    same.forEach(
        (refs, groups) -> {
          Rollout rollout =
              refs.size() == 1 ? rollout(refs.iterator().next(), model, types) : Rollout.ONE_BY_ONE;
          order(groups, groups.stream().map(chains::get).toList(), rollout);
          follow(groups, rollout, chains);
        });
  }

  private void order(List<Group> groups, List<Chain> chains, Rollout rollout) {
    List<Step> ends = new ArrayList<>();
    for (int i = 0; i < chains.size(); i++) {
      Step end = rollout.reverts() ? chains.get(i).prove() : chains.get(i).finish();
      boolean waits = i + 1 < chains.size() && !rollout.pause().isZero() && groups.get(i).stops();
      ends.add(waits ? pause(groups.get(i), end, rollout.pause()) : end);
    }
    for (int next = 0; next < chains.size(); next++) {
      for (int before = 0; before < next; before++) {
        // The first turns the routes of all, each after it was prepared.
        graph.awaitIfPossible(chains.get(next).prepare(), chains.get(before).turn());
        if (next - before >= rollout.parallel()) {
          // Those that are new need not be proved before the next.
          Step until = groups.get(next).stops() ? ends.get(before) : chains.get(before).turn();
          graph.orderIfPossible(until, chains.get(next).release());
        }
      }
    }
    if (rollout.reverts()) {
      revert(groups, chains, rollout.parallel());
    }
  }

  /** What has the network of one has none until it is made anew there: before the next one goes. */
  private void follow(List<Group> groups, Rollout rollout, Map<Group, Chain> chains) {
    for (int next = rollout.parallel(); next < groups.size(); next++) {
      Group before = groups.get(next - rollout.parallel());
      Step release = Objects.requireNonNull(chains.get(groups.get(next))).release();
      chains.forEach(
          (other, chain) -> {
            if (other.stops() && shares(other, before) && Order.meet(other, before)) {
              graph.orderIfPossible(chain.turn(), release);
            }
          });
    }
  }

  private boolean shares(Group other, Group with) {
    return other.refs().stream()
        .flatMap(ref -> neighbours.from(ref, Kind.SHARES).stream())
        .anyMatch(with.refs()::contains);
  }

  /**
   * Until all are proved each that is replaced can go back: as many at once as were replaced at
   * once.
   */
  private void revert(List<Group> groups, List<Chain> chains, int parallel) {
    for (int i = 0; i < chains.size(); i++) {
      if (groups.get(i).isReplaced()) {
        Step finish = chains.get(i).finish();
        chains.forEach(other -> graph.order(other.prove(), finish));
      }
    }
    for (int next = parallel; next < chains.size(); next++) {
      graph.await(chains.get(next - parallel).finish(), chains.get(next).finish());
    }
  }

  private Step pause(Group group, Step after, Duration pause) {
    String names = String.join(", ", group.refs().stream().map(Ref::toString).toList());
    Step step =
        graph.add(
            new Step(
                "wait before the next " + names, group.refs(), group.nodes(), p -> sleep(pause)));
    graph.order(after, step);
    return step;
  }

  private static void sleep(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NodeTrouble.Cancelled("the pause of an update");
    }
  }
}
