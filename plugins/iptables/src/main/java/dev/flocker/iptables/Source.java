package dev.flocker.iptables;

import java.util.regex.Pattern;

/**
 * Who may use a route: {@code any}, {@code cluster}, or a range of IPv4 addresses as iptables
 * writes it, {@code 10.0.0.0/8}.
 */
public record Source(String text) implements Comparable<Source> {

  public static final Source ANY = new Source("any");
  public static final Source CLUSTER = new Source("cluster");

  private static final Pattern RANGE =
      Pattern.compile(
          "([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})(?:/([0-9]{1,2}))?");

  /**
   * A single address is a range of one; bits beyond the prefix are cleared, as iptables does.
   *
   * @throws IllegalArgumentException if it is none of the three
   */
  public static Source parse(String text) {
    if (text.equals(ANY.text)) {
      return ANY;
    }
    if (text.equals(CLUSTER.text)) {
      return CLUSTER;
    }
    var m = RANGE.matcher(text);
    if (!m.matches()) {
      throw bad(text);
    }
    long address = 0;
    for (int i = 1; i <= 4; i++) {
      int part = Integer.parseInt(m.group(i));
      if (part > 255) {
        throw bad(text);
      }
      address = address << 8 | part;
    }
    int prefix = m.group(5) == null ? 32 : Integer.parseInt(m.group(5));
    if (prefix > 32) {
      throw bad(text);
    }
    return prefix == 0 ? ANY : range(address & (0xffffffffL << (32 - prefix)), prefix);
  }

  private static Source range(long a, int prefix) {
    return new Source(
        "%d.%d.%d.%d/%d".formatted(a >> 24 & 255, a >> 16 & 255, a >> 8 & 255, a & 255, prefix));
  }

  /**
   * Whether an IPv4 address is in this range.
   *
   * @throws IllegalArgumentException if it is no address
   */
  boolean has(String address) {
    return parse(address + text.substring(text.indexOf('/'))).equals(this);
  }

  /** Of one that is a single address; else the range. */
  String address() {
    return text.replaceFirst("/32$", "");
  }

  /** Whether all of another range is in this one, and more; false of what is no range. */
  boolean isWiderThan(Source other) {
    return !equals(other)
        && text.contains("/")
        && other.text.endsWith("/32")
        && has(other.address());
  }

  /** Whether this is one IPv4 address, and neither a name nor a range. */
  static boolean isAddress(String text) {
    try {
      return RANGE.matcher(text).matches() && parse(text).text.endsWith("/32");
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static IllegalArgumentException bad(String text) {
    return new IllegalArgumentException(
        "\"" + text + "\" is no source; use any, cluster, an IPv4 address or 10.0.0.0/8");
  }

  @Override
  public int compareTo(Source other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
