package dev.flocker.api;

import dev.flocker.api.value.Port;

/**
 * The ports that are claimed on every node of the play.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Claims {

  /**
   * The claimed port that leads to a port of a resource: its external one, or else one of flocker's
   * own choosing that stays the same from run to run and that only nodes of the play may use.
   */
  Port portOf(Ref target, Port internal);
}
