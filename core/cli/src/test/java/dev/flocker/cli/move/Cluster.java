package dev.flocker.cli.move;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Copy.Role;
import dev.flocker.api.node.Version;
import dev.flocker.node.wire.Call.Operation;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Three nodes in memory with one volume, a container that uses it, and faults. After every
 * primitive it checks what must hold at any time, and someone writes wherever it is mounted.
 */
final class Cluster {

  static final Ref DB = new Ref("volume", "db");

  /** What goes wrong. */
  enum Fault {
    CONTROLLER_DIES,
    SOURCE_REBOOTS,
    TARGET_REBOOTS,
    SOURCE_CUT_OFF,
    TARGET_CUT_OFF;

    Optional<String> victim() {
      return switch (this) {
        case CONTROLLER_DIES -> Optional.empty();
        case SOURCE_REBOOTS, SOURCE_CUT_OFF -> Optional.of("n1");
        case TARGET_REBOOTS, TARGET_CUT_OFF -> Optional.of("n2");
      };
    }
  }

  /** Whether the primitive it strikes at has been done; if it has, its answer is lost. */
  enum Moment {
    BEFORE,
    AFTER
  }

  /** The controller is no more. */
  static final class ControllerDied extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /**
   * One node. {@code data} is what is on disk; a snapshot is a copy of it.
   *
   * <p>{@code starts}: whether the container starts by itself after a reboot.
   */
  static final class Node {
    final String name;
    final String id;
    Optional<Copy> record = Optional.empty();
    Map<Version, List<String>> snapshots = new LinkedHashMap<>();
    List<String> data = new ArrayList<>();
    Optional<Map<Version, List<String>>> incoming = Optional.empty();
    Map<String, List<String>> aside = new LinkedHashMap<>();
    boolean mounted;
    boolean running;
    boolean starts;
    boolean reachable = true;
    boolean blind;
    boolean locked;
    Set<String> features = Set.of();
    Optional<Version> rest = Optional.empty();
    boolean restRefused;
    boolean receivesNothing;

    /** Whether it may still have what a stream set. */
    boolean tainted;

    long room = Long.MAX_VALUE;

    /** What it says though it is not so, by what it is asked. */
    final Map<Operation, Object> lies = new EnumMap<>(Operation.class);

    Node(String name) {
      this.name = name;
      this.id = "id-" + name;
    }

    Optional<Copy> copy() {
      return record.map(
          r ->
              new Copy(
                  r.volume(),
                  r.generation(),
                  r.promotion(),
                  r.role(),
                  r.handoff(),
                  r.peers(),
                  List.copyOf(snapshots.keySet()),
                  mounted,
                  r.names()));
    }

    /** As ZFS and Docker do it: an owner is mounted again, what restarts by itself runs again. */
    void reboot() {
      mounted = record.filter(r -> r.role() == Role.OWNER).isPresent();
      running = starts && mounted;
    }
  }

  final Map<String, Node> nodes = new LinkedHashMap<>();
  final List<String> acknowledged = new ArrayList<>();
  private int primitives;
  private int strikeAt = -1;
  private Fault fault = Fault.CONTROLLER_DIES;
  private Moment moment = Moment.BEFORE;
  private int guids;

  Cluster() {
    for (String name : List.of("n1", "n2", "n3")) {
      nodes.put(name, new Node(name));
    }
  }

  Node node(String name) {
    return nodes.get(name);
  }

  String newGuid() {
    return Integer.toString(++guids);
  }

  void arm(int at, Fault what, Moment when) {
    primitives = 0;
    strikeAt = at;
    fault = what;
    moment = when;
  }

  void disarm() {
    strikeAt = -1;
  }

  /** How many primitives ran since the fault was armed. */
  int primitives() {
    return primitives;
  }

  /** Everything is repaired; nodes come back with what they had. */
  void heal() {
    nodes.values().forEach(n -> n.reachable = true);
  }

  /** Runs one primitive, and lets the fault strike where it is to. */
  <T> T primitive(Supplier<T> effect) {
    boolean now = ++primitives == strikeAt;
    if (now && moment == Moment.BEFORE) {
      strike();
    }
    T result = effect.get();
    write();
    check();
    if (now && moment == Moment.AFTER) {
      strike();
    }
    return result;
  }

  private void strike() {
    if (fault == Fault.CONTROLLER_DIES) {
      throw new ControllerDied();
    }
    Node victim = node(fault.victim().orElseThrow());
    victim.reachable = false;
    if (fault == Fault.SOURCE_REBOOTS || fault == Fault.TARGET_REBOOTS) {
      victim.reboot();
      check();
    }
  }

  /** Someone writes wherever it is mounted, be it the container or not, and is told it is kept. */
  void write() {
    for (Node node : nodes.values()) {
      if (node.mounted) {
        String line = "w" + acknowledged.size();
        node.data.add(line);
        acknowledged.add(line);
      }
    }
  }

  private void check() {
    List<String> open = nodes.values().stream().filter(n -> n.mounted).map(n -> n.name).toList();
    if (open.size() > 1) {
      throw new AssertionError("open on " + open);
    }
    List<String> owners =
        nodes.values().stream()
            .filter(n -> n.record.filter(r -> r.role() == Role.OWNER).isPresent())
            .map(n -> n.name)
            .toList();
    if (owners.size() > 1) {
      throw new AssertionError("owned by " + owners);
    }
    for (Node node : nodes.values()) {
      if (node.mounted && !node.data.containsAll(acknowledged)) {
        throw new AssertionError(node.name + " is open without all that was acknowledged");
      }
    }
  }
}
