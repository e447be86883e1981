package dev.flocker.node;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Host;
import dev.flocker.api.node.Quiesceable;
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
    Optional<Instant> start = half.upSince(ref, host);
    Duration left = probation.minus(start.map(Probation::lasted).orElse(Duration.ZERO));
    boolean over = start.isPresent() && !left.isPositive();
    if (over) {
      return;
    }
    long end = System.nanoTime() + Math.min(left.toNanos(), probation.toNanos());
    Optional<Instant> now = start;
    while (now.isPresent() && now.equals(start) && System.nanoTime() < end) {
      host.pause(Duration.ofNanos(Math.clamp(end - System.nanoTime(), 1, LOOK.toNanos())));
      now = half.upSince(ref, host);
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

  private static Duration lasted(Instant start) {
    return Duration.between(start, Instant.now());
  }
}
