package dev.flocker.geard;

import dev.flocker.api.schema.Default;
import dev.flocker.api.value.AbsolutePath;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A unit as the node shows it.
 *
 * @param stopTimeout in whole seconds, as Docker takes it
 * @param enabled whether it starts with the node
 * @param ends whether it is meant to: then that it is restarting is not counted
 * @param restarting how often in a row it was started again just now; wanted is not at all
 * @param intact whether the file, and what systemd has loaded of it, are what flocker writes
 */
record UnitState(
    Restart restart,
    Duration stopTimeout,
    List<AbsolutePath> mounts,
    boolean enabled,
    @Default("false") boolean ends,
    Optional<String> restarting,
    boolean intact) {

  UnitState {
    mounts = List.copyOf(mounts);
  }
}
