package dev.flocker.cli.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.cli.ssh.Machine.Memory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MachineTest {

  private static final PluginPack NONE = PluginPack.of(List.of());
  private static final Payload FULL =
      new Payload("id", NONE, Path.of("full.tar.gz"), 60L << 20, "x86_64", "2.34");
  private static final Payload LEAN =
      new Payload("id", NONE, Path.of("lean.tar.gz"), 1 << 20, "", "");
  private static final Memory RUN = new Memory("/run", true, 1L << 30);
  private static final String REMEDY =
      "; install a Java of 21 or later there, or set flocker_java to the path of one";

  @Test
  void isReadFromTheLineOfTheScript() {
    assertThat(Machine.parse("flocker-lacks aarch64 musl - - 2048"))
        .isEqualTo(
            new Machine(
                "aarch64", "musl", Optional.empty(), Optional.empty(), 2048 * 1024, List.of()));
    Machine full =
        Machine.parse("flocker-lacks x86_64 glibc 2.36 /opt/java 9 /dev/shm noexec 5 /run exec 7");
    assertThat(full.version()).contains("2.36");
    assertThat(full.java()).contains("/opt/java");
    assertThat(full.memory())
        .containsExactly(
            new Memory("/dev/shm", false, 5 * 1024), new Memory("/run", true, 7 * 1024));
  }

  @Test
  void whatIsNoSuchLineIsSaid() {
    for (String line :
        List.of("flocker-lacks x", "flocker-lacks a b - - c", "flocker-lacks a b - - 1 /x")) {
      assertThatThrownBy(() -> Machine.parse(line)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void looksFromTheFirstFolderInMemoryThatServes() {
    assertThat(with(new Memory("/dev/shm", true, 1L << 30), RUN).inMemory(FULL, "n1"))
        .isEqualTo("/dev/shm");
    assertThat(with(new Memory("/dev/shm", false, 1L << 30), RUN).inMemory(FULL, "n1"))
        .isEqualTo("/run");
    assertThat(with(new Memory("/dev/shm", true, 32 << 20), RUN).inMemory(FULL, "n1"))
        .isEqualTo("/run");
  }

  @Test
  void saysWhyItCannotBeLookedAt() {
    Machine small = with(new Memory("/dev/shm", true, 32 << 20), new Memory("/run", false, 9));
    assertThatThrownBy(() -> small.mustSuit(FULL, "n1", true))
        .isInstanceOf(NodeTrouble.Unreachable.class)
        .hasMessageContaining("needs 120 MB in memory where programs may be run; there is /dev/shm")
        .hasMessageContaining("/dev/shm with 32 MB, /run, which is mounted noexec; remount one");
    assertThatThrownBy(() -> with().mustSuit(FULL, "n1", true))
        .hasMessageContaining("there is no such folder");
    small.mustSuit(FULL, "n1", false);
  }

  private static Machine with(Memory... memory) {
    return machine("x86_64", "glibc", "2.34", 1L << 30, memory);
  }

  private static Machine machine(
      String machine, String library, String version, long free, Memory... memory) {
    return new Machine(
        machine, library, Optional.of(version), Optional.empty(), free, List.of(memory));
  }

  @Test
  void suits() {
    with().mustSuit(FULL, "n1", false);
    machine("x86_64", "glibc", "2.100", 1L << 30).mustSuit(FULL, "n1", false);
    machine("aarch64", "musl", "1.2", 1L << 30).mustSuit(LEAN, "n1", false);
    machine("x86_64", "glibc", "2.17", 1L << 30).mustSuit(LEAN, "n1", false);
  }

  @Test
  void hasAnotherProcessor() {
    refused(
        machine("aarch64", "glibc", "2.34", 1L << 30),
        "n1: its processor is aarch64, and flocker's runtime is for x86_64" + REMEDY);
  }

  @Test
  void hasAnotherLibrary() {
    refused(
        machine("x86_64", "musl", "1.2", 1L << 30),
        "n1: its C library is musl, and flocker's runtime needs glibc" + REMEDY);
  }

  @Test
  void hasAnOlderLibrary() {
    refused(
        machine("x86_64", "glibc", "2.9", 1L << 30),
        "n1: its C library is glibc 2.9, and flocker's runtime, as it was built, needs 2.34"
            + REMEDY
            + ", or build flocker on a machine with an older C library, such as an older Debian");
  }

  /** Whether it serves shows when it is started. */
  @Test
  void saysNothingOfItsLibrary() {
    Machine machine = Machine.parse("flocker-lacks x86_64 glibc - - 2000000");
    assertThat(machine.unfit(FULL)).isEmpty();
    assertThat(Machine.parse("flocker-lacks x86_64 glibc x.y - 2000000").unfit(FULL)).isEmpty();
  }

  @Test
  void isFull() {
    refused(
        machine("x86_64", "glibc", "2.34", 5 << 20),
        "n1: flocker's runtime needs 120 MB while it is unpacked, and 5 MB are free;"
            + " free some, or set flocker_home to a directory with more");
  }

  private static void refused(Machine machine, String message) {
    assertThatThrownBy(() -> machine.mustSuit(FULL, "n1", false))
        .isInstanceOf(NodeTrouble.Unreachable.class)
        .hasMessage(message);
  }
}
