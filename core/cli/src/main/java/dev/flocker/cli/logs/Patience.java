package dev.flocker.cli.logs;

import java.time.Duration;

/**
 * How long one log is waited for before lines of others are shown, and what it may cost in all.
 *
 * @param follows whether a log may well say nothing
 * @param hold of one that follows: how long a line is kept back, in case that an earlier one is on
 *     its way from another node
 * @param first the same, until each has said something
 * @param silence of one that does not follow: how long it may say nothing
 * @param whole how long all of it may be waited for; to print what it says is no waiting
 * @param most how many bytes of it may come
 */
public record Patience(
    boolean follows, Duration hold, Duration first, Duration silence, Duration whole, long most) {

  private static final Duration EVER = Duration.ofDays(36_500);

  public static Patience following() {
    return new Patience(
        true, Duration.ofMillis(200), Duration.ofSeconds(2), EVER, EVER, Long.MAX_VALUE);
  }

  /** What only reads what is there is not to hang, whatever a node says. */
  public static Patience reading() {
    return new Patience(
        false,
        Duration.ZERO,
        Duration.ZERO,
        Duration.ofMinutes(1),
        Duration.ofMinutes(10),
        1L << 30);
  }
}
