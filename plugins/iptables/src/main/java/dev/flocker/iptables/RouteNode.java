package dev.flocker.iptables;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Change;
import dev.flocker.api.node.Command;
import dev.flocker.api.node.Holdable;
import dev.flocker.api.node.Host;
import dev.flocker.api.node.NodeHalf;
import dev.flocker.api.node.Observed;
import dev.flocker.api.node.Preparable;
import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Scope;
import dev.flocker.api.node.Sweepable;
import dev.flocker.api.value.Port;
import dev.flocker.api.value.Protocol;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/** Routes on a node. */
final class RouteNode
    implements NodeHalf<RouteState>, Holdable<RouteState>, Preparable<RouteState>, Sweepable {

  /**
   * How long a connection to a former place may be silent and still be ended by its next packet.
   */
  private static final Duration LEFT = Duration.ofHours(1);

  /** Between looking and changing nobody else of this process may change. */
  private final ReentrantLock lock = new ReentrantLock();

  /** The devices by which newcomers wait, for each port that this process holds. */
  private final Map<Port, List<String>> rooms = new HashMap<>();

  @Override
  public List<Requirement> requirements() {
    return List.of(
        new Requirement(
            "iptables", Command.of("iptables", "--version"), "apt-get install iptables"),
        new Requirement(
            "systemd", Command.of("systemctl", "--version"), "use a system that runs systemd"));
  }

  @Override
  public List<Observed<RouteState>> observe(Scope scope, Host host) {
    Boot boot = new Boot(host);
    if (!boot.used() && !loaded(host)) {
      return List.of();
    }
    Saved now = Kernel.save(host);
    boolean whole = Chain.jumps(Chain.all(now)).stream().allMatch(now::has) && boot.complete(now);
    List<Observed<RouteState>> seen = new ArrayList<>();
    now.routes()
        .forEach(
            (key, rules) -> {
              Ref ref = new Ref(RouteType.NAME, key.port().toString());
              if (scope.project().isEmpty()
                  || scope.project().equals(key.project())
                  || scope.wanted().contains(ref)) {
                RouteState state = Rules.read(key.project(), key.port(), rules, whole);
                seen.add(Observed.of(ref, key.project(), state, version(rules)));
              }
            });
    return seen;
  }

  /** Asking a kernel without a packet filter for its rules would load one. */
  private static boolean loaded(Host host) {
    List<String> modules = host.list(Path.of("/sys/module"));
    return modules.contains("nf_tables") || modules.contains("ip_tables");
  }

  private static String version(List<Rule> rules) {
    return rules.stream()
        .map(r -> r.table() + " " + r.chain() + " " + r.spec())
        .collect(Collectors.joining("\n"));
  }

  /**
   * Sees to it that nobody gets in who may not, before the container can start here. The route
   * leads on to where it led: who waits for the container itself waits for {@link #apply}.
   */
  @Override
  public void prepare(Change<RouteState> change, Host host, Progress progress) {
    switch (change) {
      case Change.Create<RouteState> c -> apply(c, host, progress);
      case Change.Update<RouteState> u -> limit(u.project(), u.have(), u.want(), host);
      case Change.Replace<RouteState> r -> {} // the port is its identity: there is none
      case Change.Remove<RouteState> r -> {}
    }
  }

  private void limit(String project, RouteState have, RouteState want, Host host) {
    RouteState limited = want.leadingTo(have.targets());
    if (!limited.equals(have)) {
      lock.lock();
      try {
        put(project, limited, List.of(), host);
      } finally {
        lock.unlock();
      }
    }
  }

  @Override
  public void apply(Change<RouteState> change, Host host, Progress progress) {
    lock.lock();
    try {
      switch (change) {
        case Change.Create<RouteState> c -> put(c.project(), c.want(), List.of(), host);
        case Change.Update<RouteState> u ->
            put(u.project(), u.want(), left(u.have(), u.want()), host);
        case Change.Replace<RouteState> r ->
            put(r.project(), r.want(), left(r.have(), r.want()), host);
        case Change.Remove<RouteState> r -> {
          endHold(r.have().port(), host);
          new WaitingRoom(r.have().port(), host).close();
          remove(r.project(), r.have().port(), host);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** With UDP none: whoever goes on sending is led anew, and there is nothing to be ended. */
  private static List<String> left(RouteState have, RouteState want) {
    if (want.port().protocol() == Protocol.UDP) {
      return List.of();
    }
    return have.targets().stream().filter(t -> !want.targets().contains(t)).toList();
  }

  private static void put(String project, RouteState want, List<String> left, Host host) {
    Boot boot = new Boot(host);
    Saved now = boot.whole();
    List<Rule> add = new ArrayList<>(Rules.of(project, want));
    boot.install(Chain.all(now, add));
    if (boot.opened() && !now.has(Rules.GUARD)) {
      add.addFirst(Rules.GUARD);
    }
    Kernel.restore(
        host,
        Restore.change(
            now, of(project, want.port(), now), left(project, want.port(), left, host), add));
    boot.open();
    boot.keep(Kernel.save(host));
  }

  private static List<Rule> left(String project, Port port, List<String> places, Host host) {
    List<Rule> rules = new ArrayList<>();
    for (String place : places) {
      boolean up = Kernel.answers(host, place);
      rules.addAll(Rules.left(project, port, place, up, Holds.during(host, LEFT)));
    }
    return rules;
  }

  private static void remove(String project, Port port, Host host) {
    Boot boot = new Boot(host);
    Saved now = boot.whole();
    List<Rule> gone = of(project, port, now);
    if (gone.isEmpty()) {
      return;
    }
    if (gone.containsAll(now.routes().values().stream().flatMap(List::stream).toList())) {
      boot.watchNoMore();
      Kernel.restore(host, Restore.clear(now));
      boot.uninstall();
    } else {
      Kernel.restore(host, Restore.change(now, gone, List.of(), List.of()));
      boot.keep(Kernel.save(host));
    }
  }

  private static List<Rule> of(String project, Port port, Saved now) {
    List<Rule> rules = new ArrayList<>(now.saying(Rules.comment(project, port)));
    rules.addAll(now.saying(Rules.leftComment(project, port)));
    return rules;
  }

  /** To hold again is to renew it: whoever waits goes on waiting. */
  @Override
  public void hold(Ref ref, RouteState have, Duration lease, Host host) {
    lock.lock();
    try {
      Port port = have.port();
      WaitingRoom room = new WaitingRoom(port, host);
      boolean renewed = rooms.containsKey(port);
      List<String> devices = rooms.computeIfAbsent(port, p -> room.build());
      Saved now = new Boot(host).whole();
      String time = Holds.during(host, lease);
      List<Rule> old = now.saying(Holds.comment(port));
      List<Rule> rules = new ArrayList<>(Holds.of(port, time));
      boolean open = renewed && old.stream().anyMatch(r -> r.table().equals("nat"));
      if (open) {
        rules.addAll(room.rules(devices, time));
      }
      Kernel.restore(host, Restore.change(now, old, rules, List.of()));
      if (!renewed) {
        room.open(devices, time);
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void release(Ref ref, Host host) {
    lock.lock();
    try {
      Port port = Port.parse(ref.name());
      endHold(port, host);
      new WaitingRoom(port, host).release();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void sweep(Host host) {
    WaitingRoom.sweep(host);
    if (new Boot(host).used()) {
      Saved now = Kernel.save(host);
      List<Rule> holds = now.rules().stream().filter(Holds::isOne).toList();
      if (!holds.isEmpty()) {
        Kernel.restore(host, Restore.change(now, holds, List.of(), List.of()));
      }
    }
  }

  private void endHold(Port port, Host host) {
    rooms.remove(port);
    Saved now = Kernel.save(host);
    List<Rule> old = now.saying(Holds.comment(port));
    if (!old.isEmpty()) {
      Kernel.restore(host, Restore.change(now, old, List.of(), List.of()));
    }
  }

  /**
   * Nothing is left to do: the change that turned the route knew where it led before, and saw to
   * connections to there alone. Without that, they cannot be told from someone else's to the same
   * port.
   */
  @Override
  public void reset(Ref ref, RouteState now, Host host) {}
}
