package dev.flocker.api.value;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Durations as playbooks write them: {@code 30s}, {@code 5m}, {@code 1h30m}.
 *
 * @since 0.1
 */
public final class Durations {

  private static final Pattern FORM =
      Pattern.compile(
          "(?=.)(?:([0-9]{1,9})h)?(?:([0-9]{1,9})m)?(?:([0-9]{1,9})s)?(?:([0-9]{1,9})ms)?");

  private Durations() {}

  /**
   * @throws IllegalArgumentException saying what to write instead
   */
  public static Duration parse(String text) {
    Matcher m = FORM.matcher(text);
    if (!m.matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not a duration; use a number with ms, s, m or h, such as 30s");
    }
    return Duration.ofHours(number(m.group(1)))
        .plusMinutes(number(m.group(2)))
        .plusSeconds(number(m.group(3)))
        .plusMillis(number(m.group(4)));
  }

  private static long number(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }

  /** The shortest form that {@link #parse} reads back. */
  public static String format(Duration d) {
    long ms = d.toMillis();
    if (ms % 1000 != 0) {
      return ms + "ms";
    }
    long s = ms / 1000;
    if (s != 0 && s % 3600 == 0) {
      return s / 3600 + "h";
    }
    return s != 0 && s % 60 == 0 ? s / 60 + "m" : s + "s";
  }

  /**
   * For people, to whom an age is told: {@code 90 min}, {@code 3 h}, {@code 2 days}. In the largest
   * unit of which there are two or more; {@code 0 s} if it is negative, as a clock may be late.
   */
  public static String about(Duration d) {
    if (d.isNegative()) {
      return "0 s";
    }
    if (d.toDays() >= 2) {
      return d.toDays() + " days";
    }
    if (d.toHours() >= 2) {
      return d.toHours() + " h";
    }
    return d.toMinutes() >= 2 ? d.toMinutes() + " min" : d.toSeconds() + " s";
  }
}
