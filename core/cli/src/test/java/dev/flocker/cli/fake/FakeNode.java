package dev.flocker.cli.fake;

import dev.flocker.api.Ref;
import dev.flocker.api.Summary;
import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Version;
import dev.flocker.api.schema.Schema;
import dev.flocker.cli.session.Drained;
import dev.flocker.cli.session.NodeSession;
import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.node.host.Listener;
import dev.flocker.node.wire.Call;
import java.util.ArrayList;
import java.util.EnumMap;
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
  final Map<Ref, Summary> ailing = new HashMap<>();
  final Set<Ref> obscure = new HashSet<>();
  private final Set<Ref> resting = new HashSet<>();
  private final Map<Ref, String> started = new HashMap<>();
  final Map<Ref, List<Map<String, Object>>> earlier = new HashMap<>();
  final List<NodeSession.Entry> history = new ArrayList<>();
  final Map<Call.Operation, Object> lies = new EnumMap<>(Call.Operation.class);
  String id;
  String machine = "x86_64";
  List<?> pinned = List.of();
  private int lastGuid;
  boolean lost;
  boolean blind;
  boolean faulty;
  boolean dim;
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

  /** A person stops it, or its playbook does. */
  void stop(Call call) {
    Ref ref = call.ref();
    stopped.put(ref, String.valueOf(call.arguments().get("by")));
    if (Boolean.TRUE.equals(call.arguments().get("declared"))) {
      resting.add(ref);
    } else {
      resting.remove(ref);
    }
    started.remove(ref);
  }

  /** Whether it was started, or its supervisor did that. */
  void start(Call call) {
    Ref ref = call.ref();
    boolean kept = Boolean.TRUE.equals(call.arguments().get("kept"));
    if (!call.arguments().containsKey("by")) {
      started.keySet().removeIf(r -> r.equals(ref) && !kept);
    } else if (resting.contains(ref)) {
      started.put(ref, String.valueOf(call.arguments().get("by")));
    }
    stopped.remove(ref);
    resting.remove(ref);
  }

  /** Adds what is noted of a thing. */
  void noted(Ref ref, boolean runs, Map<String, Object> plain) {
    String since = "2026-11-30T05:00Z";
    if (!runs && stopped.containsKey(ref)) {
      boolean declared = resting.contains(ref);
      plain.put("stopped", Map.of("by", stopped.get(ref), "since", since, "declared", declared));
    } else if (runs && started.containsKey(ref)) {
      plain.put("started", Map.of("by", started.get(ref), "since", since));
    }
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

  /** Keeps what is to be replaced. */
  void keep(Call call) {
    if (call.arguments().get("change").equals("replace")) {
      List<Map<String, Object>> all = earlier.computeIfAbsent(call.ref(), r -> new ArrayList<>());
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("number", all.size() + 1L);
      one.put("until", "2026-11-30T0" + all.size() + ":00:00Z");
      one.put("words", words(call.arguments().get("have")));
      one.put("state", call.arguments().get("have"));
      one.put("beside", call.arguments().get("beside"));
      one.put("snapshot", call.arguments().get("snapshot"));
      all.add(one);
    }
  }

  /** None is given twice. */
  String newGuid(Copy copy) {
    lastGuid = Math.max(copy.versions().size(), lastGuid) + 1;
    return String.valueOf(lastGuid);
  }

  /** Who can go back by a snapshot. */
  private List<Object> formers(Version version) {
    List<Object> formers = new ArrayList<>();
    earlier.forEach(
        (ref, all) ->
            all.stream()
                .filter(one -> one.get("snapshot") instanceof String label && !label.isEmpty())
                .filter(one -> version.snapshot().endsWith(String.valueOf(one.get("snapshot"))))
                .forEach(
                    one -> formers.add(Map.of("of", ref.toString(), "number", one.get("number")))));
    return formers;
  }

  /** With one that somebody else took. */
  List<?> listed(Ref ref) {
    List<Version> all = new ArrayList<>(copy(ref).versions());
    all.add(new Version("autosnap\u001b", "0"));
    return all.stream()
        .map(
            v ->
                Map.of(
                    "version", Schema.of(Version.class).encode(v),
                    "taken", "2026-11-30T05:00:00Z",
                    "bytes", 2048L,
                    "keepers", List.of(),
                    "formers", formers(v)))
        .toList();
  }

  void retain(Call call) {
    List<?> guids = (List<?>) call.arguments().get("guids");
    List<?> released = (List<?>) call.arguments().get("released");
    Copy copy = copy(call.ref());
    List<Version> free =
        copy.versions().stream()
            .filter(v -> !guids.contains(v.guid()))
            .filter(v -> released.contains(v.guid()) || formers(v).isEmpty())
            .toList();
    int keep = ((Number) call.arguments().get("keep")).intValue();
    List<Version> gone = free.subList(0, Math.max(0, free.size() - keep));
    List<Version> left = copy.versions().stream().filter(v -> !gone.contains(v)).toList();
    put(call.ref(), call.project(), runs(call.ref()), FakeCopies.having(copy, left));
  }

  Map<String, Object> told(Call call) {
    return Map.of(
        "now", words(call.arguments().get("have")),
        "earlier", earlier.getOrDefault(call.ref(), List.of()));
  }

  private static String words(Object state) {
    return "image " + ((Map<?, ?>) state).get("image");
  }

  Object recalled(Call call) {
    int index = ((Number) call.arguments().get("number")).intValue() - 1;
    List<Map<String, Object>> all = earlier.get(call.ref());
    if (index < 0 || index >= all.size()) {
      throw new NodeTrouble.StepFailed(name, "it keeps no such one", "");
    }
    return all.get(index).get("state");
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
