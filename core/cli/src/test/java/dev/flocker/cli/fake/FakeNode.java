package dev.flocker.cli.fake;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Copy;
import dev.flocker.cli.session.Drained;
import dev.flocker.cli.session.NodeSession;
import dev.flocker.node.host.Listener;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A node in memory: what it has, and what is wrong with it. */
final class FakeNode {

  final String name;
  final Map<Ref, Thing> things = new LinkedHashMap<>();
  final Set<Listener> listening = new HashSet<>();
  final Map<Ref, List<String>> images = new HashMap<>();
  final Map<Ref, Thing> replaced = new HashMap<>();
  final Map<Ref, String> stopped = new HashMap<>();
  final List<NodeSession.Entry> history = new ArrayList<>();
  String id;
  String machine = "x86_64";
  boolean lost;
  boolean blind;
  boolean full;
  boolean unfit;
  Optional<Drained> drained = Optional.empty();

  FakeNode(String name) {
    this.name = name;
    this.id = FakeCopies.id(name);
  }

  boolean runs(Ref ref) {
    Thing thing = things.get(ref);
    return thing != null && thing.running();
  }

  void set(Ref ref, boolean running) {
    things.computeIfPresent(ref, (r, thing) -> thing.running(running));
  }

  /** Puts back what was replaced, stopped. */
  void revert(Ref ref) {
    Thing was = replaced.remove(ref);
    if (was != null) {
      things.put(ref, was.running(false));
    }
  }

  Copy copy(Ref ref) {
    return things.get(ref).copy().orElseThrow();
  }

  /** The data that something has open, by what it is. */
  Set<String> uses(Ref ref) {
    Thing thing = things.get(ref);
    return thing != null && thing.state().get("uses") instanceof List<?> uses
        ? Set.copyOf(uses.stream().map(Object::toString).toList())
        : Set.of();
  }

  void put(Ref ref, String project, boolean running, Copy copy) {
    things.put(ref, new Thing(project, Map.of(), running, Optional.of(copy)));
  }
}
