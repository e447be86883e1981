package dev.flocker.cli.run;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Preparable;
import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Replaceable;
import dev.flocker.cli.plan.Change;
import dev.flocker.cli.plan.Change.Verb;
import dev.flocker.cli.plan.Sight;
import dev.flocker.cli.plan.Types;
import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.node.wire.Call;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Parts that stop and start together, with the data that moves with them. The four methods are run
 * in order, each once all that it needs elsewhere is done.
 */
final class Transition {

  /**
   * How long newcomers may wait before a hold ends by itself: longer than a stop takes, shorter
   * than clients give up.
   */
  private static final Duration LEASE = Duration.ofSeconds(60);

  private static final DateTimeFormatter LABEL =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private final List<Part> parts;
  private final List<Mover> movers;
  private final Optional<String> stopNode;
  private final Optional<String> startNode;
  private final Types types;
  private final Sessions sessions;
  private final Invocations invoke;
  private boolean released;

  Transition(
      List<Part> parts, List<Mover> movers, Types types, Sessions sessions, Invocations invoke) {
    this.parts = parts;
    this.movers = movers;
    this.stopNode = parts.stream().flatMap(p -> p.stop().stream()).map(Change::node).findFirst();
    this.startNode = parts.stream().flatMap(p -> p.start().stream()).map(Change::node).findFirst();
    this.types = types;
    this.sessions = sessions;
    this.invoke = invoke;
  }

  List<Part> parts() {
    return parts;
  }

  Optional<String> stopNode() {
    return stopNode;
  }

  Optional<String> startNode() {
    return startNode;
  }

  boolean stops() {
    return parts.stream().anyMatch(Part::stops) || !movers.isEmpty();
  }

  Set<Ref> refs() {
    Set<Ref> refs = new LinkedHashSet<>();
    parts.forEach(p -> refs.add(p.ref()));
    return refs;
  }

  /** The resources whose data moves. */
  Set<Ref> data() {
    Set<Ref> refs = new LinkedHashSet<>();
    movers.forEach(m -> refs.add(m.ref()));
    return refs;
  }

  /** Whether a part uses that data where it stops. */
  boolean uses(Ref data) {
    return parts.stream().flatMap(p -> p.data().stream()).anyMatch(s -> s.ref().equals(data));
  }

  List<String> nodes() {
    List<String> nodes = new ArrayList<>();
    stopNode.ifPresent(nodes::add);
    startNode.filter(n -> !nodes.contains(n)).ifPresent(nodes::add);
    return nodes;
  }

  /** All that is slow and needs no stop, data apart. */
  void prepare(Progress progress) {
    List<Call> calls = new ArrayList<>();
    for (Part part : parts) {
      part.start().ifPresent(change -> prepare(change, calls));
      part.followers().stream()
          .filter(c -> c.verb() != Verb.REMOVE && c.verb() != Verb.NONE)
          .forEach(c -> calls.add(invoke.apply(c)));
    }
    startNode.ifPresent(node -> perform(node, calls, progress));
  }

  private void prepare(Change change, List<Call> calls) {
    boolean fresh = change.verb() == Verb.CREATE;
    if ((fresh || change.verb() == Verb.REPLACE)
        && types.can(change.ref(), change.provider(), Preparable.class)) {
      calls.add(invoke.prepare(change));
    }
    if (fresh) {
      calls.add(invoke.apply(change));
    }
  }

  /** Brings the data over, until little is left. */
  void push(Progress progress) {
    movers.forEach(h -> h.push(progress));
  }

  /**
   * Holds newcomers, stops the parts, closes their data and sends the rest of it; nothing of that
   * if one of the parts is not as the plan saw it.
   */
  void release(Progress progress) {
    stopNode.ifPresent(node -> perform(node, comparisons(), progress));
    released = true;
    List<Call> calls = new ArrayList<>();
    parts.forEach(p -> p.held().forEach(s -> calls.add(invoke.hold(s, LEASE))));
    parts.forEach(p -> p.stopping().forEach(s -> calls.add(invoke.quiesce(s, dataOf(p)))));
    parts.forEach(p -> calls.addAll(snapshots(p)));
    try {
      stopNode.ifPresent(node -> perform(node, calls, progress));
      movers.forEach(h -> h.release(progress));
    } catch (NodeTrouble e) {
      recovery().after(e, false);
      released = false;
      throw e;
    }
  }

  private List<Call> comparisons() {
    return parts.stream()
        .filter(Part::stops)
        .flatMap(p -> p.stop().stream())
        .map(invoke::compare)
        .toList();
  }

  /** Before something else is started on data, its state is kept. */
  private List<Call> snapshots(Part part) {
    String label = "replace-" + LABEL.format(Instant.now());
    return part.dataOfReplaced().stream()
        .map(s -> invoke.snapshot(s.provider(), s.ref(), label))
        .toList();
  }

  private static List<Ref> dataOf(Part part) {
    return part.data().stream().map(Sight::ref).toList();
  }

  /** Starts the parts and waits until they are healthy. */
  void establish(Progress progress) {
    List<Call> calls = new ArrayList<>();
    parts.forEach(p -> p.start().ifPresent(change -> start(p, change, calls)));
    try {
      if (movers.isEmpty()) {
        startNode.ifPresent(node -> perform(node, calls, progress));
        return;
      }
      for (int i = 0; i < movers.size(); i++) {
        movers.get(i).establish(i == movers.size() - 1 ? calls : List.of(), progress);
      }
    } catch (NodeTrouble e) {
      recovery().after(e, true);
      throw e;
    }
  }

  private void start(Part part, Change change, List<Call> calls) {
    Record want = change.want().orElseThrow();
    if (change.verb() == Verb.REPLACE || change.verb() == Verb.UPDATE) {
      calls.add(invoke.apply(change));
    }
    part.followers().stream()
        .filter(c -> c.verb() == Verb.REMOVE && c.node().equals(change.node()))
        .forEach(c -> calls.add(invoke.apply(c)));
    calls.add(
        part.supervisor()
            .map(s -> invoke.resume(s.ref(), s.provider(), s.want()))
            .orElseGet(() -> invoke.resume(change.ref(), change.provider(), want)));
    calls.add(invoke.awaitHealthy(change.ref(), change.provider(), want));
  }

  /** Lets newcomers in, and takes away what is left behind. */
  void finish(Progress progress) {
    List<Call> calls = releases();
    for (Part part : parts) {
      part.followers().stream()
          .filter(c -> c.verb() == Verb.REMOVE && !startNode.equals(Optional.of(c.node())))
          .forEach(c -> calls.add(invoke.apply(c)));
      part.stop().filter(c -> c.verb() == Verb.REMOVE).ifPresent(c -> calls.add(invoke.apply(c)));
      part.start()
          .filter(
              c -> c.verb() == Verb.REPLACE && types.can(c.ref(), c.provider(), Replaceable.class))
          .ifPresent(c -> calls.add(invoke.settle(c)));
    }
    stopNode.ifPresent(node -> perform(node, calls, progress));
    movers.forEach(Mover::finish);
  }

  /** Undoes what came before {@link #establish}: what was stopped runs again where it was. */
  void putBack() {
    if (released) {
      recovery().putBack();
    } else {
      movers.forEach(Mover::close);
    }
  }

  /** Ends the holds, when what should have come after did not. */
  void letGo() {
    recovery().letGo();
  }

  private Recovery recovery() {
    return new Recovery(parts, movers, stopNode, startNode, types, sessions, invoke);
  }

  private List<Call> releases() {
    List<Call> calls = new ArrayList<>();
    parts.forEach(p -> p.held().forEach(s -> calls.add(invoke.release(s))));
    return calls;
  }

  private void perform(String node, List<Call> calls, Progress progress) {
    if (!calls.isEmpty()) {
      sessions.of(node).perform(calls, progress);
    }
  }
}
