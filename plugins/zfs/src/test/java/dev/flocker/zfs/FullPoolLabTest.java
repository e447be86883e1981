package dev.flocker.zfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.node.Command;
import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Copy.Role;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Outgoing;
import dev.flocker.api.node.Version;
import dev.flocker.testkit.SshHost;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Too little room, on a real node: a small pool in a file, and quotas. */
class FullPoolLabTest extends TwoProjects {

  private static final Dataset SMALL = new Dataset("lab-small", "lab-full", "db");
  private static final String DATA = SMALL.mountpoint() + "/" + Dataset.DATA;

  private final Local local = new Local(SMALL, new Zfs(SshHost.ofLab(Map.of())));

  @BeforeEach
  void makePool() {
    destroyPool();
    String size = Features.isOpenZfs(host) ? "160M" : "100M"; // of which that keeps a half back
    run("truncate -s " + size + " /var/tmp/lab-small && zpool create lab-small /var/tmp/lab-small");
    local.zfs().run(ZfsCommands.createRoot(SMALL.pool()));
    local.zfs().run(ZfsCommands.createProject(SMALL.parent()));
    local
        .zfs()
        .run(ZfsCommands.createOwner(SMALL, state("lab-full"), CopyRecord.format(Copy.fresh())));
    run("mkdir " + DATA);
  }

  @AfterEach
  void destroyPool() {
    run("zpool destroy lab-small 2>/dev/null; rm -f /var/tmp/lab-small");
    run("zfs set quota=none tank/flocker/lab-to 2>/dev/null || true");
  }

  @Test
  void aFullPoolIsLeftByPruning() {
    fill(20);
    local.snapshot("1");
    run("rm " + DATA + "/file");
    run("dd if=/dev/urandom of=" + DATA + "/more bs=1M count=200 2>/dev/null; sync");

    assertThatThrownBy(() -> local.snapshot("2"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("out of space")
        .hasMessageContaining("flocker volume prune");

    new Retention(SMALL, local.zfs()).apply(Set.of(), 0);
    run("zpool wait -t free lab-small 2>/dev/null; zpool sync 2>/dev/null || true"); // OpenZFS
    Version version = local.snapshot("2");
    assertThat(local.require().ours()).extracting(Found.Snapshot::guid).contains(version.guid());
  }

  @Test
  void aRollbackThatFindsNoRoomChangesNothing() {
    fill(40);
    Version version = local.snapshot("1");
    Rollback rollback = new Rollback(SMALL, version.snapshot(), local.zfs());

    assertThatThrownBy(() -> Rollback.requireRoom(List.of(rollback)))
        .hasMessageContaining("too little for 40");

    String before = run("cd " + DATA + " && sha256sum *");
    assertThatThrownBy(() -> Rollback.run(List.of(rollback))).hasMessageContaining("No space");
    assertThat(run("cd " + DATA + " && sha256sum *")).isEqualTo(before);
    assertThat(run("ls " + SMALL.mountpoint())).isEqualTo("data\n");
    assertThat(local.zfs().find(SMALL.beside("rollback"))).isEmpty();
  }

  @Test
  void whatAQuotaLeavesNoRoomForIsNotReceived() {
    host.run(Command.of("dd", "if=/dev/urandom", "of=" + FILE, "bs=1M", "count=4"));
    Version version = node.snapshot(FROM, DB, "1", host);
    Set<String> features = node.features(host);
    Outgoing full = node.outgoing(FROM, DB, Optional.empty(), List.of(version), features, host);
    assertThat(full.bytes()).isGreaterThan(4 << 20);
    assertThat(node.outgoing(FROM, DB, Optional.empty(), List.of(), features, host).bytes())
        .isGreaterThan(4 << 20);
    node.expect(TO, DB, host);
    quota("2M");
    assertThatThrownBy(() -> node.requireReceivable(TO, DB, full, 0, host))
        .hasMessageContaining("tank/flocker/lab-to: it has room for ")
        .hasMessageContaining("too little for 4");

    quota("none");
    node.requireReceivable(TO, DB, full, 0, host);
    transfer(Optional.empty(), version);
    node.record(TO, DB, Optional.empty(), as(copy(FROM), Role.REPLICA, 1), host);
    quota("5M");
    host.run(Command.of("dd", "if=/dev/urandom", "of=" + FILE + "2", "bs=1M", "count=3"));
    Version more = node.snapshot(FROM, DB, "2", host);
    Outgoing increment =
        node.outgoing(FROM, DB, Optional.of(version), List.of(more), features, host);
    assertThatThrownBy(() -> node.requireReceivable(TO, DB, increment, 0, host))
        .hasMessageContaining("too little for 3");
    quota("none");
  }

  private void quota(String size) {
    host.run(Command.of("zfs", "set", "quota=" + size, "tank/flocker/lab-to"));
  }

  private void fill(int mebibytes) {
    run("dd if=/dev/urandom of=" + DATA + "/file bs=1M count=" + mebibytes + " && sync");
  }

  private String run(String script) {
    return host.run(Command.of("sh", "-c", script)).output();
  }
}
