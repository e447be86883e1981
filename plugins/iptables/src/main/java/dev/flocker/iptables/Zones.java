package dev.flocker.iptables;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.List;
import java.util.zip.CRC32;

/**
 * Tells flows of UDP apart by more than their addresses. The kernel leads every packet of a flow to
 * where the first one was led. One of UDP has no end, as long as its client goes on sending from
 * the same port; so where its route leads, and whom, is a zone of its own: a packet that comes
 * after a turn, or after {@code from} was narrowed, is the first of another flow.
 */
final class Zones {

  /** How many numbers the kernel has for zones, besides the one that all is in without rules. */
  private static final int NUMBERS = 65_535;

  private Zones() {}

  /**
   * @param said the comment of its rules
   */
  static List<Rule> of(RouteState route, String said) {
    CRC32 crc = new CRC32();
    crc.update(String.join(",", route.targets()).getBytes(US_ASCII));
    if (!route.sources().isEmpty()) {
      crc.update((route.sources() + " " + route.processes()).getBytes(US_ASCII));
    }
    long zone = 1 + crc.getValue() % NUMBERS;
    String rule = Rules.local(route.port()) + said + "CT --zone-orig " + zone;
    return List.of(
        new Rule(Chain.RAW, "FLOCKER-PRE", rule), new Rule(Chain.RAW, "FLOCKER-OUT", rule));
  }
}
