package dev.flocker.cli.modelcheck;

import dev.flocker.cli.modelcheck.Command.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * That from every state documented commands lead to an open owner with its container, on each node
 * that is left: once the controllers are gone and nothing more goes wrong. What is off counts as
 * gone for good.
 */
final class WayOut {

  /** More commands in a row than any page asks for. */
  private static final int MOST = 5;

  private final Model model;
  private final States known = new States();

  WayOut(Model model) {
    this.model = model;
  }

  int known() {
    return known.size();
  }

  /**
   * @return what is missing; null if there is a way
   */
  @Nullable String missing(World state) {
    World rest = rest(state.copy());
    if (rest.violation != null) {
      return rest.violation;
    }
    if (!someoneHasIt(rest) || !known.add(rest)) {
      return null;
    }
    for (int home = 0; home < World.NODES; home++) {
      if (rest.is(home, World.UP) && !rest.is(home, World.HIDDEN)) {
        String why = wayTo(rest, home);
        if (why != null) {
          return why;
        }
      }
    }
    return null;
  }

  /** All controllers die, all that they left behind comes to its end. */
  private World rest(World w) {
    for (int c = 0; c < World.CONTROLLERS; c++) {
      if (w.of(c, World.SCRIPT) != 0) {
        Controllers.die(w, c);
      }
    }
    w.message(0, 0);
    w.message(1, 0);
    for (int n = 0; n < World.NODES; n++) {
      if (w.get(n, World.HOLDER) == World.ORPHAN) {
        model.around().processes().undo(w, n);
      }
    }
    for (int n = 0; n < World.NODES; n++) {
      if (!w.is(n, World.UP)) {
        model.around().lose(w, n);
      }
    }
    w.left(World.FAULTS, 0);
    w.left(World.RUNS, 0);
    w.left(World.WRITES, 0);
    Canonical.make(w);
    return w;
  }

  private static boolean someoneHasIt(World w) {
    boolean has = false;
    for (int n = 0; n < World.NODES; n++) {
      has |= w.copyOn(n) != 0 && w.is(n, World.UP);
    }
    return has;
  }

  private record Reached(World world, List<String> by) {}

  private @Nullable String wayTo(World rest, int home) {
    States seen = new States();
    Deque<Reached> next = new ArrayDeque<>();
    next.add(new Reached(rest, List.of()));
    while (!next.isEmpty()) {
      Reached now = next.poll();
      World w = now.world();
      String broken = Invariants.broken(w);
      if (broken != null) {
        return broken + " after " + now.by();
      }
      if (w.owns(home) && w.isOpen(home) && w.is(home, World.RUNNING)) {
        return null;
      }
      if (now.by().size() < MOST && seen.add(w)) {
        remedies(w, home, (after, how) -> next.add(reached(now, after, how.get())));
      }
    }
    return "no command leads to an open owner on " + Copies.name(home);
  }

  private static Reached reached(Reached now, World after, String how) {
    List<String> by = new ArrayList<>(now.by());
    by.add(how);
    Canonical.make(after);
    return new Reached(after, by);
  }

  private void remedies(World w, int home, Sink sink) {
    give(w, new Command(Kind.RUN, home), sink);
    for (int n = 0; n < World.NODES; n++) {
      give(w, new Command(Kind.FORGET, n), sink);
      give(w, new Command(Kind.PROMOTE, n), sink);
      String name = Copies.name(n);
      if (w.is(n, World.HAND)) {
        sink.next(Surroundings.unmount(w, n), () -> "unmount " + name);
      }
      if (w.is(n, World.HIDDEN)) {
        sink.next(model.around().importPool(w, n), () -> "import " + name);
      }
      if (w.is(n, World.UP) && !w.is(n, World.LISTED)) {
        World listed = w.copy();
        listed.set(n, World.LISTED, 1);
        sink.next(listed, () -> "list " + name);
      }
      if (w.is(n, World.GONE) && w.is(n, World.LISTED)) {
        World unlisted = w.copy();
        unlisted.set(n, World.LISTED, 0);
        sink.next(unlisted, () -> "strike " + name + " from the inventory");
      }
      if (isClone(w, n)) {
        World own = w.copy();
        own.set(n, World.ID, unused(w));
        sink.next(own, () -> "a machine id of its own for " + name);
      }
    }
  }

  /** Of two with one id, the one that has no volume: so says {@code Dialer}. */
  private static boolean isClone(World w, int n) {
    boolean clone = false;
    for (int other = 0; other < World.NODES; other++) {
      clone |=
          other != n
              && w.is(n, World.UP)
              && w.is(other, World.UP)
              && w.get(n, World.ID) == w.get(other, World.ID)
              && (w.copyOn(n) == 0 || w.copyOn(other) != 0);
    }
    return clone;
  }

  /** A machine id that no node has and no record names. */
  private static int unused(World w) {
    int used = 0;
    for (int n = 0; n < World.NODES; n++) {
      used |= 1 << w.get(n, World.ID) | Copies.PEERS.of(w.copyOn(n));
      used |= 1 << Copies.TARGET.of(w.copyOn(n)) >> 1;
    }
    return Integer.numberOfTrailingZeros(~used);
  }

  private void give(World w, Command command, Sink sink) {
    World now = model.controllers().begin(w, command, 0);
    while (now != null && now.of(0, World.SCRIPT) != 0 && now.violation == null) {
      now = model.controllers().onward(now, 0);
    }
    if (now != null) {
      sink.next(now, command::toString);
    }
  }
}
