package dev.flocker.node.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.node.Failure;
import dev.flocker.node.host.LockFiles.Standing;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class RunLockTest {

  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration LONG = Duration.ofSeconds(50);

  @TempDir Path folder;
  private final List<Process> others = new ArrayList<>();

  /** As {@code /run} and {@code /run/lock} are to users of each standing; one group is Docker's. */
  private static LockFiles files(Standing standing, Path folder) throws IOException {
    return new LockFiles(
        standing,
        folder.resolve("run/flocker/lock"),
        folder.resolve("all/flocker.lock"),
        folder.resolve("home/lock"),
        Optional.of(Files.readAttributes(folder, PosixFileAttributes.class).group()));
  }

  @BeforeEach
  void boot() throws IOException {
    Files.createDirectory(folder.resolve("run"));
    Files.createDirectory(folder.resolve("all"));
  }

  @AfterEach
  void end() {
    others.forEach(Process::destroyForcibly);
  }

  private RunLock of(Standing standing) {
    return new RunLock(() -> files(standing, folder));
  }

  private String mode(String file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file)));
  }

  /** Another process: a lock on a file is a process's. */
  static final class Other {
    public static void main(String[] args) throws Exception {
      Standing standing = Standing.valueOf(args[0]);
      new RunLock(() -> files(standing, Path.of(args[1]))).take("ann@laptop", Duration.ZERO);
      System.out.println("locked");
      System.in.read();
    }
  }

  @ParameterizedTest
  @EnumSource
  void isOneProcesss(Standing standing) throws Exception {
    Process other = other(standing);
    assertThatThrownBy(() -> of(standing).take("bob@desk", SHORT))
        .isInstanceOf(RunLock.Held.class)
        .message()
        .matches("ann@laptop since \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");

    other.destroyForcibly().waitFor();
    RunLock mine = of(standing);
    assertThat(mine.isTaken()).isFalse();
    mine.take("bob@desk", LONG);
    assertThat(mine.isTaken()).isTrue();
  }

  @Test
  void isWaitedFor() throws Exception {
    Process other = other(Standing.ROOT);
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
    of(Standing.ROOT).take("bob@desk", LONG);
    assertThat(folder.resolve("run/flocker/lock")).content().matches("bob@desk since .*Z\n");
  }

  /** As one run follows another in a script. */
  @Test
  void whoIsEndingIsWaitedForWithoutBeingToldTo() throws Exception {
    other(Standing.ROOT).getOutputStream().close();
    of(Standing.ROOT).take("bob@desk", Duration.ZERO);
    assertThat(folder.resolve("run/flocker/lock")).content().startsWith("bob@desk");
  }

  @Test
  void isGivenToOthersAndTakenAgain() throws Exception {
    RunLock mine = of(Standing.ROOT);
    mine.take("bob@desk", Duration.ZERO);
    mine.give();
    assertThat(mine.isTaken()).isFalse();
    Process other = other(Standing.ROOT);
    assertThatThrownBy(() -> mine.take("bob@desk", SHORT)).isInstanceOf(RunLock.Held.class);
    other.destroyForcibly().waitFor();
    mine.take("bob@desk", LONG);
    assertThat(mine.isTaken()).isTrue();
  }

  @Test
  void isForDockersUsersAndNoOthers() throws IOException {
    of(Standing.ROOT).take("ann@laptop", Duration.ZERO);
    assertThat(mode("run/flocker")).isEqualTo("rwxr-xr-x");
    assertThat(mode("run/flocker/lock")).isEqualTo("rw-rw----");
  }

  @Test
  void rootKeepsOutDockersUsers() throws Exception {
    other(Standing.ROOT);
    assertThatThrownBy(() -> of(Standing.DOCKER).take("bob@desk", SHORT))
        .isInstanceOf(RunLock.Held.class);
    assertThat(folder.resolve("all/flocker.lock")).doesNotExist();
  }

  /** After a boot root's folder is not there yet, and only root can make it. */
  @Test
  void theFirstOfDockersUsersKeepsOutRoot() throws Exception {
    Process first = other(Standing.DOCKER);
    assertThat(mode("all/flocker.lock")).isEqualTo("rw-rw----");
    assertThatThrownBy(() -> of(Standing.ROOT).take("bob@desk", SHORT))
        .isInstanceOf(RunLock.Held.class)
        .hasMessageStartingWith("ann@laptop");
    first.destroyForcibly().waitFor();
    of(Standing.ROOT).take("bob@desk", LONG);
  }

  /** Root's file stays when root has given up. */
  @Test
  void theFirstOfDockersUsersKeepsOutTheNextAfterRootCame() throws Exception {
    Process first = other(Standing.DOCKER);
    assertThatThrownBy(() -> of(Standing.ROOT).take("bob@desk", Duration.ZERO))
        .isInstanceOf(RunLock.Held.class);
    assertThat(folder.resolve("run/flocker/lock")).exists();

    assertThatThrownBy(() -> of(Standing.DOCKER).take("cid@desk", SHORT))
        .isInstanceOf(RunLock.Held.class)
        .hasMessageStartingWith("ann@laptop");
    first.destroyForcibly().waitFor();
    of(Standing.DOCKER).take("cid@desk", LONG);
  }

  @Test
  void strangersKeepOutNobody() throws Exception {
    other(Standing.OTHER);
    of(Standing.ROOT).take("bob@desk", Duration.ZERO);
  }

  /** As any local user can have made it, and locked it for ever. */
  @Test
  void whatAStrangerMadeHindersNoRoot() throws Exception {
    other(Standing.DOCKER);
    Path early = folder.resolve("all/flocker.lock");
    Files.setPosixFilePermissions(early, PosixFilePermissions.fromString("rw-rw-rw-"));

    of(Standing.ROOT).take("bob@desk", Duration.ZERO);
  }

  /** Of a group that is not Docker's. */
  @Test
  void whatAStrangerMadeWithoutAnyRightHindersNoRoot() throws IOException {
    Path early = Files.writeString(folder.resolve("all/flocker.lock"), "mine");
    Files.setPosixFilePermissions(early, Set.of());
    LockFiles usual = files(Standing.ROOT, folder);
    LockFiles files =
        new LockFiles(Standing.ROOT, usual.shared(), usual.early(), usual.own(), Optional.empty());

    RunLock mine = new RunLock(() -> files);
    mine.take("bob@desk", Duration.ZERO);
    assertThat(mine.isTaken()).isTrue();
  }

  @Test
  void whatAStrangerMadeIsToldToDockersUsers() throws Exception {
    Path early = Files.writeString(folder.resolve("all/flocker.lock"), "mine");
    Files.setPosixFilePermissions(early, PosixFilePermissions.fromString("rw-rw-rw-"));
    assertThatThrownBy(() -> of(Standing.DOCKER).take("ann@laptop", Duration.ZERO))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("all/flocker.lock: it was not made by flocker")
        .hasMessageContaining("remove it as root");
    assertThat(early).hasContent("mine");
  }

  @ParameterizedTest
  @EnumSource(names = {"ROOT", "DOCKER"})
  void nobodyCanHaveItWriteElsewhere(Standing standing) throws IOException {
    Path precious = Files.writeString(folder.resolve("precious"), "data");
    Files.createSymbolicLink(folder.resolve("all/flocker.lock"), precious);
    try {
      of(standing).take("ann@laptop", Duration.ZERO);
    } catch (Failure refused) {
      assertThat(standing).isEqualTo(Standing.DOCKER);
    }
    assertThat(precious).hasContent("data");
  }

  @Test
  void tellsTheHolderAsAShortLine() throws Exception {
    other(Standing.ROOT);
    String foreign = "\u001b]0;you\u0007 are\n\u202e hacked " + "x".repeat(100_000);
    Files.writeString(folder.resolve("run/flocker/lock"), foreign);
    assertThatThrownBy(() -> of(Standing.ROOT).take("bob@desk", Duration.ZERO))
        .isInstanceOf(RunLock.Held.class)
        .message()
        .startsWith("]0;you are hacked xxx")
        .hasSizeLessThan(201);
  }

  private Process other(Standing standing) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Other.class.getName(),
                standing.name(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    others.add(process);
    BufferedReader said = process.inputReader();
    assertThat(said.readLine()).isEqualTo("locked");
    return process;
  }
}
