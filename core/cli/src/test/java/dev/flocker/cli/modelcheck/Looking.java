package dev.flocker.cli.modelcheck;

import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Copy.Role;
import dev.flocker.cli.move.Decision;
import dev.flocker.cli.move.NodeView;
import dev.flocker.cli.move.Ownership;
import dev.flocker.cli.move.Promotion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a controller sees of the nodes, and what the real decisions make of it. */
final class Looking {

  static final long EMPTY_REPLICA =
      Copies.as(Copies.PROMOTION.set(Copies.GENERATION.set(0, 1), 1), Role.REPLICA);

  /**
   * @param what whose look: nodes that are seen, that are in the inventory, and all ids
   */
  private record Look(long one, long two, long three, int what, int about) {}

  private final Fault fault;
  private final Map<Look, Decision> decisions = new HashMap<>();
  private final Map<Look, Promotion> promotions = new HashMap<>();
  private final Map<Look, Boolean> forgettable = new HashMap<>();

  Looking(Fault fault) {
    this.fault = fault;
  }

  static int ids(World w) {
    return w.get(0, World.ID) | w.get(1, World.ID) << 3 | w.get(2, World.ID) << 6;
  }

  /** The nodes that answer with a machine id, as a set. */
  static int answering(World w, int seen, int id) {
    int nodes = 0;
    for (int n = 0; n < World.NODES; n++) {
      if ((seen >> n & 1) == 1 && w.get(n, World.ID) == id) {
        nodes |= 1 << n;
      }
    }
    return nodes;
  }

  Decision decide(World w, int seen, int home) {
    return decisions.computeIfAbsent(
        look(w, seen, home), k -> Ownership.decide(views(w, seen), Copies.name(home), Set.of()));
  }

  Promotion promotion(World w, int seen, int node) {
    return promotions.computeIfAbsent(
        look(w, seen, node), k -> Promotion.decide(views(w, seen), Copies.name(node)));
  }

  boolean mayForget(World w, int seen, int ids) {
    return forgettable.computeIfAbsent(
        look(w, seen, ids), k -> Promotion.refusesToForget(views(w, seen), names(ids)).isEmpty());
  }

  static Set<String> names(int ids) {
    List<String> names = new ArrayList<>();
    for (int id = 0; id < World.IDS; id++) {
      if ((ids >> id & 1) == 1) {
        names.add(Copies.id(id));
      }
    }
    return Set.copyOf(names);
  }

  private Look look(World w, int seen, int about) {
    int listed = 0;
    for (int n = 0; n < World.NODES; n++) {
      listed |= w.get(n, World.LISTED) << n;
    }
    int what = seen | listed << 3 | ids(w) << 6;
    return new Look(shown(w, seen, 0), shown(w, seen, 1), shown(w, seen, 2), what, about);
  }

  private long shown(World w, int seen, int n) {
    if ((seen >> n & 1) == 0) {
      return 0;
    }
    long copy = w.shown(n);
    if (fault == Fault.NOTHING_SHOWN_IS_NOTHING_THERE && w.is(n, World.HIDDEN)) {
      return EMPTY_REPLICA;
    }
    return fault == Fault.OPEN_BY_HAND_UNNOTICED && !Copies.is(copy, Role.OWNER)
        ? Copies.OPEN.set(copy, 0)
        : copy;
  }

  List<NodeView> views(World w, int seen) {
    List<NodeView> views = new ArrayList<>();
    for (int n = 0; n < World.NODES; n++) {
      if (w.is(n, World.LISTED)) {
        if ((seen >> n & 1) == 1) {
          views.add(
              new NodeView.Seen(
                  Copies.name(n), Copies.id(w.get(n, World.ID)), copy(shown(w, seen, n))));
        } else {
          views.add(new NodeView.Unreachable(unreached(Copies.name(n))));
        }
      }
    }
    return views;
  }

  /** Under a name that no record has it is as if nobody had missed it. */
  private String unreached(String node) {
    return fault == Fault.CLONES_UNNOTICED ? "not-" + node : node;
  }

  static Optional<Copy> copy(long shown) {
    return shown == 0 ? Optional.empty() : Optional.of(Copies.copy(shown, p -> "p" + p));
  }
}
