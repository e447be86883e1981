package dev.flocker.cli.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.cli.ssh.Machine.Memory;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class MachineTest {

  private static final PluginPack NONE = PluginPack.of(List.of());
  private static final Payload FULL =
      new Payload("id", NONE, Path.of("full.tar.gz"), 60L << 20, "x86_64");
  private static final Payload LEAN = new Payload("id", NONE, Path.of("lean.tar.gz"), 1 << 20, "");
  private static final Memory RUN = new Memory("/run", true, 1L << 30);
  private static final String REMEDY =
      "; install Java 21 or later there, and set flocker_java to its path";

  @Test
  void isReadFromTheLineOfTheScript() {
    assertThat(Machine.parse("flocker-lacks aarch64 musl 2048"))
        .isEqualTo(new Machine("aarch64", "musl", 2048 * 1024, List.of()));
    assertThat(Machine.parse("flocker-lacks x86_64 glibc 9 /dev/shm noexec 5 /run exec 7").memory())
        .containsExactly(
            new Memory("/dev/shm", false, 5 * 1024), new Memory("/run", true, 7 * 1024));
  }

  @Test
  void whatIsNoSuchLineIsSaid() {
    for (String line :
        List.of("flocker-lacks x", "flocker-lacks a b c", "flocker-lacks a b 1 /x")) {
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
    return new Machine("x86_64", "glibc", 1L << 30, List.of(memory));
  }

  @Test
  void suits() {
    with().mustSuit(FULL, "n1", false);
    new Machine("aarch64", "musl", 1L << 30, List.of()).mustSuit(LEAN, "n1", false);
  }

  @Test
  void hasAnotherProcessor() {
    refused(
        new Machine("aarch64", "glibc", 1L << 30, List.of()),
        "n1: its processor is aarch64, and flocker's runtime is for x86_64" + REMEDY);
  }

  @Test
  void hasAnotherLibrary() {
    refused(
        new Machine("x86_64", "musl", 1L << 30, List.of()),
        "n1: its C library is musl, and flocker's runtime needs glibc" + REMEDY);
  }

  @Test
  void isFull() {
    refused(
        new Machine("x86_64", "glibc", 5 << 20, List.of()),
        "n1: flocker's runtime needs 120 MB while it is unpacked, and 5 MB are free;"
            + " free some, or set flocker_home to a directory with more");
  }

  private static void refused(Machine machine, String message) {
    assertThatThrownBy(() -> machine.mustSuit(FULL, "n1", false))
        .isInstanceOf(NodeTrouble.Unreachable.class)
        .hasMessage(message);
  }
}
