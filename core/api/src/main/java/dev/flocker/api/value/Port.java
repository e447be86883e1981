package dev.flocker.api.value;

/**
 * A TCP port.
 *
 * @param number 1 to 65535
 * @since 0.1
 */
public record Port(int number) implements Comparable<Port> {

  public Port {
    if (number < 1 || number > 65535) {
      throw new IllegalArgumentException(number + " is not a port; use 1 to 65535");
    }
  }

  /** Parses decimal digits alone: {@code 12:30} and {@code 0x50} are no ports. */
  public static Port parse(String text) {
    if (!text.matches("[0-9]{1,9}")) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not a port; use a number from 1 to 65535");
    }
    return new Port(Integer.parseInt(text));
  }

  @Override
  public int compareTo(Port other) {
    return Integer.compare(number, other.number);
  }

  @Override
  public String toString() {
    return Integer.toString(number);
  }
}
