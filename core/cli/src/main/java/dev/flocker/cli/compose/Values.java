package dev.flocker.cli.compose;

import dev.flocker.api.value.ByteSize;
import dev.flocker.api.value.Durations;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.yaml.Trees;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Single values, from how Compose writes them to how a playbook does. */
final class Values {

  private static final Set<String> TRUE = Set.of("true", "yes", "on", "y");
  private static final Set<String> FALSE = Set.of("false", "no", "off", "n");
  private static final Pattern SIZE =
      Pattern.compile("([0-9]{1,18}(?:\\.[0-9]{1,9})?) ?([kmgtp]?)i?b?", Pattern.CASE_INSENSITIVE);
  private static final Pattern PART =
      Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?)(ns|us|µs|ms|s|m|h|d|w)");
  private static final Pattern INTEGER = Pattern.compile("[-+]?(0|[1-9][0-9_]{0,30})");
  private static final Pattern OCTAL = Pattern.compile("0o?([0-7]{1,20})");
  private static final Pattern HEX = Pattern.compile("0x([0-9a-fA-F]{1,15})");
  private static final Pattern FLOAT =
      Pattern.compile(
          "[-+]?([0-9]{1,30}\\.[0-9]{0,30}|\\.[0-9]{1,30}|[0-9]{1,30})([eE][-+]?[0-9]{1,2})?");

  private Values() {}

  static boolean isBool(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return TRUE.contains(lower) || FALSE.contains(lower);
  }

  static boolean bool(String text) {
    return TRUE.contains(text.toLowerCase(Locale.ROOT));
  }

  /** Whether a key of a mapping is there and true. */
  static boolean bool(Tree.Mapping mapping, String key) {
    return bool(Trees.text(mapping, key));
  }

  /**
   * {@code 512m}, {@code 1.5gb} and {@code 50MiB} are powers of 1024; a number alone counts bytes.
   *
   * @throws IllegalArgumentException with cause and remedy
   */
  static ByteSize size(String text) {
    Matcher m = SIZE.matcher(text.strip());
    if (!m.matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not a size; write a number with k, m or g, such as 512m");
    }
    int power = m.group(2).isEmpty() ? 0 : "kmgtp".indexOf(m.group(2).toLowerCase(Locale.ROOT)) + 1;
    BigInteger bytes =
        new BigDecimal(m.group(1)).multiply(BigDecimal.valueOf(1L << (10 * power))).toBigInteger();
    if (bytes.bitLength() > 62) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is larger than any disk; use a smaller size");
    }
    return new ByteSize(bytes.longValue());
  }

  /**
   * {@code 1m30s}, {@code 1.5s}, {@code 2d}.
   *
   * @throws IllegalArgumentException with cause and remedy
   */
  static String duration(String text) {
    Matcher m = PART.matcher(text);
    BigDecimal nanos = BigDecimal.ZERO;
    int end = 0;
    while (m.find() && m.start() == end) {
      nanos = nanos.add(new BigDecimal(m.group(1)).multiply(BigDecimal.valueOf(unit(m.group(2)))));
      end = m.end();
    }
    if (end == 0 || end != text.length() || nanos.toBigInteger().bitLength() > 62) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not a duration; write a number with its unit, such as 30s or 1m30s");
    }
    return Durations.format(Duration.ofNanos(nanos.longValue()));
  }

  private static long unit(String unit) {
    return switch (unit) {
      case "ns" -> 1;
      case "us", "µs" -> 1_000;
      case "ms" -> 1_000_000;
      case "s" -> 1_000_000_000L;
      case "m" -> 60_000_000_000L;
      case "h" -> 3_600_000_000_000L;
      case "d" -> 86_400_000_000_000L;
      default -> 7 * 86_400_000_000_000L;
    };
  }

  /**
   * What Docker Compose makes a text of: to YAML {@code 1.10} without quotes is the number 1.1, and
   * {@code 0755} is 493.
   */
  static Tree.Scalar asYamlHasIt(Tree.Scalar scalar) {
    String text = scalar.text();
    if (text == null || scalar.quoted()) {
      return scalar;
    }
    return Trees.scalar(scalar.place(), number(text));
  }

  private static String number(String text) {
    Matcher octal = OCTAL.matcher(text);
    Matcher hex = HEX.matcher(text);
    if (INTEGER.matcher(text).matches()) {
      return new BigInteger(text.replace("_", "").replace("+", "")).toString();
    }
    if (octal.matches()) {
      return new BigInteger(octal.group(1), 8).toString();
    }
    if (hex.matches()) {
      return new BigInteger(hex.group(1), 16).toString();
    }
    if (FLOAT.matcher(text).matches()) {
      return floating(new BigDecimal(text.replaceFirst("\\.(?=$|[eE])", "")));
    }
    return text.matches("True|TRUE|False|FALSE") ? text.toLowerCase(Locale.ROOT) : text;
  }

  /** As Go prints it: the shortest, with an exponent from 21 digits on. */
  private static String floating(BigDecimal number) {
    BigDecimal shortest = BigDecimal.valueOf(number.doubleValue()).stripTrailingZeros();
    int exponent = shortest.precision() - shortest.scale() - 1;
    if (shortest.signum() == 0 || (exponent >= -4 && exponent < 21)) {
      return shortest.toPlainString();
    }
    String digits = shortest.unscaledValue().abs().toString();
    String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    return "%s%se%s%02d"
        .formatted(
            shortest.signum() < 0 ? "-" : "",
            mantissa,
            exponent < 0 ? "-" : "+",
            Math.abs(exponent));
  }
}
