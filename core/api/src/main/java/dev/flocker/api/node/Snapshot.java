package dev.flocker.api.node;

import java.time.Instant;
import java.util.List;

/**
 * A snapshot of data on one node, whoever took it.
 *
 * @param bytes that come free if it alone goes
 * @param keepers what keeps it besides core, a few words each: what builds upon it, and who else
 *     holds it
 * @since 0.1
 */
public record Snapshot(Version version, Instant taken, long bytes, List<String> keepers) {

  public Snapshot {
    keepers = List.copyOf(keepers);
  }
}
