package dev.flocker.zfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Change;
import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Progress;
import dev.flocker.api.value.AbsolutePath;
import dev.flocker.api.value.ByteSize;
import dev.flocker.testkit.FakeHost;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A quota that ZFS would refuse is told while what uses the volume still runs. */
class QuotaTest {

  private static final Dataset DB = new Dataset("tank", "shop", "db");

  private final FakeHost host = new FakeHost().file("/sys/module/zfs/version", "2.1.11-1\n");
  private final ZfsNode node = new ZfsNode();

  @BeforeEach
  void holds2G() {
    host.on(ZfsCommands.pools()).prints("tank\n");
    host.on(ZfsCommands.value("referenced", DB.path())).prints("2147483648\n");
  }

  @Test
  void ofAnOwnerToBeIsNotLessThanWhatItHolds() {
    assertThatThrownBy(() -> node.prepare(to("1G"), host, Progress.NONE))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("tank/flocker/shop/db: its quota is to be 1G, and it holds 2G")
        .hasMessageContaining("raise the quota");
    node.prepare(to("2G"), host, Progress.NONE);
  }

  @Test
  void ofAReplicaThereIsNone() {
    node.prepare(change(Optional.empty()), host, Progress.NONE);

    assertThat(host.ran()).doesNotContain(ZfsCommands.value("referenced", DB.path()));
  }

  @Test
  void ofTheOwnerIsToldBeforeAnythingIsTouched() {
    shown(CopyRecord.format(Copy.fresh()), "local");

    assertThatThrownBy(() -> node.foresee(to("1G"), host)).hasMessageContaining("it holds 2G");
    assertThatCode(() -> node.foresee(to("2G"), host)).doesNotThrowAnyException();
  }

  @Test
  void isComparedWithWhatACopyHoldsOnceThatIsRecent() {
    shown("-", "-");

    assertThatCode(() -> node.foresee(to("1G"), host)).doesNotThrowAnyException();
  }

  private void shown(String record, String source) {
    host.on(ZfsCommands.look(DB.path()))
        .prints(
            """
            tank/flocker/shop/db	type	filesystem	-
            tank/flocker/shop/db	mounted	yes	-
            tank/flocker/shop/db	mountpoint	/flocker/shop/db	inherited from tank/flocker
            tank/flocker/shop/db	readonly	off	local
            tank/flocker/shop/db	refquota	0	default
            tank/flocker/shop/db	flocker:copy	%s	%s
            """
                .formatted(record, source));
  }

  private static Change<VolumeState> to(String quota) {
    return change(Optional.of(ByteSize.parse(quota)));
  }

  private static Change<VolumeState> change(Optional<ByteSize> quota) {
    AbsolutePath place = AbsolutePath.parse(DB.mountpoint());
    VolumeState want = new VolumeState(quota, place, Map.of());
    VolumeState have = new VolumeState(Optional.empty(), place, Map.of());
    return new Change.Update<>(new Ref(VolumeType.NAME, "db"), "shop", want, have, "");
  }
}
