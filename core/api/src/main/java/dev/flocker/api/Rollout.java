package dev.flocker.api;

import java.time.Duration;

/**
 * How something that is on several nodes is replaced there.
 *
 * @param parallel on how many nodes at once; 1 or more
 * @param pause from when one is well to the next; not negative
 * @param reverts whether those that are replaced already go back when one does not get well
 * @since 0.1
 */
public record Rollout(int parallel, Duration pause, boolean reverts) {

  public static final Rollout ONE_BY_ONE = new Rollout(1, Duration.ZERO, false);

  public Rollout {
    if (parallel < 1 || pause.isNegative()) {
      throw new IllegalArgumentException(
          "a rollout on %d nodes, every %s".formatted(parallel, pause));
    }
  }
}
