package dev.flocker.dist;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which version of the GNU C library programs need: the highest that their ELF files name in {@code
 * .gnu.version_r}, as the dynamic linker looks for it.
 */
final class Glibc {

  private static final Pattern VERSION = Pattern.compile("GLIBC_([0-9]+(?:\\.[0-9]+)+)");
  private static final int MAGIC = 0x7f454c46;
  private static final int NEEDED_VERSIONS = 0x6ffffffe;
  private static final int WEAK = 2;

  private Glibc() {}

  /**
   * @return such as 2.34; empty if no file needs any
   */
  static String needed(Path tree) throws IOException {
    int[] highest = {};
    try (Stream<Path> paths = Files.walk(tree)) {
      for (Path file : paths.filter(Files::isRegularFile).toList()) {
        for (String name : isElf(file) ? versions(file) : List.<String>of()) {
          Matcher version = VERSION.matcher(name);
          if (version.matches()) {
            int[] numbers = numbers(version.group(1));
            highest = Arrays.compare(numbers, highest) > 0 ? numbers : highest;
          }
        }
      }
    }
    return String.join(".", Arrays.stream(highest).mapToObj(Integer::toString).toList());
  }

  private static int[] numbers(String version) {
    return Stream.of(version.split("\\.")).mapToInt(Integer::parseInt).toArray();
  }

  private static boolean isElf(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      byte[] head = in.readNBytes(6);
      return head.length == 6
          && ByteBuffer.wrap(head).getInt() == MAGIC
          && head[4] == 2 // of 64 bits
          && head[5] == 1; // with the low byte first
    }
  }

  /** Of all libraries that the file is linked with. */
  private static List<String> versions(Path file) throws IOException {
    ByteBuffer elf = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int sections = (int) elf.getLong(0x28);
    int size = elf.getShort(0x3a);
    int count = elf.getShort(0x3c);
    List<String> versions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int section = sections + i * size;
      if (elf.getInt(section + 4) == NEEDED_VERSIONS) {
        int names = sections + elf.getInt(section + 0x28) * size;
        collect(elf, (int) elf.getLong(section + 0x18), (int) elf.getLong(names + 0x18), versions);
      }
    }
    return versions;
  }

  /**
   * @param library where the first library's entry is
   * @param names where the table of names begins
   */
  private static void collect(ByteBuffer elf, int library, int names, List<String> versions) {
    for (int next = -1; next != 0; library += next) {
      int version = library + elf.getInt(library + 8);
      for (int left = elf.getShort(library + 2); left > 0; left--) {
        if ((elf.getShort(version + 4) & WEAK) == 0) {
          versions.add(text(elf, names + elf.getInt(version + 8)));
        }
        version += elf.getInt(version + 12);
      }
      next = elf.getInt(library + 12);
    }
  }

  private static String text(ByteBuffer elf, int at) {
    int end = at;
    while (elf.get(end) != 0) {
      end++;
    }
    byte[] name = new byte[end - at];
    elf.get(at, name);
    return new String(name, StandardCharsets.US_ASCII);
  }
}
