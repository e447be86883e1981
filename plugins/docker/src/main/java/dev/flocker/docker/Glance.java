package dev.flocker.docker;

import dev.flocker.api.node.Observed;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a look at containers saw: who describes just that need not ask Docker again.
 *
 * @param inspections of what was seen
 */
record Glance(List<Observed<ContainerState>> seen, Collection<Inspection> inspections) {

  static final Glance NONE = new Glance(List.of(), List.of());

  /** By name; empty unless all of these were seen by this look. */
  Optional<Map<String, Inspection>> of(List<Observed<ContainerState>> described) {
    if (!seen.containsAll(described)) {
      return Optional.empty();
    }
    Map<String, Inspection> byName = new HashMap<>();
    inspections.forEach(i -> byName.put(i.name(), i));
    return Optional.of(byName);
  }
}
