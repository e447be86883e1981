package dev.flocker.cli.modelcheck;

import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Copy.Role;
import dev.flocker.cli.move.Decision;
import dev.flocker.cli.move.Peer;
import dev.flocker.cli.move.Promotion;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How commands begin: locks, a look at all nodes, a decision. */
record Commands(Fault fault, Looking looking, NodeProcess processes) {

  /**
   * Locks what is reached and decides. The lock is taken before the look ({@code Runner}), so both
   * are one step.
   *
   * @param unreached nodes that this controller does not reach
   * @return null if the command does nothing
   */
  @Nullable Program begin(World w, int controller, Command command, int unreached) {
    int seen = 0;
    for (int n = 0; n < World.NODES; n++) {
      if (w.is(n, World.UP) && w.is(n, World.LISTED) && (unreached >> n & 1) == 0) {
        if (w.get(n, World.HOLDER) != 0) {
          return null;
        }
        seen |= 1 << n;
      }
    }
    if (seen == 0 || clones(w, seen)) {
      return null;
    }
    Program program =
        switch (command.kind()) {
          case RUN -> run(w, seen, command.node(), 0);
          case PUSH -> push(w, seen, command.node());
          case PROMOTE -> promote(w, seen, command.node());
          case FORGET -> forget(w, seen, command.node());
        };
    if (program != null) {
      lock(w, controller, seen);
    }
    return program;
  }

  private static void lock(World w, int controller, int seen) {
    w.control(controller, World.ALIVE, seen);
    for (int n = 0; n < World.NODES; n++) {
      if ((seen >> n & 1) == 1) {
        w.set(n, World.HOLDER, controller + 1);
      } else if (w.is(n, World.HAND)) {
        w.set(n, World.EXCUSED, 1);
      }
    }
  }

  /** {@code Dialer.Opened} */
  private boolean clones(World w, int seen) {
    boolean clones = false;
    for (int id = 0; id < World.IDS; id++) {
      clones |= Integer.bitCount(Looking.answering(w, seen, id)) > 1;
    }
    return clones && fault != Fault.CLONES_UNNOTICED;
  }

  /** {@code Movables.plan} */
  @Nullable Program run(World w, int seen, int home, int round) {
    if ((seen >> home & 1) == 0) {
      return null;
    }
    Scene scene = new Scene(Looking.ids(w), seen);
    return switch (looking.decide(w, seen, home)) {
      case Decision.Stay s ->
          s.stale().isEmpty()
              ? stay(w, scene, home, s.open())
              : repair(scene, s.owner(), s.stale(), "", home, round);
      case Decision.Move m ->
          m.stale().isEmpty()
              ? new Program.Moving(scene, Copies.node(m.from()), home, false)
              : repair(scene, m.from(), m.stale(), "", home, round);
      case Decision.Promote p ->
          p.stale().isEmpty()
              ? new Program.Moving(scene, Copies.node(p.from()), home, true)
              : repair(scene, p.from(), p.stale(), "", home, round);
      case Decision.TakeBack t -> repair(scene, t.owner(), t.stale(), t.to(), home, round);
      case Decision.Create c -> {
        refuseIfThere(w);
        yield null;
      }
      case Decision.Blocked b -> null;
      case Decision.Conflict c -> null;
    };
  }

  private static @Nullable Program stay(World w, Scene scene, int home, boolean open) {
    return open && w.is(home, World.RUNNING) ? null : new Program.Staying(scene, home, open);
  }

  /** {@code Runner.MOST_REPAIRS} */
  private static @Nullable Program repair(
      Scene scene, String owner, List<Decision.Stale> stale, String takeFrom, int home, int round) {
    return round == 3
        ? null
        : new Program.Repairing(scene, owner, stale, takeFrom, home, round + 1);
  }

  /**
   * A new, empty one must not hide one that is there. A node outside of the inventory is unknown.
   */
  private static void refuseIfThere(World w) {
    for (int n = 0; n < World.NODES; n++) {
      if (w.copyOn(n) != 0 && w.is(n, World.LISTED) && !w.is(n, World.HIDDEN)) {
        w.violation = "it is made empty although " + Copies.name(n) + " has it";
      }
    }
  }

  /** {@code Volumes.push} */
  private @Nullable Program push(World w, int seen, int to) {
    for (int n = 0; n < World.NODES; n++) {
      boolean mayOwn = (seen >> n & 1) == 1 && n != to && Copies.is(w.shown(n), Role.OWNER);
      if (mayOwn
          && (seen >> to & 1) == 1
          && looking.decide(w, seen, n) instanceof Decision.Stay s
          && s.stale().isEmpty()) {
        return new Program.Pushing(new Scene(Looking.ids(w), seen), n, to);
      }
    }
    return null;
  }

  /** {@code Succession.promote} */
  private @Nullable Program promote(World w, int seen, int node) {
    if ((seen >> node & 1) == 0
        || (fault == Fault.NO_WAY_BACK_FROM_HANDOFF && Copies.is(w.shown(node), Role.HANDING_OFF))
        || !(looking.promotion(w, seen, node) instanceof Promotion.Allowed allowed)) {
      return null;
    }
    for (Peer peer : allowed.off()) {
      int id = Copies.machine(peer.id());
      boolean answers = Looking.answering(w, seen, id) != 0;
      boolean vouched = answers && !w.is(Copies.node(peer.name()), World.UP);
      if (answers && !vouched && fault != Fault.CLONES_UNNOTICED) {
        return null;
      }
      if (!answers && fault != Fault.PROMOTED_WITHOUT_POWER_OFF) {
        powerOff(w, seen, id);
      }
    }
    if (fault != Fault.PROMOTED_WITHOUT_POWER_OFF && fault != Fault.CLONES_UNNOTICED) {
      powerOffUnknownOwners(w, seen);
    }
    for (int n = 0; n < World.NODES; n++) {
      if (w.is(n, World.HIDDEN) && w.copyOn(n) != 0) {
        w.set(n, World.STRAY, 1); // A person says that it is lost.
      }
    }
    List<Copy> copies = new ArrayList<>();
    for (int n = 0; n < World.NODES; n++) {
      if ((seen >> n & 1) == 1) {
        Looking.copy(w.shown(n)).ifPresent(copies::add);
      }
    }
    return new Program.Promoting(new Scene(Looking.ids(w), seen), node, copies, allowed.aside());
  }

  /**
   * An owner that no copy knows, as it became one after they were brought up to date, and that is
   * not seen either, is named by nothing: docs/how-moves-stay-safe.md leaves it to the person.
   */
  private void powerOffUnknownOwners(World w, int seen) {
    for (int n = 0; n < World.NODES; n++) {
      if (w.owns(n)) {
        powerOff(w, seen, w.get(n, World.ID));
      }
    }
  }

  /** Who promotes sees to it that the machine is off, by its fence or by hand. */
  private void powerOff(World w, int seen, int id) {
    for (int n = 0; n < World.NODES; n++) {
      if (w.get(n, World.ID) == id && (seen >> n & 1) == 0 && w.is(n, World.UP)) {
        w.set(n, World.UP, 0);
        w.set(n, World.STRAY, w.copyOn(n) == 0 ? 0 : 1);
        processes.reboot(w, n);
      }
    }
  }

  /** {@code Succession.forget}: a person says that a node is gone, and is right. */
  private @Nullable Program forget(World w, int seen, int gone) {
    int ids = 0;
    List<Integer> holders = new ArrayList<>();
    for (int n = 0; n < World.NODES; n++) {
      int named = (seen >> n & 1) == 1 ? Copies.peersNamed(w.shown(n), gone) : 0;
      ids |= named;
    }
    for (int n = 0; n < World.NODES; n++) {
      if ((seen >> n & 1) == 1 && (Copies.PEERS.of(w.shown(n)) & ids) != 0) {
        holders.add(n);
      }
      if ((ids >> w.get(n, World.ID) & 1) == 1 && !w.is(n, World.GONE)) {
        return null;
      }
    }
    return ids == 0 || fault == Fault.NOTHING_IS_FORGOTTEN || !looking.mayForget(w, seen, ids)
        ? null
        : new Program.Forgetting(new Scene(Looking.ids(w), seen), Looking.names(ids), holders);
  }
}
