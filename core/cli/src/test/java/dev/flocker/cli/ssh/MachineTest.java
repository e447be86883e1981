package dev.flocker.cli.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.cli.session.NodeTrouble;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class MachineTest {

  private static final PluginPack NONE = PluginPack.of(List.of());
  private static final Payload FULL =
      new Payload("id", NONE, Path.of("full.tar.gz"), 60L << 20, "x86_64");
  private static final Payload LEAN = new Payload("id", NONE, Path.of("lean.tar.gz"), 1 << 20, "");
  private static final String REMEDY =
      "; install Java 21 or later there, and set flocker_java to its path";

  @Test
  void isReadFromTheLineOfTheScript() {
    assertThat(Machine.parse("flocker-lacks aarch64 musl 2048"))
        .isEqualTo(new Machine("aarch64", "musl", 2048 * 1024));
  }

  @Test
  void suits() {
    new Machine("x86_64", "glibc", 1L << 30).mustSuit(FULL, "n1");
    new Machine("aarch64", "musl", 1L << 30).mustSuit(LEAN, "n1");
  }

  @Test
  void hasAnotherProcessor() {
    refused(
        new Machine("aarch64", "glibc", 1L << 30),
        "n1: its processor is aarch64, and flocker's runtime is for x86_64" + REMEDY);
  }

  @Test
  void hasAnotherLibrary() {
    refused(
        new Machine("x86_64", "musl", 1L << 30),
        "n1: its C library is musl, and flocker's runtime needs glibc" + REMEDY);
  }

  @Test
  void isFull() {
    refused(
        new Machine("x86_64", "glibc", 5 << 20),
        "n1: flocker's runtime needs 120 MB while it is unpacked, and 5 MB are free;"
            + " free some, or set flocker_home to a directory with more");
  }

  private static void refused(Machine machine, String message) {
    assertThatThrownBy(() -> machine.mustSuit(FULL, "n1"))
        .isInstanceOf(NodeTrouble.Unreachable.class)
        .hasMessage(message);
  }
}
