package dev.flocker.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GlibcTest {

  private static final String NAMES = "\0libc.so.6\0GLIBC_2.9\0GLIBC_2.34\0GLIBC_2.99\0ZLIB_9.9\0";

  @TempDir Path folder;

  @Test
  void isTheHighestThatAnyFileNeeds() throws IOException {
    assertThat(Glibc.needed(folder)).isEmpty();
    Files.writeString(folder.resolve("text"), "GLIBC_2.77");
    assertThat(Glibc.needed(folder)).isEmpty();
    elf("one", needed("GLIBC_2.9", 0));
    assertThat(Glibc.needed(folder)).isEqualTo("2.9");
    Files.createDirectories(folder.resolve("lib"));
    elf("lib/two", needed("GLIBC_2.9", 0), needed("GLIBC_2.34", 0), needed("ZLIB_9.9", 0));
    assertThat(Glibc.needed(folder)).isEqualTo("2.34");
    elf("three", needed("GLIBC_2.99", 2));
    assertThat(Glibc.needed(folder)).as("that is weak").isEqualTo("2.34");
  }

  /** It runs here, so that it needs no more than there is. */
  @Test
  void readsTheFilesOfARealRuntime() throws IOException, InterruptedException {
    String needed = Glibc.needed(Tool.jdk().resolve("lib"));
    assertThat(needed).matches("2\\.[0-9]+(\\.[0-9]+)?");
    Process process = new ProcessBuilder("getconf", "GNU_LIBC_VERSION").start();
    String here = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(numbers(needed)).isLessThanOrEqualTo(numbers(here.strip().replace("glibc ", "")));
  }

  private static int numbers(String version) {
    return Integer.parseInt(version.split("\\.")[1]);
  }

  /** An entry of a table of versions, the last of its library. */
  private static byte[] needed(String name, int flags) {
    ByteBuffer entry = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
    entry.putShort((short) 1).putShort((short) 1).putInt(1).putInt(16).putInt(32);
    entry.putInt(0).putShort((short) flags).putShort((short) 2);
    entry.putInt(NAMES.indexOf(name)).putInt(0);
    return entry.array();
  }

  /** With two sections: such a table, and the names. */
  private void elf(String file, byte[]... entries) throws IOException {
    byte[] names = NAMES.getBytes(StandardCharsets.US_ASCII);
    int table = 64 + 2 * 64;
    byte[] all = Stream.of(entries).reduce(new byte[0], GlibcTest::joined);
    ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN).putInt(all.length - 20, 0);
    ByteBuffer elf =
        ByteBuffer.allocate(table + all.length + names.length).order(ByteOrder.LITTLE_ENDIAN);
    elf.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1});
    elf.putLong(0x28, 64).putShort(0x3a, (short) 64).putShort(0x3c, (short) 2);
    elf.putInt(64 + 4, 0x6ffffffe).putLong(64 + 0x18, table).putInt(64 + 0x28, 1);
    elf.putInt(128 + 4, 3).putLong(128 + 0x18, table + all.length);
    elf.position(table).put(all).put(names);
    Files.write(folder.resolve(file), elf.array());
  }

  private static byte[] joined(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }
}
