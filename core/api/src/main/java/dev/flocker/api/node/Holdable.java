package dev.flocker.api.node;

import dev.flocker.api.Ref;
import java.time.Duration;

/**
 * Leads somewhere, and can let newcomers wait.
 *
 * @since 0.1
 */
public interface Holdable<S extends Record> {

  /**
   * Makes new connections wait from now on; those there are go on. Done again it renews the lease,
   * and whoever waits goes on waiting.
   *
   * @param have what the node shows of it now
   * @param lease the hold ends by itself after this time, even if this process dies
   */
  void hold(Ref ref, S have, Duration lease, Host host);

  /** Lets those who wait go on. No hold is no failure. */
  void release(Ref ref, Host host);

  /** Ends connections that still lead to where {@code now} does not. */
  void reset(Ref ref, S now, Host host);
}
