package dev.flocker.zfs;

import dev.flocker.api.schema.Doc;
import dev.flocker.api.schema.ShortForm;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where copies of a volume are kept, and how near to its owner.
 *
 * @param on names of nodes
 */
@ShortForm("on")
public record Replicas(
    @Doc("Which nodes.") List<String> on,
    @Doc("How often flocker keep brings them up to the owner's state, such as 5m.")
        Optional<Duration> every) {

  public Replicas {
    every.ifPresent(Schedule::requireInterval);
    if (every.isPresent() && on.isEmpty()) {
      throw new IllegalArgumentException("names no node; say which, such as on: [n3]");
    }
  }
}
