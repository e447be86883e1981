package dev.flocker.cli.plan;

import dev.flocker.api.Claims;
import dev.flocker.api.Ref;
import dev.flocker.api.value.Port;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who claims which port of the cluster. A link may lead to a port that its container does not
 * publish; then one is chosen that stays the same from run to run: the one that the nodes show for
 * it, or else one made of the names.
 */
final class Ports implements Claims {

  /**
   * Outside the ranges that Linux (32768 up) and Docker take ephemeral ports from, and where few
   * services listen.
   */
  private static final int FIRST = 20_000;

  private static final int COUNT = 10_000;

  /** A port of a resource. */
  record Target(Ref ref, Port internal) {}

  private final String project;
  private final Map<Target, List<Port>> shown;
  private final Set<Port> taken;
  private final Map<Target, Port> declared = new LinkedHashMap<>();
  private final Map<Ref, Map<Port, Port>> chosen = new HashMap<>();

  /**
   * @param shown what the nodes show as claimed by this project
   * @param taken ports that others claim or listen on
   */
  Ports(String project, Map<Target, List<Port>> shown, Set<Port> taken) {
    this.project = project;
    this.shown = Map.copyOf(shown);
    this.taken = new TreeSet<>(taken);
  }

  void declare(Ref ref, Port internal, Port external) {
    declared.putIfAbsent(new Target(ref, internal), external);
    taken.add(external);
  }

  /** One that is chosen must not be this one. */
  void reserve(Port port) {
    taken.add(port);
  }

  @Override
  public Port portOf(Ref ref, Port internal) {
    Target target = new Target(ref, internal);
    Port external = declared.get(target);
    return external != null
        ? external
        : chosen
            .computeIfAbsent(ref, r -> new LinkedHashMap<>())
            .computeIfAbsent(internal, i -> choose(target));
  }

  /** External ports chosen so far, by the resource's own. */
  Map<Port, Port> chosenFor(Ref ref) {
    return chosen.getOrDefault(ref, Map.of());
  }

  private Port choose(Target target) {
    for (Port before : shown.getOrDefault(target, List.of())) {
      if (taken.add(before)) {
        return before;
      }
    }
    int start =
        Math.floorMod((project + "/" + target.ref() + "/" + target.internal()).hashCode(), COUNT);
    for (int i = 0; i < COUNT; i++) {
      Port candidate = new Port(FIRST + (start + i) % COUNT, target.internal().protocol());
      if (taken.add(candidate)) {
        return candidate;
      }
    }
    throw new IllegalStateException("all ports from " + FIRST + " are taken");
  }

  Optional<Port> declared(Ref ref, Port internal) {
    return Optional.ofNullable(declared.get(new Target(ref, internal)));
  }
}
