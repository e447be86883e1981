package dev.flocker.cli.state;

import dev.flocker.api.Fact;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The state as plain values, for scripts. */
public final class Plain {

  private Plain() {}

  public static Map<String, Object> of(State state) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("resources", resources(state));
    all.put("unreachable", new TreeMap<String, Object>(state.unreachable()));
    all.put("unseen", state.unseen());
    if (!state.drained().isEmpty()) {
      all.put("drained", drained(state));
    }
    return all;
  }

  private static Map<String, Object> drained(State state) {
    Map<String, Object> nodes = new TreeMap<>();
    state
        .drained()
        .forEach((node, mark) -> nodes.put(node, Map.of("by", mark.by(), "since", mark.since())));
    return nodes;
  }

  private static List<Map<String, Object>> resources(State state) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (State.Project project : state.projects()) {
      for (Resource resource : project.resources()) {
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("project", project.name());
        plain.put("type", resource.ref().type());
        plain.put("name", resource.ref().name());
        plain.put("nodes", nodes(resource));
        all.add(plain);
      }
    }
    return all;
  }

  private static Map<String, Object> nodes(Resource resource) {
    Map<String, Object> nodes = new LinkedHashMap<>();
    resource.instances().forEach(one -> nodes.put(one.node(), instance(one)));
    return nodes;
  }

  private static Map<String, Object> instance(Instance one) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("running", one.running());
    one.stopped()
        .ifPresent(
            s ->
                plain.put(
                    "stopped", Map.of("by", s.by(), "since", s.since(), "declared", s.declared())));
    plain.put("provider", one.provider());
    plain.put("grade", one.grade().toString());
    plain.put("status", one.status());
    one.copy().ifPresent(copy -> copy(copy, plain));
    plain.put("facts", one.facts().stream().map(Plain::fact).toList());
    plain.put("ports", one.openings().stream().map(Plain::opening).toList());
    return plain;
  }

  private static void copy(CopyLook copy, Map<String, Object> plain) {
    plain.put("role", copy.role().word());
    plain.put("snapshots", copy.snapshots().size());
    plain.put("open", copy.open());
    copy.newest().ifPresent(s -> plain.put("newest", snapshot(s)));
    copy.common().ifPresent(s -> plain.put("common", snapshot(s)));
  }

  private static Map<String, Object> snapshot(CopyLook.Snapshot snapshot) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("name", snapshot.name());
    snapshot.taken().ifPresent(when -> plain.put("taken", when.toString()));
    return plain;
  }

  /** What counts or measures is a number: bytes, pieces, or of 100. */
  private static Map<String, Object> fact(Fact fact) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("label", fact.label());
    plain.put("kind", fact.kind().name().toLowerCase(Locale.ROOT));
    plain.put("value", value(fact, fact.value()));
    fact.of().ifPresent(of -> plain.put("of", value(fact, of)));
    return plain;
  }

  private static Object value(Fact fact, String value) {
    return switch (fact.kind()) {
      case TEXT, TIME -> value;
      case BYTES, COUNT -> Long.valueOf(value);
      case PERCENT -> Double.valueOf(value);
    };
  }

  private static Map<String, Object> opening(Opening opening) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("external", opening.external().toString());
    plain.put("internal", opening.internal().toString());
    opening.address().ifPresent(a -> plain.put("address", a));
    plain.put("from", opening.from());
    return plain;
  }
}
