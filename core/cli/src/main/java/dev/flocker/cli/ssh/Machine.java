package dev.flocker.cli.ssh;

import dev.flocker.cli.session.NodeTrouble;

/**
 * A machine that has no payload yet, by its own words.
 *
 * @param machine as {@code uname -m} says
 * @param library {@code glibc}, {@code musl} or {@code unknown}
 * @param free bytes where the payload would go
 */
record Machine(String machine, String library, long free) {

  static Machine parse(String line) {
    String[] words = line.substring(Script.LACKS.length()).strip().split(" ");
    return new Machine(words[0], words[1], Long.parseLong(words[2]) * 1024);
  }

  /**
   * @throws NodeTrouble.Unreachable if the payload would be of no use there
   */
  void mustSuit(Payload payload, String node) {
    String remedy = "install Java 21 or later there, and set flocker_java to its path";
    if (!payload.machine().isEmpty() && !payload.machine().equals(machine)) {
      throw new NodeTrouble.Unreachable(
          node,
          "its processor is " + machine + ", and flocker's runtime is for " + payload.machine(),
          remedy);
    }
    if (!payload.machine().isEmpty() && library.equals("musl")) {
      throw new NodeTrouble.Unreachable(
          node, "its C library is musl, and flocker's runtime needs glibc", remedy);
    }
    if (free < 2 * payload.bytes()) {
      throw new NodeTrouble.Unreachable(
          node,
          "flocker's runtime needs "
              + megabytes(2 * payload.bytes())
              + " while it is unpacked, and "
              + megabytes(free)
              + " are free",
          "free some, or set flocker_home to a directory with more");
    }
  }

  private static String megabytes(long bytes) {
    return bytes / (1 << 20) + " MB";
  }
}
