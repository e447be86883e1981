package dev.flocker.cli.console;

import dev.flocker.api.Fact;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Puts facts into words: times as ages, bytes as sizes. Pure. */
final class Amounts {

  private static final List<String> UNITS = List.of("B", "KB", "MB", "GB", "TB", "PB");

  private Amounts() {}

  /** The value of a fact, without its label. */
  static String of(Fact fact, Instant now) {
    String value = value(fact, fact.value(), now);
    return fact.of().map(of -> value + " of " + value(fact, of, now)).orElse(value);
  }

  private static String value(Fact fact, String value, Instant now) {
    return switch (fact.kind()) {
      case TEXT, COUNT -> value;
      case TIME -> when(Instant.parse(value), now);
      case BYTES -> bytes(Long.parseLong(value));
      case PERCENT -> new BigDecimal(value).stripTrailingZeros().toPlainString() + "%";
    };
  }

  /** {@code 3 h ago}; {@code in 12 s}. */
  static String when(Instant time, Instant now) {
    Duration since = Duration.between(time, now);
    return since.isNegative() ? "in " + age(since.negated()) : age(since) + " ago";
  }

  /** How long ago; not at all, if a clock is late. */
  static String since(Instant time, Instant now) {
    Duration since = Duration.between(time, now);
    return age(since.isNegative() ? Duration.ZERO : since);
  }

  /** In the largest unit of which there are two or more. */
  static String age(Duration age) {
    if (age.toDays() >= 2) {
      return age.toDays() + " days";
    }
    if (age.toHours() >= 2) {
      return age.toHours() + " h";
    }
    return age.toMinutes() >= 2 ? age.toMinutes() + " min" : age.toSeconds() + " s";
  }

  /** Powers of 1024, with a fraction where that says more. */
  static String bytes(long n) {
    double size = n;
    int unit = 0;
    while (size >= 1024 && unit < UNITS.size() - 1) {
      size /= 1024;
      unit++;
    }
    String text = String.format(Locale.ROOT, size < 10 ? "%.1f" : "%.0f", size);
    return text.replaceFirst("\\.0$", "") + " " + UNITS.get(unit);
  }
}
