package dev.flocker.cli.state;

import dev.flocker.api.Fact;
import dev.flocker.api.value.ByteSize;
import dev.flocker.api.value.Durations;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/** Puts facts into words: times as ages, bytes as sizes. Pure. */
public final class Amounts {

  private Amounts() {}

  /** The value of a fact, without its label. */
  public static String of(Fact fact, Instant now) {
    String value = value(fact, fact.value(), now);
    return fact.of().map(of -> value + " of " + value(fact, of, now)).orElse(value);
  }

  private static String value(Fact fact, String value, Instant now) {
    return switch (fact.kind()) {
      case TEXT, COUNT -> value;
      case TIME -> when(Instant.parse(value), now);
      case BYTES -> ByteSize.about(Long.parseLong(value));
      case PERCENT -> new BigDecimal(value).stripTrailingZeros().toPlainString() + "%";
    };
  }

  /** {@code 3 h ago}; {@code in 12 s}. */
  public static String when(Instant time, Instant now) {
    Duration since = Duration.between(time, now);
    return since.isNegative()
        ? "in " + Durations.about(since.negated())
        : Durations.about(since) + " ago";
  }

  /** How long ago; not at all, if a clock is late. */
  public static String since(Instant time, Instant now) {
    return Durations.about(Duration.between(time, now));
  }
}
