package dev.flocker.cli.timer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A timer comes and goes. */
class SystemdTest {

  @TempDir private Path folder;
  private final List<String> ran = new ArrayList<>();

  @Test
  void aTimerIsStartedNowAndAtEachBootAndLeavesNothing() throws IOException {
    Systemd systemd = systemd(true);
    Path service = folder.resolve("units/keep.service");
    Path timer = folder.resolve("units/keep.timer");
    Units units =
        new Units("keep", folder, Map.of(), List.of("/bin/true"), Duration.ofSeconds(9), true);

    assertThat(systemd.uninstall("keep")).isEmpty();
    assertThat(ran).isEmpty();
    assertThat(systemd.install("keep", units)).containsExactly(service, timer);
    assertThat(service).hasContent(units.service());
    assertThat(timer).hasContent(units.timer());
    assertThat(ran)
        .containsExactly(
            "systemctl daemon-reload",
            "systemctl enable keep.timer",
            "systemctl restart keep.timer");
    ran.clear();
    assertThat(systemd.uninstall("keep")).containsExactly(timer, service);
    assertThat(service).doesNotExist();
    assertThat(timer).doesNotExist();
    assertThat(ran)
        .containsExactly("systemctl disable --now keep.timer", "systemctl daemon-reload");
  }

  @Test
  void ofAUserItIsTheUsers() throws IOException {
    systemd(false)
        .install(
            "keep",
            new Units(
                "keep", folder, Map.of(), List.of("/bin/true"), Duration.ofSeconds(9), false));
    assertThat(ran).startsWith("systemctl --user daemon-reload");
  }

  private Systemd systemd(boolean system) {
    return new Systemd(
        folder.resolve("units"), system, command -> ran.add(String.join(" ", command.argv())));
  }
}
