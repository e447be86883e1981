package dev.flocker.cli.modelcheck;

import dev.flocker.api.node.Copy.Role;
import java.util.EnumSet;
import java.util.function.Supplier;

/** What happens without a controller: writes, late messages, ends of node processes, mishaps. */
record Surroundings(
    Scripts scripts, NodeSide nodes, NodeProcess processes, EnumSet<Mishap> mishaps) {

  void steps(World from, Sink sink) {
    for (int slot = 0; slot < 2; slot++) {
      late(from, slot, sink);
    }
    for (int n = 0; n < World.NODES; n++) {
      if (!from.is(n, World.GONE)) {
        ofItself(from, n, sink);
        if (from.left(World.FAULTS) > 0) {
          World less = from.copy();
          less.left(World.FAULTS, from.left(World.FAULTS) - 1);
          process(less, n, sink);
          machine(less, n, sink);
          person(less, n, sink);
        }
      }
    }
  }

  private void late(World from, int slot, Sink sink) {
    if (from.message(slot) == 0) {
      return;
    }
    Request request = scripts.request(from.message(slot));
    World w = from.copy();
    w.message(slot, 0);
    World dropped = w.copy();
    sink.next(dropped, () -> "is never done: " + request);
    boolean reached = true;
    for (int n = 0; n < World.NODES; n++) {
      reached &= (request.nodes() >> n & 1) == 0 || w.is(n, World.UP);
    }
    if (reached) {
      nodes.perform(w, request, request.ops().size());
      sink.next(w, () -> "comes late: " + request);
    }
  }

  private void ofItself(World from, int n, Sink sink) {
    String name = Copies.name(n);
    if (from.get(n, World.HOLDER) == World.ORPHAN) {
      World w = from.copy();
      processes.undo(w, n);
      sink.next(w, () -> name + " notices that its controller is lost, undoes, and ends");
    }
    boolean writes = from.isOpen(n) && !from.is(n, World.HAND) && !from.is(n, World.STRAY);
    if (writes && from.left(World.WRITES) > 0) {
      World w = from.copy();
      write(w, n);
      w.left(World.WRITES, from.left(World.WRITES) - 1);
      sink.next(w, () -> "a write is acknowledged on " + name);
    }
    if (from.is(n, World.HAND)) {
      sink.next(unmount(from, n), () -> "someone unmounts " + name);
    }
    if (from.is(n, World.HIDDEN)) {
      sink.next(importPool(from, n), () -> "the pool of " + name + " is imported");
    }
  }

  static void write(World w, int n) {
    int bit = 1 << w.left(World.WROTE);
    w.left(World.WROTE, w.left(World.WROTE) + 1);
    w.set(n, World.DATA, w.get(n, World.DATA) | bit);
    w.left(World.ACKNOWLEDGED, w.left(World.ACKNOWLEDGED) | bit);
  }

  static World unmount(World from, int n) {
    World w = from.copy();
    w.set(n, World.HAND, 0);
    w.set(n, World.EXCUSED, 0);
    w.open(n, false);
    return w;
  }

  /** What is mounted at boot is mounted then. */
  World importPool(World from, int n) {
    World w = from.copy();
    w.set(n, World.HIDDEN, 0);
    processes.reboot(w, n);
    return w;
  }

  private void process(World less, int n, Sink sink) {
    String name = Copies.name(n);
    if (mishaps.contains(Mishap.KILL) && less.get(n, World.HOLDER) != 0) {
      World w = less.copy();
      processes.end(w, n);
      sink.next(w, () -> "the node process on " + name + " is killed");
    }
  }

  private void machine(World less, int n, Sink sink) {
    String name = Copies.name(n);
    boolean up = less.is(n, World.UP);
    boolean has = less.copyOn(n) != 0;
    change(
        up && mishaps.contains(Mishap.REBOOT),
        less,
        sink,
        w -> processes.reboot(w, n),
        "reboots",
        n);
    change(mishaps.contains(Mishap.GONE), less, sink, w -> lose(w, n), "is lost for good", n);
    change(
        up && has && !hiddenOrSuperseded(less) && mishaps.contains(Mishap.HIDDEN),
        less,
        sink,
        w -> {
          w.set(n, World.HIDDEN, 1);
          processes.reboot(w, n);
        },
        "reboots, and its pool is not imported",
        n);
    if (!up && mishaps.contains(Mishap.POWER_ON)) {
      World w = less.copy();
      w.set(n, World.UP, 1);
      processes.reboot(w, n);
      sink.next(w, () -> name + " comes back");
    }
  }

  private interface Effect {
    void on(World world);
  }

  private static void change(
      boolean may, World less, Sink sink, Effect effect, String what, int n) {
    if (may) {
      World w = less.copy();
      effect.on(w);
      Supplier<String> how = () -> Copies.name(n) + " " + what;
      sink.next(w, how);
    }
  }

  /** It never comes back. What it alone had can be nowhere; no run can tell that from a cut. */
  void lose(World w, int n) {
    w.copyOn(n, 0);
    processes.reboot(w, n);
    int listed = w.get(n, World.LISTED);
    int id = w.get(n, World.ID);
    w.words[World.NODES + n] = 0;
    w.set(n, World.GONE, 1);
    int left = 0;
    for (int other = 0; other < World.NODES; other++) {
      left |= w.get(other, World.DATA);
    }
    w.left(World.ACKNOWLEDGED, w.left(World.ACKNOWLEDGED) & left);
    w.set(n, World.LISTED, listed);
    w.set(n, World.ID, id);
  }

  private void person(World less, int n, Sink sink) {
    String name = Copies.name(n);
    boolean listed = less.is(n, World.LISTED) && mishaps.contains(Mishap.UNLISTED);
    change(listed, less, sink, w -> w.set(n, World.LISTED, 0), "is struck from the inventory", n);
    long copy = less.copyOn(n);
    boolean mountable =
        copy != 0
            && !Copies.is(copy, Role.OWNER)
            && less.is(n, World.UP)
            && less.idle()
            && quiet(less);
    if (mountable && mishaps.contains(Mishap.HAND_MOUNT)) {
      World w = less.copy();
      w.open(n, true);
      w.set(n, World.HAND, 1);
      sink.next(w, () -> "someone mounts " + name + " by hand");
    }
    boolean blank = copy == 0 && less.get(n, World.INCOMING) == 0 && less.get(n, World.ID) == n;
    for (int of = 0; of < World.NODES && blank && mishaps.contains(Mishap.CLONE); of++) {
      if (of != n && less.get(n, World.HOLDER) == 0) {
        int id = less.get(of, World.ID);
        World w = less.copy();
        w.set(n, World.ID, id);
        sink.next(w, () -> name + " answers with id-" + id);
      }
    }
  }

  /** A pool that hides is a second mishap already: a node with one counts as not seen. */
  private static boolean hiddenOrSuperseded(World w) {
    boolean found = false;
    for (int n = 0; n < World.NODES; n++) {
      found |= w.is(n, World.HIDDEN) || w.is(n, World.STRAY);
    }
    return found;
  }

  /** No process that could open one is at work, and none is open. */
  private static boolean quiet(World w) {
    boolean quiet = true;
    for (int n = 0; n < World.NODES; n++) {
      quiet &= !w.isOpen(n) && w.get(n, World.HOLDER) == 0;
    }
    return quiet;
  }
}
