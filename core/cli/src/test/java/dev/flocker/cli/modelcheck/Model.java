package dev.flocker.cli.modelcheck;

import dev.flocker.api.node.Copy;
import dev.flocker.cli.modelcheck.Command.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * What may happen, and where it begins: one node has a volume with a container.
 *
 * @param nodes 2 or 3
 * @param faults how many mishaps at most
 * @param runs how many commands at most
 * @param writes how many besides the first
 * @param kinds the commands that are given
 */
record Model(
    int nodes,
    int faults,
    int runs,
    int writes,
    EnumSet<Mishap> mishaps,
    EnumSet<Kind> kinds,
    Controllers controllers,
    Surroundings around) {

  static Model of(
      int nodes,
      int faults,
      int runs,
      int writes,
      EnumSet<Mishap> mishaps,
      EnumSet<Kind> kinds,
      Fault fault) {
    Scripts scripts = new Scripts();
    NodeSide side = new NodeSide(fault);
    NodeProcess processes = new NodeProcess(side, scripts);
    Commands commands = new Commands(fault, new Looking(fault), processes);
    Controllers controllers = new Controllers(fault, scripts, side, processes, commands);
    Surroundings around = new Surroundings(scripts, side, processes, mishaps);
    return new Model(nodes, faults, runs, writes, mishaps, kinds, controllers, around);
  }

  World start() {
    World w = new World(new long[World.WORDS]);
    for (int n = 0; n < World.NODES; n++) {
      w.set(n, World.ID, n);
      w.set(n, n < nodes ? World.UP : World.GONE, 1);
      w.set(n, World.LISTED, n < nodes ? 1 : 0);
    }
    w.copyOn(0, Copies.word(fresh(), p -> 1));
    w.open(0, true);
    w.set(0, World.AUTO, 1);
    w.set(0, World.RUNNING, 1);
    w.set(0, World.STARTS, 1);
    w.left(World.FAULTS, faults);
    w.left(World.RUNS, runs);
    w.left(World.WRITES, writes);
    w.left(World.PROMOTIONS, 1);
    Surroundings.write(w, 0);
    return w;
  }

  private static Copy fresh() {
    return new Copy(
        "volume", 1, "p1", Copy.Role.OWNER, Optional.empty(), List.of(), List.of(), false);
  }

  void successors(World from, Sink sink) {
    for (int c = 0; c < World.CONTROLLERS; c++) {
      controllers.steps(from, c, mishaps, sink);
    }
    around.steps(from, sink);
    if (from.left(World.RUNS) > 0) {
      World less = from.copy();
      less.left(World.RUNS, from.left(World.RUNS) - 1);
      begin(less, 0, sink);
      if (less.left(World.FAULTS) > 0 && mishaps.contains(Mishap.UNREACHED)) {
        less.left(World.FAULTS, from.left(World.FAULTS) - 1);
        for (int n = 0; n < nodes; n++) {
          begin(less, 1 << n, sink);
        }
      }
    }
  }

  private void begin(World less, int unreached, Sink sink) {
    for (Command command : commands()) {
      World w = controllers.begin(less, command, unreached);
      if (w != null) {
        String without =
            unreached == 0
                ? ""
                : " does not reach " + Copies.name(Integer.numberOfTrailingZeros(unreached));
        sink.next(w, () -> command + without);
      }
    }
  }

  List<Command> commands() {
    List<Command> commands = new ArrayList<>();
    for (Kind kind : kinds) {
      for (int n = 0; n < nodes; n++) {
        commands.add(new Command(kind, n));
      }
    }
    return commands;
  }
}
