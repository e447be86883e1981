package dev.flocker.zfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.node.Change;
import dev.flocker.api.node.Command;
import dev.flocker.api.node.Copy.Role;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Version;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What others than flocker do to its datasets on a real node. */
class UntidyLabTest extends TwoProjects {

  private static final String SOURCE = "tank/flocker/lab-from/db";
  private static final String TARGET = "tank/flocker/lab-to/db";

  @AfterEach
  void destroyTheHostileOnes() {
    sh("umount /flocker/lab-from/db/wal 2>/dev/null; zfs destroy -r " + SOURCE + "/wal || true");
    sh("zfs destroy -r " + SOURCE + ":hostile || true");
    sh("zfs destroy -r tank/flocker/lab-to/db:incoming || true");
  }

  @Test
  void whatAStreamBringsAlongIsNotMountedAnywhere() {
    zfs("create", SOURCE + ":hostile");
    zfs("set", "mountpoint=/etc/elsewhere", SOURCE + ":hostile");
    zfs("set", "setuid=on", SOURCE + ":hostile");
    zfs("snapshot", SOURCE + ":hostile@flocker-1");
    node.expect(TO, DB, host);
    String receive = String.join(" ", node.receive(TO, DB, node.features(host), host));
    sh("zfs send -p " + SOURCE + ":hostile@flocker-1 | " + receive);

    if (Features.isOpenZfs(host)) { // It takes none of this along.
      node.record(TO, DB, Optional.empty(), as(copy(FROM), Role.REPLICA, 1), host);
      assertThat(sh("zfs get -H -o value mountpoint,setuid tank/flocker/lab-to/db"))
          .isEqualTo("/flocker/lab-to/db\noff\n");
      return;
    }
    assertThatThrownBy(
            () -> node.record(TO, DB, Optional.empty(), as(copy(FROM), Role.REPLICA, 1), host))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("mountpoint=/etc/elsewhere, setuid=on")
        .hasMessageContaining("zfs inherit mountpoint");
    assertThat(node.copy(TO, DB, host)).isEmpty();
  }

  @Test
  void whatAnIncrementBringsAlongIsNotOpened() {
    Version first = node.snapshot(FROM, DB, "1", host);
    node.expect(TO, DB, host);
    transfer(Optional.empty(), first);
    node.record(TO, DB, Optional.empty(), as(copy(FROM), Role.REPLICA, 1), host);
    zfs("set", "mountpoint=/etc/elsewhere", "tank/flocker/lab-to/db");

    assertThatThrownBy(() -> node.receive(TO, DB, node.features(host), host))
        .hasMessageContaining("mountpoint=/etc/elsewhere");
    node.record(TO, DB, Optional.of(copy(TO)), as(copy(FROM), Role.OWNER, 2), host);
    assertThatThrownBy(() -> node.open(TO, DB, host))
        .hasMessageContaining("run zfs inherit mountpoint tank/flocker/lab-to/db");
    zfs("inherit", "mountpoint", "tank/flocker/lab-to/db");
    node.open(TO, DB, host);
    assertThat(copy(TO).open()).isTrue();
  }

  @Test
  void theRootLetsNothingThroughAndNobodyIn() {
    for (String property : List.of("setuid", "devices", "com.sun:auto-snapshot")) {
      zfs("inherit", property, "tank/flocker");
    }
    host.run(Command.of("chmod", "0755", "/flocker"));

    node.fence(FROM, DB, host);
    node.open(FROM, DB, host);
    node.expect(TO, DB, host);

    String shown = zfs("get", "-Hp", "-o", "value", "setuid,devices,com.sun:auto-snapshot", SOURCE);
    assertThat(shown.lines()).containsExactly("off", "off", "false");
    assertThat(host.run(Command.of("stat", "-c", "%a", "/flocker")).output()).isEqualTo("711\n");
    assertThat(host.list(Path.of("/flocker/lab-from/db"))).containsExactly("data");
  }

  /** sanoid, zfs-auto-snapshot and the like, on both ends. */
  @Test
  void snapshotsByOthersAreInNobodysWayAndAreKept() {
    Version first = node.snapshot(FROM, DB, "1", host);
    node.expect(TO, DB, host);
    transfer(Optional.empty(), first);
    node.record(TO, DB, Optional.empty(), as(copy(FROM), Role.REPLICA, 1), host);

    host.write(FILE, "two\n", 0600);
    zfs("snapshot", SOURCE + "@hourly");
    host.write(FILE, "three\n", 0600);
    zfs("snapshot", TARGET + "@hourly");
    zfs("snapshot", TARGET + "@daily");
    Version second = node.snapshot(FROM, DB, "2", host);
    transfer(Optional.of(first), second);
    node.record(TO, DB, Optional.of(copy(TO)), as(copy(FROM), Role.OWNER, 2), host);
    node.open(TO, DB, host);

    assertThat(host.read(Path.of("/flocker/lab-to/db/data/file"))).contains("three\n");
    assertThat(snapshots(SOURCE)).containsExactly("flocker-1", "hourly", "flocker-2");
    assertThat(snapshots(TARGET)).containsExactly("flocker-1", "hourly", "daily", "flocker-2");
    node.retain(TO, DB, Set.of(), 1, host);
    assertThat(snapshots(TARGET)).containsExactly("hourly", "daily", "flocker-2");
    assertThatThrownBy(() -> remove(TO))
        .isInstanceOfSatisfying(Failure.class, f -> sh(f.remedy().replaceAll(".*again: ", "")))
        .hasMessageContaining("snapshots that flocker did not take: hourly, daily");
    remove(TO);
    assertThat(node.copy(TO, DB, host)).isEmpty();
    zfs("destroy", SOURCE + "@hourly");
  }

  @Test
  void whatWouldHinderTheStopIsFoundBefore() {
    node.requireClosable(FROM, DB, host);
    host.run(
        Command.of(
            "sh",
            "-c",
            "cd / && unshare -m --propagation private sleep 987 >/dev/null 2>&1 </dev/null &"
                + " unshare -m --propagation slave sleep 987 >/dev/null 2>&1 </dev/null & sleep 0.5"));
    assertThatThrownBy(() -> node.requireClosable(FROM, DB, host))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("it could not be closed: used by sleep (");
    sh("pkill -x -f 'sleep 987'; while pgrep -x -f 'sleep 987'; do sleep 0.1; done");

    zfs("create", SOURCE + "/wal");
    assertThatThrownBy(() -> node.requireClosable(FROM, DB, host))
        .hasMessageContaining("which would be left behind: " + SOURCE + "/wal");
    assertThatThrownBy(() -> remove(FROM)).hasMessageContaining(SOURCE + "/wal");
    assertThat(copy(FROM).open()).isTrue();
    sh("umount /flocker/lab-from/db/wal");
    destroyTheChild();
    node.requireClosable(FROM, DB, host);
  }

  /** zfs-fuse lets go late of what was unmounted. */
  private void destroyTheChild() {
    sh(
        "for n in $(seq 100); do zfs destroy "
            + SOURCE
            + "/wal 2>/dev/null && exit; sleep 0.2; done; exit 1");
  }

  private List<String> snapshots(String dataset) {
    String listed = sh("zfs list -H -r -t snapshot -o name -s createtxg " + dataset);
    return listed.lines().map(l -> l.substring(l.indexOf('@') + 1)).toList();
  }

  private void remove(String project) {
    node.apply(new Change.Remove<>(DB, project, state(project), "", true), host, Progress.NONE);
  }

  private String zfs(String... arguments) {
    return sh("zfs " + String.join(" ", arguments));
  }

  private String sh(String line) {
    return host.run(Command.of("bash", "-o", "pipefail", "-c", line)).output();
  }
}
