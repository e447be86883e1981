package dev.flocker.api;

import dev.flocker.api.value.OneLine;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/**
 * One thing worth showing of a resource, such as its image, or since when it runs. Its kind says
 * how core writes it for people: times as ages, bytes as sizes.
 *
 * @param label a word or two: {@code image}, {@code since}; may be empty where the value says all
 * @param value on one line, as its kind has it
 * @param of how much there may be of it, of the same kind, such as a quota; empty if nothing limits
 *     it
 * @since 0.1
 */
public record Fact(String label, Kind kind, String value, Optional<String> of) {

  /**
   * The label of the time from when on a status goes on, such as that of what is started again and
   * again: runs tell it.
   */
  public static final String SINCE = "since";

  private static final int LONGEST_LABEL = 40;

  /**
   * @since 0.1
   */
  public enum Kind {
    TEXT,
    /** RFC 3339, as {@link Instant} writes it. */
    TIME,
    /** In decimal digits. */
    BYTES,
    /** In decimal digits. */
    COUNT,
    /** Of 100, with a fraction if it has one. */
    PERCENT
  }

  /**
   * @throws IllegalArgumentException if a value is not of its kind
   */
  public Fact {
    label = OneLine.of(label, LONGEST_LABEL);
    value = OneLine.of(value);
    of = of.map(limit -> OneLine.of(limit));
    require(kind, value);
    of.ifPresent(limit -> require(kind, limit));
  }

  public static Fact text(String label, String value) {
    return new Fact(label, Kind.TEXT, value, Optional.empty());
  }

  public static Fact time(String label, Instant value) {
    return new Fact(label, Kind.TIME, value.toString(), Optional.empty());
  }

  public static Fact bytes(String label, long value) {
    return new Fact(label, Kind.BYTES, Long.toString(value), Optional.empty());
  }

  public static Fact count(String label, long value) {
    return new Fact(label, Kind.COUNT, Long.toString(value), Optional.empty());
  }

  /**
   * @param value of 100; more where there are several of what it is a part of, such as processors
   */
  public static Fact percent(String label, double value) {
    return new Fact(
        label, Kind.PERCENT, String.format(Locale.ROOT, "%.1f", value), Optional.empty());
  }

  /** The same, with how much there may be of it. */
  public Fact of(long limit) {
    return new Fact(label, kind, value, Optional.of(Long.toString(limit)));
  }

  /** When; of a {@link Kind#TIME} alone. */
  public Instant instant() {
    return Instant.parse(value);
  }

  private static void require(Kind kind, String value) {
    boolean fits =
        switch (kind) {
          case TEXT -> true;
          case TIME -> isTime(value);
          case BYTES, COUNT -> value.matches("[0-9]{1,18}");
          case PERCENT -> value.matches("[0-9]{1,9}(\\.[0-9]{1,9})?");
        };
    if (!fits) {
      throw new IllegalArgumentException(
          "\"" + value + "\" is no " + kind.name().toLowerCase(Locale.ROOT));
    }
  }

  private static boolean isTime(String value) {
    try {
      return Instant.parse(value).getEpochSecond() >= 0;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  /** As a number; of whatever counts or measures. */
  public BigDecimal number() {
    return new BigDecimal(value);
  }
}
