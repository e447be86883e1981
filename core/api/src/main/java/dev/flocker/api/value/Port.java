package dev.flocker.api.value;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A port, written {@code 5432} if it is TCP's and {@code 53/udp} if it is UDP's. The same number of
 * the two is two ports.
 *
 * @param number 1 to 65535
 * @since 0.1
 */
public record Port(int number, Protocol protocol) implements Comparable<Port> {

  private static final Pattern FORM = Pattern.compile("([0-9]{1,9})(/udp)?");

  private static final Comparator<Port> ORDER =
      Comparator.comparingInt(Port::number).thenComparing(Port::protocol);

  public Port {
    if (number < 1 || number > 65535) {
      throw new IllegalArgumentException(number + " is not a port; use 1 to 65535");
    }
  }

  /** One of TCP. */
  public Port(int number) {
    this(number, Protocol.TCP);
  }

  /** Parses decimal digits, and what they may be followed by: {@code 12:30} is no port. */
  public static Port parse(String text) {
    Matcher m = FORM.matcher(text);
    if (!m.matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not a port; use a number from 1 to 65535, or 53/udp for one of UDP");
    }
    Protocol protocol = m.group(2) == null ? Protocol.TCP : Protocol.UDP;
    return new Port(Integer.parseInt(m.group(1)), protocol);
  }

  /** Parses the decimal digits of a port that is TCP's in any case. */
  public static Port ofTcp(String number) {
    if (!number.matches("[0-9]{1,9}")) {
      throw new IllegalArgumentException(
          "\"" + number + "\" is not a port; use a number from 1 to 65535");
    }
    return new Port(Integer.parseInt(number));
  }

  @Override
  public int compareTo(Port other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return protocol == Protocol.TCP ? Integer.toString(number) : number + "/" + protocol;
  }
}
