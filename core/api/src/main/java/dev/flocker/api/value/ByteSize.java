package dev.flocker.api.value;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A size in bytes, written {@code 512M}, {@code 1.5G} or {@code 2G}: powers of 1024.
 *
 * @param bytes 0 or more
 * @since 0.1
 */
public record ByteSize(long bytes) {

  private static final Pattern FORM =
      Pattern.compile(
          "([0-9]{1,15}(?:\\.[0-9]{1,9}(?=[KMGT]))?)([KMGT]?)", Pattern.CASE_INSENSITIVE);
  private static final String UNITS = "KMGT";
  private static final List<String> SAID = List.of("B", "KB", "MB", "GB", "TB", "PB", "EB");

  public ByteSize {
    if (bytes < 0) {
      throw new IllegalArgumentException(bytes + " is negative; use a size such as 512M");
    }
  }

  public static ByteSize parse(String text) {
    Matcher m = FORM.matcher(text);
    if (!m.matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not a size; use a number with K, M, G or T, such as 512M");
    }
    int power =
        m.group(2).isEmpty() ? 0 : UNITS.indexOf(Character.toUpperCase(m.group(2).charAt(0))) + 1;
    try {
      BigDecimal unit = BigDecimal.valueOf(1L << (10 * power));
      return new ByteSize(
          new BigDecimal(m.group(1)).multiply(unit).toBigInteger().longValueExact());
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is larger than any disk; use a smaller size", e);
    }
  }

  /** As a user would write it: the largest unit that leaves a whole number. */
  @Override
  public String toString() {
    long n = bytes;
    int power = 0;
    while (n != 0 && n % 1024 == 0 && power < UNITS.length()) {
      n /= 1024;
      power++;
    }
    return power == 0 ? Long.toString(n) : n + UNITS.substring(power - 1, power);
  }

  /**
   * For people, to whom a size is told: {@code 512 B}, {@code 1.5 KB}, {@code 15 MB}. Powers of
   * 1024, with a fraction where that says more.
   *
   * @param bytes 0 or more
   */
  public static String about(long bytes) {
    double size = bytes;
    int unit = 0;
    while (size >= 1024) {
      size /= 1024;
      unit++;
    }
    String text = String.format(Locale.ROOT, size < 9.95 ? "%.1f" : "%.0f", size);
    return text.replaceFirst("\\.0$", "") + " " + SAID.get(unit);
  }
}
