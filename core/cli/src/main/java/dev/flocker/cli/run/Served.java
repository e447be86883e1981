package dev.flocker.cli.run;

import dev.flocker.api.Ref;
import dev.flocker.cli.plan.Bypass;
import dev.flocker.cli.plan.Change;
import dev.flocker.cli.plan.Change.Verb;
import dev.flocker.cli.plan.Entry;
import dev.flocker.cli.plan.Plan;
import dev.flocker.cli.plan.Serving;
import dev.flocker.cli.plan.Types;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** On which of their nodes things serve visitors, in the course of a run. */
final class Served {

  private final Plan plan;
  private final Types types;
  private final Serving serving;

  /** One asks at a time, as a model is for one thread. */
  private final ReentrantLock one = new ReentrantLock();

  /** The nodes that visitors are led past now, as it is replaced there, by what is there. */
  private final Map<Ref, Set<String>> past = new ConcurrentHashMap<>();

  /** What made something well in this run. */
  private final Set<Change> arrived = ConcurrentHashMap.newKeySet();

  Served(Plan plan, Types types) {
    this.plan = plan;
    this.types = types;
    this.serving = new Serving(plan.model(), types, plan.sights());
  }

  /** It is about to be replaced, or is known not to be well. */
  void leave(Part part) {
    part.start().ifPresent(arrived::remove);
    leftOut(part.ref()).addAll(part.nodes());
  }

  /** It is replaced no longer. */
  void comeBack(Part part) {
    leftOut(part.ref()).removeAll(part.nodes());
  }

  /** It is well. */
  void arrived(Change start) {
    arrived.add(start);
  }

  /** Whether visitors are led past nodes of it, or were. */
  boolean isLed(Ref ref) {
    return past.containsKey(ref) || !past(ref).isEmpty();
  }

  private Set<String> leftOut(Ref ref) {
    return past.computeIfAbsent(ref, r -> ConcurrentHashMap.newKeySet());
  }

  /** The nodes where it is replaced, or is not known to be well by now. */
  Set<String> past(Ref ref) {
    Set<String> nodes = new TreeSet<>(past.getOrDefault(ref, Set.of()));
    if (!plan.model().stopped(ref)) {
      plan.model().nodesOf(ref).stream().filter(node -> ails(ref, node)).forEach(nodes::add);
    }
    return nodes;
  }

  private boolean ails(Ref ref, String node) {
    return !hasArrived(ref, node) && (serving.isSick(ref, node) || isToCome(ref, node));
  }

  private boolean hasArrived(Ref ref, String node) {
    return arrived.stream().anyMatch(c -> c.ref().equals(ref) && c.node().equals(node));
  }

  private boolean isToCome(Ref ref, String node) {
    return plan.changes().stream()
        .filter(c -> c.ref().equals(ref) && c.node().equals(node))
        .anyMatch(c -> c.verb() == Verb.CREATE);
  }

  /**
   * What leads somewhere, as it is to lead there by now; empty if that is well nowhere: to nobody
   * would be worse.
   */
  Optional<Record> want(Ref way, String node, Ref to) {
    one.lock();
    try {
      return wanted(way, node, to);
    } finally {
      one.unlock();
    }
  }

  private Optional<Record> wanted(Ref way, String node, Ref to) {
    Set<String> nodes = past(to);
    boolean others =
        plan.model().nodesOf(to).stream()
            .filter(other -> !nodes.contains(other))
            .anyMatch(other -> hasArrived(to, other) || serving.isWell(to, other));
    serving.leftOut(way, node, to).stream().filter(n -> !hasArrived(to, n)).forEach(nodes::add);
    Entry entry = plan.model().entry(way).orElseThrow();
    return others
        ? Optional.of(
            types
                .type(way.type())
                .desired(entry.declared(), node, new Bypass(plan.model(), to, nodes)))
        : Optional.empty();
  }
}
