package dev.flocker.zfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Copy.Role;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Version;
import dev.flocker.api.value.ByteSize;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FoundTest {

  @ParameterizedTest
  @ValueSource(strings = {"zfs-fuse.txt", "openzfs.txt"})
  void readsWhatZfsPrints(String sample) {
    Found db = found(sample, "tank/flocker/shop/db");

    assertThat(db.mounted()).isTrue();
    assertThat(db.readonly()).isFalse();
    assertThat(db.state(Map.of()).quota()).contains(ByteSize.parse("200M"));
    assertThat(db.state(Map.of()).mountpoint()).hasToString("/flocker/shop/db");
    assertThat(db.snapshots())
        .containsExactly(
            new Found.Snapshot("flocker-b", "1119158364730731080", 239, false),
            new Found.Snapshot("by-hand", "11761373303265341046", 244, false),
            new Found.Snapshot("flocker-a", "257972083863417077", 249, true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"zfs-fuse.txt", "openzfs.txt"})
  void readsTheCopyWithFlockersOwnSnapshots(String sample) {
    Copy copy = found(sample, "tank/flocker/shop/db").copy().orElseThrow();

    assertThat(copy.role()).isEqualTo(Role.OWNER);
    assertThat(copy.generation()).isEqualTo(7);
    assertThat(copy.peers()).containsExactly("294477d586a0475a86ee2ef7318317fc");
    assertThat(copy.open()).isTrue();
    assertThat(copy.versions())
        .containsExactly(
            new Version("flocker-b", "1119158364730731080"),
            new Version("flocker-a", "257972083863417077"));
  }

  @Test
  void aRecordThatIsInheritedOrCameWithAStreamDoesNotCount() {
    String inherited =
        Samples.read("zfs-fuse.txt")
            .replace(
                "\tlocal\ntank/flocker/shop/db@", "\tinherited from tank\ntank/flocker/shop/db@");

    assertThat(found("openzfs.txt", "tank/flocker/shop/copy").copy()).isEmpty();
    assertThat(Found.parse(inherited).get(2).copy()).isEmpty();
    assertThat(found("zfs-fuse.txt", "tank/flocker/shop/plain").copy()).isEmpty();
  }

  @Test
  void whatCouldBeMountedElsewhereOrPermitsMoreIsToldFromWhatIsInherited() {
    String place = "/flocker/shop/db";
    found("openzfs.txt", "tank/flocker/shop/db").requirePlain(place);

    assertThatThrownBy(() -> with("mountpoint\t/etc/cron.d\treceived").requirePlain(place))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("tank/flocker/shop/db: it has properties of its own")
        .hasMessageContaining("mountpoint=/etc/cron.d")
        .hasMessageContaining("run zfs inherit mountpoint tank/flocker/shop/db");
    assertThatThrownBy(() -> with("setuid\ton\treceived").requirePlain(place))
        .hasMessageContaining("setuid=on");
    assertThatThrownBy(() -> with("sharenfs\trw\tlocal").requirePlain(place))
        .hasMessageContaining("sharenfs=rw");
    assertThatThrownBy(
            () -> with("mountpoint\t/mnt/shop/db\tinherited from tank").requirePlain(place))
        .hasMessageContaining("/mnt/shop/db and not at /flocker/shop/db");
    with("exec\toff\tlocal").requirePlain(place);
    with("setuid\ton\tinherited from tank/flocker").requirePlain(place);
  }

  private static Found with(String property) {
    String name = "tank/flocker/shop/db\t";
    String more = Samples.read("openzfs.txt") + name + property + "\n";
    return Found.parse(more).stream()
        .filter(f -> f.dataset().equals(name.strip()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void findsAVersionByItsGuidWhateverItIsCalled() {
    Found db = found("zfs-fuse.txt", "tank/flocker/shop/db");

    assertThat(db.named(new Version("flocker-x", "257972083863417077"))).isEqualTo("flocker-a");
    assertThatThrownBy(() -> db.named(new Version("flocker-a", "1")))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("GUID 1");
  }

  @Test
  void theVersionFollowsTheRecordAndTheStateButNotSnapshots() {
    List<Found> now = Found.parse(Samples.read("zfs-fuse.txt"));
    List<Found> other =
        Found.parse(Samples.read("zfs-fuse.txt").replace("generation=7", "generation=8"));
    String shorter =
        Samples.read("zfs-fuse.txt").replaceAll("tank/flocker/shop/db@flocker-b\t.*\n", "");

    assertThat(other.get(2).version(Map.of())).isNotEqualTo(now.get(2).version(Map.of()));
    assertThat(Found.parse(shorter).get(2).version(Map.of()))
        .isEqualTo(now.get(2).version(Map.of()));
  }

  private static Found found(String sample, String dataset) {
    return Found.parse(Samples.read(sample)).stream()
        .filter(f -> f.dataset().equals(dataset))
        .findFirst()
        .orElseThrow();
  }
}
