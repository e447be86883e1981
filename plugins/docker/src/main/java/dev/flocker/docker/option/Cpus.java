package dev.flocker.docker.option;

import java.math.BigDecimal;

/**
 * How much of a node's processors a container may use.
 *
 * @param nanos billionths of one processor; at least ten million
 */
public record Cpus(long nanos) {

  private static final long LEAST = 10_000_000; // Docker refuses less than 0.01

  public Cpus {
    if (nanos < LEAST) {
      throw new IllegalArgumentException("is less than 0.01 processors; use 0.01 or more");
    }
  }

  public static Cpus parse(String text) {
    if (!text.matches("[0-9]{1,6}(\\.[0-9]{1,9})?|\\.[0-9]{1,9}")) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no number of processors; use one such as 2 or 0.5");
    }
    return new Cpus(new BigDecimal(text).movePointRight(9).longValueExact());
  }

  @Override
  public String toString() {
    return BigDecimal.valueOf(nanos, 9).stripTrailingZeros().toPlainString();
  }
}
