package dev.flocker.docker;

import dev.flocker.docker.option.Network;
import dev.flocker.docker.option.Options;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Says whose network a container has. Docker keeps the ID of the one that it joined, and leaves it
 * alone with what that one had when it was started again since.
 *
 * @param listed all containers of the node
 * @param inspections by ID, of those that are looked at
 */
record Joined(List<Own> listed, Map<String, Inspection> inspections) {

  private static final String CONTAINER = "container:";

  /** A state with a name in place of an ID, if that network is still its own. */
  ContainerState named(ContainerState state, Inspection shown) {
    if (!shown.network().startsWith(CONTAINER)) {
      return state;
    }
    String other = shown.network().substring(CONTAINER.length());
    Optional<Own> there =
        listed.stream().filter(o -> o.id().equals(other) || o.name().equals(other)).findFirst();
    return there
        .map(o -> isOlder(o.id(), shown) ? Network.ofId(o.id()) : Network.of(o.name()))
        .map(n -> state.with(state.options().with(Options.NETWORK.key(), n)))
        .orElse(state);
  }

  private boolean isOlder(String id, Inspection shown) {
    Inspection other = inspections.get(id);
    return other != null
        && other.pid() != 0
        && shown.pid() != 0
        && shown.startedAt().isBefore(other.startedAt());
  }
}
