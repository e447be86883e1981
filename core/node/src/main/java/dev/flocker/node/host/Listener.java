package dev.flocker.node.host;

import dev.flocker.api.value.Port;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/**
 * What listens on a node.
 *
 * @param address IPv4; empty if it is every address, or one of IPv6
 */
public record Listener(Port port, String address) implements Comparable<Listener> {

  private static final String MAPPED = "0000000000000000FFFF0000";

  /**
   * Reads what {@link #toString} made.
   *
   * @throws IllegalArgumentException if it is not that
   */
  public static Listener parse(String text) {
    int colon = text.indexOf(':');
    String address = text.substring(0, Math.max(colon, 0));
    if (!address.matches("|[0-9]{1,3}([.][0-9]{1,3}){3}")) {
      throw new IllegalArgumentException("\"" + text + "\" is no place to listen");
    }
    return new Listener(Port.parse(text.substring(colon + 1)), address);
  }

  /**
   * @param address as the kernel lists it, in hexadecimal digits: each four bytes in the order of
   *     the processor
   */
  static Listener of(Port port, String address) {
    String four = address.startsWith(MAPPED) ? address.substring(MAPPED.length()) : address;
    boolean every = four.length() > 8 || four.matches("0*");
    return new Listener(port, every ? "" : dotted(HexFormat.fromHexDigits(four)));
  }

  private static String dotted(int word) {
    ByteBuffer bytes = ByteBuffer.allocate(4).order(ByteOrder.nativeOrder()).putInt(0, word);
    return "%d.%d.%d.%d"
        .formatted(bytes.get(0) & 255, bytes.get(1) & 255, bytes.get(2) & 255, bytes.get(3) & 255);
  }

  @Override
  public int compareTo(Listener other) {
    int byPort = port.compareTo(other.port);
    return byPort != 0 ? byPort : address.compareTo(other.address);
  }

  /** {@code 127.0.0.1:53/udp}, or {@code 53/udp}. */
  @Override
  public String toString() {
    return address.isEmpty() ? port.toString() : address + ":" + port;
  }
}
