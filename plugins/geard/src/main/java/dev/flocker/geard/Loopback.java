package dev.flocker.geard;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Addresses on a container's own loopback device, one for each container that it reaches: there
 * each answers under its own ports, and two databases do not collide. Made of the name alone, so
 * that nothing changes when one moves.
 */
final class Loopback {

  /** Where {@code local_port} is. */
  static final String USUAL = "127.0.0.1";

  private static final int FIRST = 64; // away from those that programs choose for themselves

  private static final int COUNT = 64;

  private Loopback() {}

  /** One of a million. */
  static String of(String name) {
    CRC32 crc = new CRC32();
    crc.update(name.getBytes(StandardCharsets.UTF_8));
    long hash = crc.getValue();
    return "127.%d.%d.%d"
        .formatted(FIRST + hash % COUNT, hash / COUNT % 256, 1 + hash / COUNT / 256 % 254);
  }
}
