package dev.flocker.cli.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import net.schmizz.sshj.SSHClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Connections that are cut. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ShellTest {

  @Test
  void oneThatIsClosedAlreadyCanStillBeCut() {
    assertThatCode(new SshShell(new SSHClient())::cut).doesNotThrowAnyException();
  }

  @Test
  void aLocalWriteThatIsStuckFails() throws Exception {
    LocalShell shell = new LocalShell();
    Shell.Running running = shell.start("head -c 1; sleep 1000; :");
    CompletableFuture<String> writing =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                running.input().write(new byte[1 << 20]);
                return "it was read";
              } catch (IOException e) {
                return "it failed";
              }
            });
    assertThat(running.output().read()).isZero();

    shell.cut();

    assertThat(writing.get()).isEqualTo("it failed");
    assertThat(running.await()).isNotZero();
  }

  @Test
  void aLocalProcessThatReadsSeesToItsOwnEnd(@TempDir Path folder) throws Exception {
    Path end = folder.resolve("end");
    LocalShell shell = new LocalShell();
    Shell.Running running = shell.start("echo up; cat; sleep 0.2; echo well >" + end);
    assertThat(running.output().readNBytes(3)).isEqualTo("up\n".getBytes(UTF_8));

    shell.cut();

    assertThat(running.await()).isZero();
    assertThat(end).hasContent("well");
  }
}
