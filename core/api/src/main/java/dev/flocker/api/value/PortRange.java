package dev.flocker.api.value;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Numbers of ports that follow one another, written {@code 8000-8010}; a single one as {@code
 * 8000}.
 *
 * @param first 1 to 65535
 * @param last not below the first, up to 65535
 * @since 0.1
 */
public record PortRange(int first, int last) {

  private static final Pattern FORM = Pattern.compile("([0-9]{1,9})(?:-([0-9]{1,9}))?");

  public PortRange {
    if (first < 1 || last > 65535) {
      throw new IllegalArgumentException(
          (first < 1 ? first : last) + " is not a port; use 1 to 65535");
    }
    if (last < first) {
      throw new IllegalArgumentException(
          first + "-" + last + " is no range of ports; write the lower one first");
    }
  }

  /** Parses decimal digits, and a hyphen between two of them. */
  public static PortRange parse(String text) {
    Matcher m = FORM.matcher(text);
    if (!m.matches()) {
      String remedy =
          text.matches("[0-9]+/(tcp|udp)")
              ? "write its number alone, and the protocol beside it"
              : "use a number from 1 to 65535, or a range as 8000-8010";
      throw new IllegalArgumentException("\"" + text + "\" is not a port; " + remedy);
    }
    int first = Integer.parseInt(m.group(1));
    return new PortRange(first, m.group(2) == null ? first : Integer.parseInt(m.group(2)));
  }

  public int size() {
    return last - first + 1;
  }

  /** All of them, in order. */
  public List<Port> of(Protocol protocol) {
    return IntStream.rangeClosed(first, last).mapToObj(n -> new Port(n, protocol)).toList();
  }

  @Override
  public String toString() {
    return first == last ? Integer.toString(first) : first + "-" + last;
  }
}
