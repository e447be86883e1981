package dev.flocker.node.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.node.host.Pins.Pin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PinsTest {

  private static final String DB = "shop volume db";
  private static final Pin ANNS = new Pin("ann@laptop", Set.of("1", "2"));

  @TempDir Path home;
  private final List<Process> others = new ArrayList<>();

  /** Another process: a lock on a file is a process's. */
  static final class Other {
    public static void main(String[] args) throws IOException {
      new Pins(Path.of(args[0])).pin(args[1], "ann@laptop", List.of("1", "2"));
      System.out.println("pinned");
      System.in.read();
    }
  }

  private Process other(String of) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Other.class.getName(),
                folder().toString(),
                of)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    others.add(process);
    assertThat(process.inputReader().readLine()).isEqualTo("pinned");
    return process;
  }

  private Path folder() {
    return home.resolve("pins");
  }

  @AfterEach
  void end() {
    others.forEach(Process::destroyForcibly);
  }

  @Test
  void endWithTheirProcessHoweverItEnds() throws Exception {
    Pins pins = new Pins(folder());
    assertThat(pins.ofOthers()).as("nobody ever pinned anything").isEmpty();
    Process other = other(DB);
    assertThat(pins.ofOthers()).containsExactly(ANNS);
    assertThat(pins.ofAnother(DB)).contains(ANNS);
    assertThat(pins.ofAnother("shop volume d")).isEmpty();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())))
        .isEqualTo("rwx------");

    other.destroyForcibly().waitFor();
    assertThat(pins.ofOthers()).isEmpty();
    assertThat(folder()).as("what is left of it").isEmptyDirectory();
  }

  @Test
  void thereIsOneAtATime() throws Exception {
    Process other = other(DB);
    Pins pins = new Pins(folder());
    assertThat(pins.pin(DB, "bob@desk", List.of())).contains(ANNS);
    assertThat(pins.ofOthers()).as("it is the other's still").containsExactly(ANNS);
    assertThat(pins.pin("shop volume d", "bob@desk", List.of())).isEmpty();

    other.destroyForcibly().waitFor();
    assertThat(pins.pin(DB, "bob@desk", List.of("3"))).isEmpty();
    assertThat(pins.pin(DB, "bob@desk", List.of("4"))).as("its own").isEmpty();
    assertThat(pins.ofOthers()).as("none is of others").isEmpty();
    assertThat(Files.readString(folder().resolve("shop+volume+db"))).isEqualTo("bob@desk\n4\n");
  }
}
