package dev.flocker.cli.modelcheck;

import dev.flocker.api.node.Copy.Role;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/** What controllers do, message by message, and what becomes of their messages. */
record Controllers(
    Fault fault, Scripts scripts, NodeSide nodes, NodeProcess processes, Commands commands) {

  /**
   * Begins a command.
   *
   * @return null if it does nothing, or there are as many controllers as the model has
   */
  @Nullable World begin(World from, Command command, int unreached) {
    int c = from.of(0, World.SCRIPT) == 0 ? 0 : 1;
    if (from.of(c, World.SCRIPT) != 0) {
      return null;
    }
    World w = from.copy();
    Program program = commands.begin(w, c, command, unreached);
    if (program != null) {
      enter(w, c, program);
    }
    return program == null && w.violation == null ? null : w;
  }

  private void enter(World w, int c, Program program) {
    w.control(c, World.SCRIPT, scripts.begin(program));
    endIfOver(w, c);
  }

  private void endIfOver(World w, int c) {
    int point = w.of(c, World.SCRIPT);
    if (scripts.asks(point) != null) {
      return;
    }
    if (scripts.again(point) && scripts.program(point) instanceof Program.Repairing r) {
      Program next = commands.run(w, w.of(c, World.ALIVE), r.home(), r.round());
      if (next != null) {
        forgetDrawn(w, c);
        enter(w, c, next);
        return;
      }
    }
    end(w, c);
  }

  private static void forgetDrawn(World w, int c) {
    int alive = w.of(c, World.ALIVE);
    w.noController(c);
    w.control(c, World.ALIVE, alive);
  }

  /** It says goodbye: the node processes end and undo nothing. */
  private void end(World w, int c) {
    boolean well = scripts.well(w.of(c, World.SCRIPT));
    for (int n = 0; n < World.NODES; n++) {
      if (w.get(n, World.HOLDER) == c + 1) {
        if (well && w.owns(n) && w.isOpen(n) && w.is(n, World.OWES)) {
          w.violation = "a run ends with the container on " + Copies.name(n) + " stopped";
        }
        processes.end(w, n);
      }
    }
    w.noController(c);
  }

  /** What is under way is done and answered. Null if there is no controller. */
  @Nullable World onward(World from, int c) {
    Request asked = asked(from, c);
    if (asked == null) {
      return null;
    }
    World w = from.copy();
    if (!hears(w, c, asked)) {
      if (fault == Fault.WAITS_FOR_EVER) {
        w.violation = "a run waits for ever for " + asked;
      }
      reply(w, c, asked, Answer.LOST);
    } else {
      Request bound = bind(w, c, asked);
      reply(w, c, bound, nodes.perform(w, bound, bound.ops().size()));
    }
    return w;
  }

  private @Nullable Request asked(World w, int c) {
    int point = w.of(c, World.SCRIPT);
    return point == 0 ? null : scripts.asks(point);
  }

  private static boolean hears(World w, int c, Request asked) {
    return (w.of(c, World.ALIVE) & asked.nodes()) == asked.nodes();
  }

  void steps(World from, int c, EnumSet<Mishap> mishaps, Sink sink) {
    World w = onward(from, c);
    if (w == null) {
      return;
    }
    Request asked = asked(from, c);
    boolean heard = hears(from, c, asked);
    sink.next(w, () -> "run " + (c + 1) + ": " + asked + (heard ? "" : ": no answer"));
    if (from.left(World.FAULTS) == 0) {
      return;
    }
    World less = from.copy();
    less.left(World.FAULTS, from.left(World.FAULTS) - 1);
    lose(less, c, mishaps, sink);
    if (heard) {
      World bound = less.copy();
      mishandled(bound, c, bind(bound, c, asked), mishaps, sink);
    }
  }

  private void lose(World less, int c, EnumSet<Mishap> mishaps, Sink sink) {
    if (mishaps.contains(Mishap.CONTROLLER_DIES)) {
      World w = less.copy();
      die(w, c);
      sink.next(w, () -> "the controller of run " + (c + 1) + " dies");
    }
    for (int n = 0; n < World.NODES && mishaps.contains(Mishap.CUT); n++) {
      if ((less.of(c, World.ALIVE) >> n & 1) == 1) {
        World w = less.copy();
        w.cut(c, n);
        String name = Copies.name(n);
        sink.next(w, () -> "run " + (c + 1) + " loses " + name);
      }
    }
  }

  static void die(World w, int c) {
    for (int n = 0; n < World.NODES; n++) {
      if (w.get(n, World.HOLDER) == c + 1) {
        w.set(n, World.HOLDER, World.ORPHAN);
      }
    }
    w.noController(c);
  }

  private void mishandled(World from, int c, Request bound, EnumSet<Mishap> mishaps, Sink sink) {
    int node = bound.node();
    int all = bound.ops().size();
    for (int i = 0; i < all && mishaps.contains(Mishap.STEP_FAILS); i++) {
      World w = from.copy();
      nodes.perform(w, bound, i);
      fail(w, c, bound, i);
      String what = bound.ops().get(i) + " of " + bound;
      sink.next(w, () -> "run " + (c + 1) + ": fails: " + what);
    }
    if (bound.onlyReads()) {
      return;
    }
    for (int i = 1; i < all && mishaps.contains(Mishap.HALF); i++) {
      String how = "run " + (c + 1) + ": the first " + i + " of: " + bound + ", then its process ";
      World killed = from.copy();
      nodes.perform(killed, bound, i);
      processes.end(killed, node);
      reply(killed, c, bound, Answer.LOST);
      sink.next(killed, () -> how + "dies");
      World orphaned = from.copy();
      nodes.perform(orphaned, bound, i);
      orphaned.cut(c, node);
      reply(orphaned, c, bound, Answer.LOST);
      sink.next(orphaned, () -> how + "is cut off");
    }
    if (mishaps.contains(Mishap.LOST_REPLY)) {
      World w = from.copy();
      nodes.perform(w, bound, all);
      w.cut(c, node);
      reply(w, c, bound, Answer.LOST);
      sink.next(w, () -> "run " + (c + 1) + ": " + bound + ": done, the reply is lost");
    }
    late(from, c, bound, mishaps, sink);
  }

  private void fail(World w, int c, Request bound, int at) {
    Request.Op op = bound.ops().get(at);
    if (op.kind() == Request.Kind.STREAM && fault == Fault.SEND_FAILURE_IGNORED) {
      NodeSide.noteStream(w, bound.node(), 1 << op.other());
      reply(w, c, bound, 0);
    } else {
      NodeProcess.fails(w, bound.node(), op);
      reply(w, c, bound, Answer.FAILED);
    }
  }

  private void late(World from, int c, Request bound, EnumSet<Mishap> mishaps, Sink sink) {
    int slot = from.message(0) == 0 ? 0 : 1;
    if (from.message(slot) != 0) {
      return;
    }
    int number = scripts.number(bound);
    if (mishaps.contains(Mishap.DELAY)) {
      World w = from.copy();
      w.message(slot, number);
      w.cut(c, bound.node());
      reply(w, c, bound, Answer.LOST);
      sink.next(w, () -> "run " + (c + 1) + ": " + bound + ": delayed");
    }
    if (mishaps.contains(Mishap.DOUBLE)) {
      World w = from.copy();
      w.message(slot, number);
      reply(w, c, bound, nodes.perform(w, bound, bound.ops().size()));
      sink.next(w, () -> "run " + (c + 1) + ": " + bound + ": and a second time later");
    }
  }

  /** Gives numbers to the promotions that the code has drawn. */
  private static Request bind(World w, int c, Request asked) {
    return asked.with(
        p -> {
          if (p < Replay.FRESH) {
            return p;
          }
          if (w.fresh(c, p - Replay.FRESH) == 0) {
            int next = w.left(World.PROMOTIONS) + 1;
            w.left(World.PROMOTIONS, next);
            w.fresh(c, p - Replay.FRESH, next);
          }
          return w.fresh(c, p - Replay.FRESH);
        });
  }

  private void reply(World w, int c, Request bound, long answer) {
    long known =
        Answer.with(
            answer,
            p -> {
              for (int i = 0; i < 3; i++) {
                if (w.fresh(c, i) == p) {
                  return Replay.FRESH + i;
                }
              }
              return p;
            });
    if (answer == Answer.LOST && bound.takes() && fault == Fault.LOST_REPLY_IS_NO) {
      keep(w, c, bound.node());
    }
    w.control(c, World.SCRIPT, scripts.after(w.of(c, World.SCRIPT), known));
    endIfOver(w, c);
  }

  /** As Flocker did: the source takes it that it owns the volume still. */
  private static void keep(World w, int c, int target) {
    for (int n = 0; n < World.NODES; n++) {
      long copy = w.copyOn(n);
      if (Copies.is(copy, Role.HANDING_OFF)
          && Copies.TARGET.of(copy) == w.get(target, World.ID) + 1
          && (w.of(c, World.ALIVE) >> n & 1) == 1) {
        copy = Copies.TARGET_VERSION.set(Copies.TARGET.set(copy, 0), 0);
        copy = Copies.GENERATION.set(copy, Copies.GENERATION.of(copy) + 1);
        w.copyOn(n, Copies.as(copy, Role.OWNER));
        w.open(n, true);
      }
    }
  }
}
