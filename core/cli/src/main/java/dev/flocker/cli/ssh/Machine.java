package dev.flocker.cli.ssh;

import dev.flocker.cli.session.NodeTrouble;
import java.util.ArrayList;
import java.util.List;

/**
 * A machine that has no payload yet, by its own words.
 *
 * @param machine as {@code uname -m} says
 * @param library {@code glibc}, {@code musl} or {@code unknown}
 * @param free bytes where the payload would go
 * @param memory folders in memory, those to be preferred first
 */
record Machine(String machine, String library, long free, List<Memory> memory) {

  /**
   * A folder in memory.
   *
   * @param runs whether a program can be run there
   * @param free bytes
   */
  record Memory(String path, boolean runs, long free) {

    private String shown() {
      return path + (runs ? " with " + megabytes(free) : ", which is mounted noexec");
    }
  }

  /**
   * @throws IllegalArgumentException if it is none
   */
  static Machine parse(String line) {
    String[] words = line.substring(Script.LACKS.length()).strip().split(" ");
    if (words.length < 3 || words.length % 3 != 0) {
      throw new IllegalArgumentException("\"" + line + "\" says of no machine what it is");
    }
    List<Memory> memory = new ArrayList<>();
    for (int i = 3; i < words.length; i += 3) {
      memory.add(new Memory(words[i], words[i + 1].equals("exec"), bytes(words[i + 2])));
    }
    return new Machine(words[0], words[1], bytes(words[2]), memory);
  }

  private static long bytes(String kilobytes) {
    return Long.parseLong(kilobytes) * 1024;
  }

  /**
   * @param check whether nothing may be written on its disks
   * @throws NodeTrouble.Unreachable if the payload would be of no use there
   */
  void mustSuit(Payload payload, String node, boolean check) {
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
    if (check) {
      inMemory(payload, node);
    } else if (free < needed(payload)) {
      throw new NodeTrouble.Unreachable(
          node,
          "flocker's runtime needs "
              + megabytes(needed(payload))
              + " while it is unpacked, and "
              + megabytes(free)
              + " are free",
          "free some, or set flocker_home to a directory with more");
    }
  }

  /**
   * A folder in memory for what must leave no trace on a disk.
   *
   * @throws NodeTrouble.Unreachable if there is none with room, where a program can be run
   */
  String inMemory(Payload payload, String node) {
    return memory.stream()
        .filter(m -> m.runs() && m.free() >= needed(payload))
        .map(Memory::path)
        .findFirst()
        .orElseThrow(
            () ->
                new NodeTrouble.Unreachable(
                    node,
                    "what only looks leaves nothing on its disks, and flocker's runtime needs "
                        + megabytes(needed(payload))
                        + " in memory where programs may be run; there is "
                        + (memory.isEmpty()
                            ? "no such folder"
                            : String.join(", ", memory.stream().map(Memory::shown).toList())),
                    "remount one, as in mount -o remount,exec,size=1g /dev/shm; or let a run without"
                        + " --check bring the runtime to its disk, which is then used"));
  }

  private static long needed(Payload payload) {
    return 2 * payload.bytes();
  }

  private static String megabytes(long bytes) {
    return bytes / (1 << 20) + " MB";
  }
}
