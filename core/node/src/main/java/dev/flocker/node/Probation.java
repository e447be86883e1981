package dev.flocker.node;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Host;
import dev.flocker.api.node.Quiesceable;
import dev.flocker.api.node.Quiesceable.Health;
import dev.flocker.api.value.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Looks on for a while whether something that is healthy stays up: what its supervisor starts again
 * and again is healthy each time.
 */
record Probation(Host host, Patience patience) {

  private static final Duration LOOK = Duration.ofSeconds(1);

  /**
   * @throws Failure if it ended or was started again within its probation, or is not healthy after
   *     it
   */
  <S extends Record> void serve(Quiesceable<S> half, Ref ref, S want) {
    Duration probation = half.probation(want);
    if (probation.isZero()) {
      return;
    }
    long latest = System.nanoTime() + probation.toNanos();
    Optional<Instant> start = upSince(half, ref, want, latest);
    Duration left = probation.minus(start.map(Probation::lasted).orElse(Duration.ZERO));
    boolean over = start.isPresent() && !left.isPositive();
    if (over) {
      return;
    }
    long end = Math.min(latest, System.nanoTime() + Math.min(left.toNanos(), probation.toNanos()));
    Optional<Instant> now = start;
    while (now.isPresent() && now.equals(start) && System.nanoTime() < end) {
      pause(end);
      now = upSince(half, ref, want, end);
    }
    if (now.isEmpty() || !now.equals(start)) {
      throw patience.relapse(
          half,
          ref,
          (now.isEmpty() ? "it ended" : "it ended, and was started again,")
              + " within "
              + Durations.format(probation)
              + " after its start",
          "if it is meant to end, give it a min_uptime of 0s");
    }
    patience.await(half, ref, want);
  }

  /** Whether it is well right now, and has stayed up for as long as its probation lasts. */
  <S extends Record> boolean isServed(Quiesceable<S> half, Ref ref, S want) {
    Duration probation = half.probation(want);
    boolean stayed =
        probation.isZero()
            || half.upSince(ref, want, host)
                .filter(s -> lasted(s).compareTo(probation) >= 0)
                .isPresent();
    return stayed && half.health(ref, want, host).status() == Health.Status.HEALTHY;
  }

  /**
   * Asks until an answer comes: what runs may outlive a restart of whoever is asked.
   *
   * @throws Failure if none comes until the end
   */
  private <S extends Record> Optional<Instant> upSince(
      Quiesceable<S> half, Ref ref, S want, long end) {
    while (true) {
      try {
        return half.upSince(ref, want, host);
      } catch (Failure e) {
        if (System.nanoTime() >= end) {
          throw e;
        }
        pause(end);
      }
    }
  }

  private void pause(long end) {
    host.pause(Duration.ofNanos(Math.clamp(end - System.nanoTime(), 1, LOOK.toNanos())));
  }

  private static Duration lasted(Instant start) {
    return Duration.between(start, Instant.now());
  }
}
