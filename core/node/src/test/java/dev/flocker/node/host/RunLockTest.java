package dev.flocker.node.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.node.Failure;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RunLockTest {

  @TempDir Path folder;

  /** Another process: a lock on a file is a process's. */
  static final class Other {
    public static void main(String[] args) throws Exception {
      new RunLock(Path.of(args[0])).take("ann@laptop", Duration.ZERO);
      System.out.println("locked");
      System.in.read();
    }
  }

  @Test
  void isOneProcesss() throws Exception {
    Path file = folder.resolve("run/lock");
    Process other = other(file);
    assertThatThrownBy(() -> new RunLock(file).take("bob@desk", Duration.ofMillis(300)))
        .isInstanceOf(RunLock.Held.class)
        .message()
        .matches("ann@laptop since \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");

    other.destroyForcibly().waitFor();
    new RunLock(file).take("bob@desk", Duration.ofSeconds(30));
    assertThat(file).content().startsWith("bob@desk since ").endsWith("Z\n");
  }

  @Test
  void isWaitedFor() throws Exception {
    Path file = folder.resolve("lock");
    Process other = other(file);
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                Thread.sleep(500);
                other.getOutputStream().close();
              } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    new RunLock(file).take("bob@desk", Duration.ofSeconds(50));
    assertThat(file).content().startsWith("bob@desk");
  }

  @Test
  void everyUserCanTakeIt() throws IOException {
    Path file = folder.resolve("lock");
    new RunLock(file).take("ann@laptop", Duration.ZERO);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-rw-rw-");
  }

  @Test
  void nobodyCanHaveItWriteElsewhere() throws IOException {
    Path precious = Files.writeString(folder.resolve("precious"), "data");
    Path link = Files.createSymbolicLink(folder.resolve("lock"), precious);
    assertThatThrownBy(() -> new RunLock(link).take("ann@laptop", Duration.ZERO))
        .isInstanceOf(Failure.class);
    assertThat(precious).hasContent("data");
  }

  private static Process other(Path file) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Other.class.getName(),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader said = process.inputReader();
    assertThat(said.readLine()).isEqualTo("locked");
    return process;
  }
}
