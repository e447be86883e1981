package dev.flocker.cli.modelcheck;

import java.util.function.IntUnaryOperator;

/** Gives one form to states that differ in nothing that counts. */
final class Canonical {

  private Canonical() {}

  static void make(World w) {
    if (w.message(0) == 0 && w.message(1) != 0
        || w.message(1) != 0 && Integer.compareUnsigned(w.message(1), w.message(0)) < 0) {
      int first = w.message(0);
      w.message(0, w.message(1));
      w.message(1, first);
    }
    if (w.idle()) {
      promotions(w);
      snapshots(w);
      generations(w);
    }
  }

  /** Numbered in the order of the nodes. */
  private static void promotions(World w) {
    int[] names = new int[32];
    int[] last = {0};
    IntUnaryOperator rename =
        p -> {
          if (names[p] == 0) {
            names[p] = ++last[0];
          }
          return names[p];
        };
    for (int n = 0; n < World.NODES; n++) {
      w.copyOn(n, Request.renamed(w.copyOn(n), rename));
    }
    w.left(World.PROMOTIONS, last[0]);
  }

  /** Without those that nobody has any more; in their order. */
  private static void snapshots(World w) {
    int used = 0;
    for (int n = 0; n < World.NODES; n++) {
      used |= Copies.VERSIONS.of(w.copyOn(n)) | w.get(n, World.INCOMING);
      used |= 1 << Copies.TARGET_VERSION.of(w.copyOn(n)) & ~1;
    }
    int[] names = new int[16];
    World old = w.copy();
    w.words[9] = 0;
    int last = 0;
    for (int v = 1; v < names.length; v++) {
      if ((used >> v & 1) == 1) {
        names[v] = ++last;
        w.content(last, old.content(v));
      }
    }
    w.left(World.SNAPSHOTS, last);
    for (int n = 0; n < World.NODES; n++) {
      long copy = w.copyOn(n);
      copy = Copies.VERSIONS.set(copy, renamed(Copies.VERSIONS.of(copy), names));
      w.copyOn(n, Copies.TARGET_VERSION.set(copy, names[Copies.TARGET_VERSION.of(copy)]));
      w.set(n, World.INCOMING, renamed(w.get(n, World.INCOMING), names));
    }
  }

  private static int renamed(int versions, int[] names) {
    int renamed = 0;
    for (int v = 1; v < names.length; v++) {
      if ((versions >> v & 1) == 1) {
        renamed |= 1 << names[v];
      }
    }
    return renamed;
  }

  /** The lowest is 1; the distances stay. */
  private static void generations(World w) {
    int lowest = Copies.FAR;
    for (int n = 0; n < World.NODES; n++) {
      if (w.copyOn(n) != 0) {
        lowest = Math.min(lowest, Copies.GENERATION.of(w.copyOn(n)) % Copies.FAR);
      }
    }
    for (int n = 0; n < World.NODES; n++) {
      long copy = w.copyOn(n);
      if (copy != 0) {
        w.copyOn(n, Copies.GENERATION.set(copy, Copies.GENERATION.of(copy) - lowest + 1));
      }
    }
  }
}
