package dev.flocker.geard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SystemctlTest {

  @Test
  void showsAllUnitsAtOnce() {
    assertThat(Systemctl.show(List.of("ctr-a.service", "ctr-b.service")))
        .containsExactly(
            "systemctl",
            "show",
            "--property=Id,FragmentPath,ActiveState,Result,NeedDaemonReload",
            "ctr-a.service",
            "ctr-b.service");
  }

  @Test
  void readsABlockForEachUnit() {
    assertThat(Systemctl.parseShow(Samples.read("systemctl-show.txt")))
        .hasSize(3)
        .containsEntry(
            "ctr-web.service",
            new Systemctl.Status("/etc/systemd/system/ctr-web.service", "active", "success", false))
        .containsEntry("ctr-none.service", new Systemctl.Status("", "inactive", "success", false));
  }

  @Test
  void stopsByNameProcessAndGrace() {
    assertThat(Systemctl.stopContainer("ctr-db.service", "db", "4711", Duration.ofSeconds(60)))
        .startsWith("/bin/sh", "-c")
        .endsWith("sh", "ctr-db.service", "db", "4711", "60");
  }

  @Test
  void enablesForTheNextBootAlone() {
    assertThat(Systemctl.enable("ctr-db.service"))
        .containsExactly("systemctl", "--quiet", "--root=/", "enable", "ctr-db.service");
    assertThat(Systemctl.disable("ctr-db.service"))
        .containsExactly("systemctl", "--quiet", "--root=/", "disable", "ctr-db.service");
  }
}
