package dev.flocker.cli.ssh;

import dev.flocker.cli.session.NodeTrouble;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A machine that has no payload yet, by its own words.
 *
 * @param machine as {@code uname -m} says
 * @param library {@code glibc}, {@code musl} or {@code unknown}
 * @param version of a glibc, if it says so
 * @param java the path of a Java of its own that is new enough
 * @param free bytes where the payload would go
 * @param memory folders in memory, those to be preferred first
 */
record Machine(
    String machine,
    String library,
    Optional<String> version,
    Optional<String> java,
    long free,
    List<Memory> memory) {

  /** How many words come before those of the folders in memory. */
  private static final int FIXED = 5;

  private static final String VERSION = "[0-9]{1,4}(\\.[0-9]{1,6})+";

  private static final String JAVA =
      "install a Java of 21 or later there, or set flocker_java to the path of one";

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
    if (words.length < FIXED || (words.length - FIXED) % 3 != 0) {
      throw new IllegalArgumentException("\"" + line + "\" says of no machine what it is");
    }
    List<Memory> memory = new ArrayList<>();
    for (int i = FIXED; i < words.length; i += 3) {
      memory.add(new Memory(words[i], words[i + 1].equals("exec"), bytes(words[i + 2])));
    }
    return new Machine(
        words[0],
        words[1],
        Optional.of(words[2]).filter(v -> v.matches(VERSION)),
        Optional.of(words[3]).filter(j -> j.startsWith("/")),
        bytes(words[4]),
        memory);
  }

  private static long bytes(String kilobytes) {
    return Long.parseLong(kilobytes) * 1024;
  }

  /** Why the payload's runtime does not run there. */
  Optional<String> unfit(Payload payload) {
    if (payload.machine().isEmpty()) {
      return Optional.empty();
    }
    if (!payload.machine().equals(machine)) {
      return Optional.of(
          "its processor is " + machine + ", and flocker's runtime is for " + payload.machine());
    }
    if (library.equals("musl")) {
      return Optional.of("its C library is musl, and flocker's runtime needs glibc");
    }
    return version
        .filter(has -> isOlder(has, payload.glibc()))
        .map(
            has ->
                "its C library is glibc "
                    + has
                    + ", and flocker's runtime, as it was built, needs "
                    + payload.glibc());
  }

  private static boolean isOlder(String has, String needed) {
    return !needed.isEmpty() && Arrays.compare(numbers(has), numbers(needed)) < 0;
  }

  private static int[] numbers(String version) {
    return Stream.of(version.split("\\.")).mapToInt(Integer::parseInt).toArray();
  }

  private String remedy(Payload payload) {
    return payload.machine().equals(machine) && library.equals("glibc")
        ? JAVA + ", or build flocker on a machine with an older C library, such as an older Debian"
        : JAVA;
  }

  /**
   * @param check whether nothing may be written on its disks
   * @throws NodeTrouble.Unreachable if the payload would be of no use there
   */
  void mustSuit(Payload payload, String node, boolean check) {
    Optional<String> unfit = unfit(payload);
    if (unfit.isPresent()) {
      throw new NodeTrouble.Unreachable(node, unfit.get(), remedy(payload));
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
