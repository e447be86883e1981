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
import java.util.function.UnaryOperator;

/**
 * Waits until something is healthy, asking often at first: most are within milliseconds. One that
 * has an interval of its own is asked by that.
 *
 * @param mask hides the secrets that it was given from what is told of it
 */
record Patience(Host host, UnaryOperator<String> mask) {

  /** What has ended may be about to be started, or started again, by its supervisor. */
  private static final Duration RELAPSE = Duration.ofSeconds(3);

  private static final Duration FIRST = Duration.ofMillis(10);
  private static final Duration LONGEST = Duration.ofMillis(500);

  /**
   * @throws Failure if it fails, or is not healthy in its time
   */
  <S extends Record> void await(Quiesceable<S> half, Ref ref, S want) {
    Duration patience = half.patience(want);
    long end = System.nanoTime() + patience.toNanos();
    Duration pause = FIRST;
    long well = System.nanoTime();
    while (true) {
      Health health = half.health(ref, want, host);
      switch (health.status()) {
        case HEALTHY -> {
          return;
        }
        case FAILED -> {
          if (System.nanoTime() - well > RELAPSE.toNanos()) {
            throw new Failure(ref + " is not healthy", mask.apply(health.detail()), "");
          }
        }
        case STARTING -> {
          well = System.nanoTime();
          if (System.nanoTime() >= end) {
            throw new Failure(
                ref + " is not healthy after " + Durations.format(patience),
                mask.apply(health.detail() + lastWords(half, ref)),
                "give it a longer timeout if it only needs more time");
          }
        }
      }
      boolean starting = health.status() == Health.Status.STARTING;
      host.pause(starting ? half.interval(want).map(i -> until(end, i)).orElse(pause) : pause);
      pause = pause.multipliedBy(6).dividedBy(5);
      pause = pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    }
  }

  /**
   * Waits until something was started, or at least is no longer as it was: its supervisor may take
   * a moment, and until then it looks as well as ever.
   *
   * @param last when it was started before
   * @throws Failure if it was not in its time
   */
  <S extends Record> void awaitStart(Quiesceable<S> half, Ref ref, S want, Instant last) {
    Duration patience = half.patience(want);
    long end = System.nanoTime() + patience.toNanos();
    while (half.upSince(ref, host).equals(Optional.of(last))) {
      if (System.nanoTime() >= end) {
        throw new Failure(
            ref + " is not started again after " + Durations.format(patience),
            "it was last started at " + last,
            "look at what its supervisor says");
      }
      host.pause(FIRST.multipliedBy(10));
    }
  }

  /** So that the last look is at the end. */
  private static Duration until(long end, Duration interval) {
    Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    return interval.compareTo(left) > 0 ? left : interval;
  }

  /** As the end of a sentence. */
  private String lastWords(Quiesceable<?> half, Ref ref) {
    String log = half.lastWords(ref, host);
    return log.isEmpty() ? "" : "; its log ends:\n" + log;
  }

  /** What is told of one that was healthy, and did not stay so. */
  Failure relapse(Quiesceable<?> half, Ref ref, String why, String remedy) {
    return new Failure(ref + " does not stay up", mask.apply(why + lastWords(half, ref)), remedy);
  }
}
