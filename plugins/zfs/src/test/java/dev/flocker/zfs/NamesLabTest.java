package dev.flocker.zfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.node.Change;
import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Version;
import dev.flocker.api.value.ByteSize;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Volumes on a real node that are cloned, renamed and destroyed. */
class NamesLabTest extends TwoProjects {

  private static final Path COPY = Path.of("/flocker/lab-to/db/data/file");

  @AfterEach
  void clearClones() {
    node.apply(new Change.Remove<>(DB, TO, state(TO), "", true), host, Progress.NONE);
  }

  @Test
  void aCloneIsAVolumeOfItsOwnThatKeepsItsOrigin() {
    VolumeState small =
        new VolumeState(
            Optional.of(ByteSize.parse("64M")), state(FROM).mountpoint(), Map.of("atime", "off"));
    node.apply(new Change.Update<>(DB, FROM, small, state(FROM), ""), host, Progress.NONE);
    Version first = node.snapshot(FROM, DB, "1", host);
    host.write(FILE, "two\n", 0600);
    Copy record = Copy.fresh();
    node.branch(FROM, DB, first, TO, DB, record, host);

    Copy made = copy(TO);
    assertThat(made.volume()).isEqualTo(record.volume()).isNotEqualTo(copy(FROM).volume());
    assertThat(made.open()).isTrue();
    assertThat(made.versions()).isEmpty();
    assertThat(host.read(COPY)).contains("one\n");
    host.write(COPY, "three\n", 0600);
    assertThat(host.read(FILE)).contains("two\n");
    Local local = new Local(new Dataset("tank", TO, "db"), new Zfs(host));
    assertThat(local.require().refquota()).isEqualTo(64L << 20);
    assertThat(new Settings(local.zfs()).of(local.dataset())).containsEntry("atime", "off");
    assertThatThrownBy(() -> node.branch(FROM, DB, first, TO, DB, Copy.fresh(), host))
        .hasMessageContaining("there already");

    node.retain(FROM, DB, Set.of(), 0, host);
    assertThat(copy(FROM).versions()).as("what the clone builds upon").containsExactly(first);
    assertThatThrownBy(() -> node.requireDestroyable(FROM, DB, host))
        .hasMessageContaining("tank/flocker/lab-to/db");
    assertThatThrownBy(this::destroy).hasMessageContaining("clones of it build upon");
    assertThat(host.read(FILE)).as("it is whole").contains("two\n");

    node.apply(new Change.Remove<>(DB, TO, state(TO), "", true), host, Progress.NONE);
    destroy();
    assertThat(node.copy(FROM, DB, host)).isEmpty();
  }

  private void destroy() {
    node.apply(new Change.Remove<>(DB, FROM, state(FROM), "", true), host, Progress.NONE);
  }

  @Test
  void aNewNameKeepsRecordAndSnapshots() {
    Version first = node.snapshot(FROM, DB, "1", host);
    Copy before = copy(FROM);
    node.rename(FROM, DB, TO, DB, host);

    assertThat(node.copy(FROM, DB, host)).isEmpty();
    assertThat(copy(TO)).isEqualTo(before);
    assertThat(host.read(COPY)).contains("one\n");
    assertThat(host.list(Path.of("/flocker/lab-from"))).doesNotContain("db");
    host.write(COPY, "two\n", 0600);
    assertThat(copy(TO).versions()).containsExactly(first);
  }

  @Test
  void aReplicaStaysClosedUnderItsNewName() {
    node.fence(FROM, DB, host);
    Copy owner = copy(FROM);
    node.record(FROM, DB, Optional.of(owner), as(owner, Copy.Role.REPLICA, 1), host);
    node.rename(FROM, DB, TO, DB, host);
    assertThat(copy(TO).role()).isEqualTo(Copy.Role.REPLICA);
    assertThat(copy(TO).open()).isFalse();
    assertThat(host.read(COPY)).isEmpty();
  }

  @Test
  void saysThatNothingHereCanCompare() {
    Version first = node.snapshot(FROM, DB, "1", host);
    if (!Features.isOpenZfs(host)) {
      assertThatThrownBy(() -> node.difference(FROM, DB, first, Optional.empty(), host))
          .hasMessageContaining("zfs-fuse has no zfs diff");
      return;
    }
    host.write(FILE, "two\n", 0600);
    assertThat(node.difference(FROM, DB, first, Optional.empty(), host)).contains("M F file");
  }
}
