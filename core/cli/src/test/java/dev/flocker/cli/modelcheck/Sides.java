package dev.flocker.cli.modelcheck;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Progress;
import dev.flocker.cli.move.Side;
import dev.flocker.node.wire.Call;
import dev.flocker.node.wire.Call.Operation;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The volume and its container on every node, through the sessions of one controller. */
record Sides(Scene scene, Replay replay) {

  private static final Ref VOLUME = new Ref("volume", "db");
  private static final Ref USER = new Ref("container", "db");

  Side side(int node) {
    return new Side(session(node), "zfs", "shop", VOLUME);
  }

  Side side(String node) {
    return side(Copies.node(node));
  }

  private ReplaySession session(int node) {
    return new ReplaySession(node, scene.id(node), replay);
  }

  /** All others to which there is a session. */
  List<Side> others(int from, int to) {
    return IntStream.range(0, World.NODES)
        .filter(n -> scene.has(n) && n != from && n != to)
        .mapToObj(this::side)
        .toList();
  }

  void container(int node, Operation operation) {
    session(node).perform(List.of(container(operation)), Progress.NONE);
  }

  Call container(Operation operation) {
    return new Call("docker", operation, "shop", USER, Map.of());
  }
}
