package dev.flocker.cli.inventory;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Finds the address by which nodes reach one another: rules on them know no names. */
final class Addresses {

  private Addresses() {}

  /**
   * The IPv4 address of a name, as this machine's resolver knows it.
   *
   * @return the name as it is if there is none, or only one that leads a node to itself
   */
  static String of(String name) {
    if (name.isBlank()) {
      return name;
    }
    try {
      return Arrays.stream(InetAddress.getAllByName(name))
          .filter(a -> a instanceof Inet4Address && !a.isLoopbackAddress())
          .map(InetAddress::getHostAddress)
          .findFirst()
          .orElse(name);
    } catch (UnknownHostException e) {
      return name;
    }
  }
}
