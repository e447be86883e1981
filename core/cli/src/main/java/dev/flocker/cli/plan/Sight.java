package dev.flocker.cli.plan;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Copy;
import java.util.Optional;

/**
 * A resource as one node shows it.
 *
 * @param project empty for what is not flocker's
 */
public record Sight(
    Ref ref,
    String node,
    String provider,
    Optional<String> project,
    Record state,
    boolean running,
    String version,
    Optional<Copy> copy) {

  /** The same in another state, and of whatever version. */
  Sight showing(Record other) {
    return new Sight(ref, node, provider, project, other, running, "", copy);
  }

  boolean of(String name) {
    return project.equals(Optional.of(name));
  }
}
