package dev.flocker.cli.move;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Progress;
import dev.flocker.cli.move.Cluster.Node;
import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.node.wire.Call;
import dev.flocker.node.wire.Call.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A run as the executor makes it, with one volume and the container that uses it. */
final class Run {

  private static final Ref USER = new Ref("container", "db");
  private static final int KEEP = 2;

  private final Cluster cluster;
  private final String home;

  Run(Cluster cluster, String home) {
    this.cluster = cluster;
    this.home = home;
  }

  /** The first node has a volume, and the container runs there. */
  static Cluster running() {
    Cluster cluster = new Cluster();
    Node first = cluster.node("n1");
    first.record = Optional.of(Copy.fresh());
    first.mounted = true;
    first.running = true;
    first.starts = true;
    cluster.write();
    return cluster;
  }

  Decision decision() {
    List<NodeView> views = new ArrayList<>();
    for (Node node : cluster.nodes.values()) {
      views.add(
          node.reachable
              ? new NodeView.Seen(node.name, node.id, node.copy())
              : new NodeView.Unreachable(node.name));
    }
    return Ownership.decide(views, home, Set.of());
  }

  /**
   * @return the last decision
   */
  Decision go() {
    for (int i = 0; i < 5; i++) {
      Decision decision = decision();
      switch (decision) {
        case Decision.Stay stay -> {
          tidy(stay.owner(), stay.stale());
          if (!stay.open()) {
            side(stay.owner()).open();
          }
          perform(stay.owner(), Operation.RESUME);
          return decision;
        }
        case Decision.Move move -> {
          tidy(move.from(), move.stale());
          move(move.from(), move.to());
        }
        case Decision.Promote promote -> promote(promote.from(), promote.to());
        case Decision.TakeBack back -> Repairs.takeBack(side(back.owner()), side(back.to()));
        case Decision.Create c -> throw new AssertionError("would make it empty");
        case Decision.Blocked b -> {
          return decision;
        }
        case Decision.Conflict c -> throw new AssertionError(c);
      }
    }
    throw new AssertionError("does not come to an end: " + decision());
  }

  private void move(String from, String to) {
    Handoff handoff = new Handoff(side(from), side(to));
    try (handoff) {
      handoff.push(Progress.NONE);
      perform(from, Operation.QUIESCE);
      handoff.release(Progress.NONE);
      handoff.establish(List.of(call(Operation.RESUME)), Progress.NONE);
      handoff.settle();
      handoff.retain(others(from, to), KEEP);
    } catch (NodeTrouble trouble) {
      perform(handoff.giveUp(), Operation.RESUME);
      throw trouble;
    }
  }

  private void promote(String from, String to) {
    try (Handoff handoff = new Handoff(side(from), side(to))) {
      handoff.resume();
      handoff.establish(List.of(call(Operation.RESUME)), Progress.NONE);
      handoff.settle();
    }
  }

  private void tidy(String owner, List<Decision.Stale> stale) {
    for (Decision.Stale s : stale) {
      perform(s.node(), Operation.QUIESCE);
      switch (s.fate()) {
        case DEMOTE -> Repairs.demote(side(s.node()), side(owner));
        case SET_ASIDE -> Repairs.setAside(side(s.node()));
      }
    }
  }

  private List<Side> others(String from, String to) {
    return cluster.nodes.keySet().stream()
        .filter(n -> !n.equals(from) && !n.equals(to))
        .map(this::side)
        .toList();
  }

  private void perform(String node, Operation operation) {
    new FakeSession(cluster, node).perform(List.of(call(operation)), Progress.NONE);
  }

  private static Call call(Operation operation) {
    return new Call("docker", operation, "shop", USER, Map.of());
  }

  Side side(String node) {
    return new Side(new FakeSession(cluster, node), "zfs", "shop", Cluster.DB);
  }
}
