package dev.flocker.cli.modelcheck;

import dev.flocker.api.node.Copy.Role;
import dev.flocker.cli.modelcheck.Request.Op;

/**
 * What a node does, and what it refuses: {@code Local} and {@code ZfsNode} of the zfs plugin for a
 * volume, and what Docker does for a container.
 */
record NodeSide(Fault fault) {

  private static final long REFUSED = -1;

  /**
   * Performs the first operations of a request, up to one that is refused.
   *
   * @return the answer
   */
  long perform(World w, Request request, int count) {
    long answer = 0;
    for (Op op : request.ops().subList(0, count)) {
      NodeProcess.before(w, request.node(), op);
      long result = perform(w, request.node(), op);
      if (result == REFUSED) {
        return Answer.FAILED;
      }
      NodeProcess.after(w, request.node(), op);
      answer |= result;
    }
    return answer;
  }

  private long perform(World w, int n, Op op) {
    if (op.kind() == Request.Kind.COPY) {
      return shown(w, n);
    }
    if (w.is(n, World.HIDDEN)) {
      return pretended(op) ? 0 : REFUSED;
    }
    if (op.kind() == Request.Kind.SNAPSHOT) {
      return w.copyOn(n) == 0 ? REFUSED : snapshot(w, n);
    }
    boolean done =
        switch (op.kind()) {
          case REQUIRE_CLOSABLE -> w.copyOn(n) != 0 && !w.is(n, World.HAND);
          case EXPECT -> expect(w, n);
          case FENCE -> fence(w, n);
          case RECORD -> record(w, n, op.one(), op.other());
          case OPEN -> open(w, n);
          case RETAIN -> retain(w, n, (int) op.one(), (int) op.other());
          case SET_ASIDE -> setAside(w, n);
          case QUIESCE -> quiesce(w, n);
          case RESUME -> resume(w, n);
          case STREAM -> stream(w, Op.FROM.of(op.one()), n, Op.BASE.of(op.one()), (int) op.other());
          default -> throw new AssertionError(op);
        };
    return done ? 0 : REFUSED;
  }

  private boolean pretended(Op op) {
    return fault == Fault.NOTHING_SHOWN_IS_NOTHING_THERE && op.kind() == Request.Kind.RECORD;
  }

  private long shown(World w, int n) {
    return fault == Fault.NOTHING_SHOWN_IS_NOTHING_THERE && w.is(n, World.HIDDEN)
        ? Looking.EMPTY_REPLICA
        : w.shown(n);
  }

  /** {@code Local.snapshot} */
  private static long snapshot(World w, int n) {
    int number = w.left(World.SNAPSHOTS) + 1;
    w.left(World.SNAPSHOTS, number);
    w.content(number, w.get(n, World.DATA));
    int versions = Copies.VERSIONS.of(w.copyOn(n)) | 1 << number;
    w.copyOn(n, Copies.VERSIONS.set(w.copyOn(n), versions));
    return Answer.SNAPSHOT.set(0, number);
  }

  /** {@code Local.expect} */
  private static boolean expect(World w, int n) {
    w.set(n, World.INCOMING, 0);
    return true;
  }

  /** {@code Local.unmount}: it is busy while something uses it. */
  private static boolean fence(World w, int n) {
    if (w.copyOn(n) == 0 || w.is(n, World.RUNNING) || w.is(n, World.HAND)) {
      return false;
    }
    w.open(n, false);
    return true;
  }

  /** {@code Local.record}: compared and replaced; a first one takes what was received. */
  private boolean record(World w, int n, long expected, long next) {
    if (fault == Fault.SOURCE_RENAMED_LATE && Copies.is(next, Role.HANDING_OFF)) {
      return true;
    }
    if (fault == Fault.TAKEN_BACK_IN_SECRET && burns(expected, next)) {
      return true;
    }
    long now = w.copyOn(n);
    boolean same = (now == 0) == (expected == 0) && Copies.sameRecord(now, expected);
    boolean owner = Copies.is(next, Role.OWNER);
    int incoming = w.get(n, World.INCOMING);
    if ((!same && fault != Fault.RECORDS_REPLACED_BLINDLY)
        || (!owner && w.isOpen(n))
        || (now == 0 && incoming == 0)) {
      return false;
    }
    if (now == 0) {
      w.set(n, World.INCOMING, 0);
      w.set(n, World.DATA, w.content(Copies.newest(incoming)));
      now = Copies.VERSIONS.set(0, incoming);
    }
    w.copyOn(n, Copies.withRecord(next, now));
    if (!owner) {
      w.set(n, World.AUTO, 0);
      w.set(n, World.OWES, 0);
      w.set(n, World.STRAY, 0);
    } else if (Copies.GENERATION.of(next) >= Copies.GENERATION.of(expected) + Copies.FAR) {
      w.left(World.ACKNOWLEDGED, w.left(World.ACKNOWLEDGED) & w.get(n, World.DATA));
      w.set(n, World.STRAY, 0);
    }
    return true;
  }

  private static boolean burns(long expected, long next) {
    return Copies.is(expected, Role.REPLICA)
        && Copies.is(next, Role.REPLICA)
        && Copies.PROMOTION.of(next) >= Copies.PROMOTION.of(expected)
        && Copies.GENERATION.of(next) > Copies.GENERATION.of(expected) + 1;
  }

  /** {@code Local.open}: refused unless the record says OWNER. */
  static boolean open(World w, int n) {
    boolean may = w.owns(n);
    if (may) {
      w.open(n, true);
      w.set(n, World.AUTO, 1);
    }
    return may;
  }

  /** {@code Retention} */
  private static boolean retain(World w, int n, int needed, int keep) {
    int versions = Copies.VERSIONS.of(w.copyOn(n));
    int kept = versions & needed;
    int free = versions & ~needed;
    for (int i = 0; i < keep && free != 0; i++) {
      int newest = 1 << Copies.newest(free);
      kept |= newest;
      free &= ~newest;
    }
    w.copyOn(n, Copies.VERSIONS.set(w.copyOn(n), kept));
    return true;
  }

  /** {@code Local.setAside} */
  private static boolean setAside(World w, int n) {
    if (w.copyOn(n) == 0 || w.isOpen(n)) {
      return false;
    }
    w.copyOn(n, 0);
    w.set(n, World.DATA, 0);
    w.set(n, World.AUTO, 0);
    w.set(n, World.OWES, 0);
    w.set(n, World.STRAY, 0);
    return true;
  }

  private static boolean quiesce(World w, int n) {
    if (w.is(n, World.RUNNING)) {
      w.set(n, World.OWES, 1);
    }
    w.set(n, World.RUNNING, 0);
    w.set(n, World.STARTS, 0);
    return true;
  }

  /** What mounts the volume does not start without it. */
  static boolean resume(World w, int n) {
    w.set(n, World.OWES, 0); // Whether it starts or not: it was told to, and says if it cannot.
    if (!w.isOpen(n)) {
      return false;
    }
    w.set(n, World.RUNNING, 1);
    w.set(n, World.STARTS, 1);
    return true;
  }

  /** {@code zfs send -I} into {@code zfs receive}, without force: all of it or nothing. */
  private boolean stream(World w, int from, int n, int base, int to) {
    int sent = Copies.VERSIONS.of(w.copyOn(from));
    boolean first = w.copyOn(n) == 0;
    int into = first ? w.get(n, World.INCOMING) : Copies.VERSIONS.of(w.copyOn(n));
    boolean modified =
        !first && into != 0 && w.get(n, World.DATA) != w.content(Copies.newest(into));
    if ((sent >> to & 1) == 0
        || (base != 0 && (sent >> base & 1) == 0)
        || Copies.newest(into) != base
        || modified
        || w.isOpen(n)
        || w.is(from, World.HIDDEN)) {
      return false;
    }
    int later = sent & (1 << to + 1) - 1 & -(1 << base + 1);
    int all = into | (base == 0 ? 1 << to : later);
    noteStream(w, n, all);
    if (!first) {
      w.set(n, World.DATA, w.content(to));
    }
    return true;
  }

  /** Adds to the snapshots that a node shows. */
  static void noteStream(World w, int n, int versions) {
    if (w.copyOn(n) == 0) {
      w.set(n, World.INCOMING, w.get(n, World.INCOMING) | versions);
    } else {
      int all = Copies.VERSIONS.of(w.copyOn(n)) | versions;
      w.copyOn(n, Copies.VERSIONS.set(w.copyOn(n), all));
    }
  }
}
