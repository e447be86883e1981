package dev.flocker.cli.state;

import dev.flocker.api.Ref;
import dev.flocker.api.Relation.Kind;
import dev.flocker.api.ResourceType;
import dev.flocker.api.value.Port;
import dev.flocker.cli.plan.Sight;
import dev.flocker.cli.plan.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the nodes show of one project, by what is asked of each node; read once. */
final class OnNodes {

  private record Supervised(String node, Ref ref) {}

  private record Guarded(String node, Port port) {}

  private final Map<Supervised, List<Sight>> supervisors = new HashMap<>();
  private final Map<Guarded, List<List<String>>> admitted = new HashMap<>();

  static OnNodes of(Collection<List<Sight>> all, Types types) {
    OnNodes read = new OnNodes();
    all.forEach(sights -> sights.forEach(s -> read.add(s, types.type(s.ref().type()))));
    return read;
  }

  private void add(Sight sight, ResourceType<Record, Record> type) {
    type.relationsSeen(sight.ref(), sight.state()).stream()
        .filter(r -> r.kind() == Kind.SUPERVISES)
        .map(r -> new Supervised(sight.node(), r.to()))
        .distinct()
        .forEach(by -> supervisors.computeIfAbsent(by, b -> new ArrayList<>()).add(sight));
    type.admits(sight.state())
        .forEach(
            (port, ranges) ->
                admitted
                    .computeIfAbsent(new Guarded(sight.node(), port), g -> new ArrayList<>())
                    .add(ranges));
  }

  /** Those who look after something on a node. */
  List<Sight> supervisors(Ref of, String node) {
    return supervisors.getOrDefault(new Supervised(node, of), List.of());
  }

  /** From where those come whom a node lets in to a port, as each of what guards it there says. */
  List<List<String>> admitted(Port port, String node) {
    return admitted.getOrDefault(new Guarded(node, port), List.of());
  }
}
