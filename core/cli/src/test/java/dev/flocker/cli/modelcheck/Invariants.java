package dev.flocker.cli.modelcheck;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What must hold in every state. */
final class Invariants {

  private Invariants() {}

  /**
   * What was superseded at a person's word while it was off, and comes back, is left alone until a
   * run reaches it; so is what a person mounts where a run cannot see it.
   *
   * @return what is wrong; null if nothing is
   */
  static @Nullable String broken(World w) {
    if (w.violation != null) {
      return w.violation;
    }
    List<String> open = new ArrayList<>();
    List<String> owners = new ArrayList<>();
    for (int n = 0; n < World.NODES; n++) {
      if (w.is(n, World.RUNNING) && !w.isOpen(n)) {
        return "a container runs on " + Copies.name(n) + " without its volume";
      }
      if (w.is(n, World.STRAY)) {
        continue;
      }
      if (w.isOpen(n) && !w.is(n, World.EXCUSED)) {
        open.add(Copies.name(n));
      }
      if (w.owns(n)) {
        owners.add(Copies.name(n));
      }
      int lacks = w.left(World.ACKNOWLEDGED) & ~w.get(n, World.DATA);
      if (w.isOpen(n) && !w.is(n, World.HAND) && lacks != 0) {
        return Copies.name(n) + " is open without all that was acknowledged";
      }
    }
    if (open.size() > 1) {
      return "open on " + String.join(" and ", open);
    }
    return owners.size() > 1 ? "owned by " + String.join(" and ", owners) : null;
  }
}
