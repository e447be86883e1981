package dev.flocker.node.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.node.Command;
import dev.flocker.api.node.CommandFailed;
import dev.flocker.api.node.Failure;
import dev.flocker.api.value.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LocalHostTest {

  @TempDir Path folder;
  private LocalHost host;

  @BeforeEach
  void here() {
    host = new LocalHost(folder, Map.of("flocker_pool", "tank"), (file, progress) -> folder);
  }

  @Test
  void readsBothStreamsOfAProgramThatFillsThem() {
    Command.Result result =
        host.run(sh("head -c 300000 /dev/zero | tr '\\0' e >&2; head -c 300000 /dev/zero"));
    assertThat(result.output()).hasSize(300_000);
    assertThat(result.errors()).hasSize(300_000).startsWith("eee");
  }

  @Test
  void endsAProgramThatTakesTooLongWithAllThatItStarted() throws Exception {
    Path pid = folder.resolve("pid");
    Command slow = sh("sleep 1000 & echo $! >" + pid + "; wait").within(Duration.ofMillis(500));
    assertThatThrownBy(() -> host.run(slow))
        .isInstanceOf(CommandFailed.class)
        .hasMessageContaining("did not end within");
    long child = Long.parseLong(Files.readString(pid).strip());
    ProcessHandle.of(child).ifPresent(left -> left.onExit().orTimeout(20, TimeUnit.SECONDS).join());
  }

  @Test
  void doesNotWaitForADaemonThatKeepsTheOutputOpen() {
    assertThat(host.run(sh("sleep 20 & echo started")).output()).isEqualTo("started\n");
  }

  @Test
  void givesSecretsByTheEnvironmentAlone() {
    Command command =
        sh("cat /proc/$$/cmdline | tr '\\0' ' '; echo; echo $PASSWORD")
            .with("PASSWORD", new Secret("s3cret"));
    String[] lines = host.run(command).output().split("\n");
    assertThat(lines[0]).doesNotContain("s3cret");
    assertThat(lines[1]).isEqualTo("s3cret");
    assertThat(command.toString()).doesNotContain("s3cret");
    assertThatThrownBy(() -> host.run(command.allowing(3)))
        .isInstanceOf(CommandFailed.class)
        .extracting(e -> ((CommandFailed) e).what())
        .asString()
        .doesNotContain("s3cret");
  }

  @Test
  void feedsTextAndFiles() throws IOException {
    Path file = Files.writeString(folder.resolve("in"), "of a file");
    assertThat(host.run(Command.of("cat").reading("of a text")).output()).isEqualTo("of a text");
    assertThat(host.run(Command.of("cat").reading(file)).output()).isEqualTo("of a file");
    assertThat(host.run(Command.of("cat")).output()).isEmpty();
    assertThat(host.run(Command.of("true").reading("x".repeat(1 << 20))).exit()).isZero();
  }

  @Test
  void saysWhyAProgramFailed() {
    assertThatThrownBy(() -> host.run(sh("echo out; echo because >&2; exit 7")))
        .isInstanceOf(CommandFailed.class)
        .hasMessageContaining("exit 7: because");
    assertThat(host.run(sh("exit 7").allowing(0, 7)).exit()).isEqualTo(7);
  }

  @Test
  void saysThatAProgramIsNotThere() {
    assertThatThrownBy(() -> host.run(Command.of("no-such-program")))
        .isInstanceOf(CommandFailed.class)
        .hasMessageContaining("cannot be started: No such file or directory");
    IOException older = new IOException("Cannot run program \"zfs\": error=13, Permission denied");
    assertThat(Programs.reason(older)).isEqualTo("Permission denied");
  }

  @Test
  void anInterruptionEndsTheProgram() throws Exception {
    Path pid = folder.resolve("pid");
    Thread thread =
        Thread.ofVirtual()
            .start(
                () ->
                    assertThatThrownBy(() -> host.run(sh("echo $$ >" + pid + "; sleep 1000")))
                        .isInstanceOf(Cancelled.class));
    while (!Files.exists(pid) || Files.size(pid) == 0) {
      Thread.sleep(10);
    }
    long program = Long.parseLong(Files.readString(pid).strip());
    thread.interrupt();
    thread.join();
    ProcessHandle.of(program)
        .ifPresent(left -> left.onExit().orTimeout(20, TimeUnit.SECONDS).join());
  }

  @Test
  void writesAFileWholeWithItsMode() throws IOException {
    Path file = folder.resolve("a/b/file");
    host.write(file, "one", 0640);
    host.write(file, "two", 0600);
    assertThat(host.read(file)).contains("two");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(host.list(file.getParent())).containsExactly("file");
  }

  @Test
  void whatIsAbsentIsNoFailure() {
    assertThat(host.read(folder.resolve("none"))).isEmpty();
    assertThat(host.list(folder.resolve("none"))).isEmpty();
    host.delete(folder.resolve("none"));
    assertThat(host.variable("flocker_pool")).contains("tank");
    assertThat(host.variable("flocker_java")).isEmpty();
  }

  @Test
  void whatCannotBeLookedAtIs() {
    assertThatThrownBy(() -> host.read(folder)).isInstanceOf(Failure.class);
    host.write(folder.resolve("d/f"), "", 0600);
    assertThatThrownBy(() -> host.delete(folder.resolve("d")))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("it is not empty");
  }

  private static Command sh(String script) {
    return Command.of("sh", "-c", script);
  }
}
