package dev.flocker.zfs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Diff;
import dev.flocker.api.Ref;
import dev.flocker.api.value.AbsolutePath;
import dev.flocker.testkit.FakeHost;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was set is not set again by the next run, whatever ZFS calls it. */
class PropertiesTest {

  private static final Dataset DB = new Dataset("tank", "shop", "db");

  private final FakeHost host = new FakeHost();

  @ParameterizedTest
  @CsvSource({
    "2.1.11-1, compression, gzip-6, gzip",
    "2.1.11-1, compression, gzip, gzip",
    "2.1.11-1, compression, gzip-9, gzip-9",
    "2.1.11-1, compression, zstd-fast-1, zstd-fast",
    "2.1.11-1, compression, zstd-fast-10, zstd-fast-10",
    "2.1.11-1, compression, zstd, zstd",
    "2.1.11-1, compression, zstd-3, zstd-3",
    "2.1.11-1, acltype, posixacl, posix",
    "2.1.11-1, acltype, noacl, off",
    "2.1.11-1, xattr, dir, on",
    "2.1.11-1, xattr, on, on",
    "2.1.11-1, xattr, sa, sa",
    "2.1.11-1, xattr, off, off",
    "2.3.1-1, xattr, dir, dir",
    "2.3.1-1, xattr, on, on",
    "2.3.1-1, xattr, sa, on",
    "3.0.0-1, xattr, sa, on",
  })
  void isSetOnce(String version, String name, String wanted, String shown) {
    Map<String, String> want = Properties.canonical(Map.of(name, wanted));
    Map<String, String> have = have(version, name, shown);

    assertThat(new VolumeType().diff(state(want), state(have))).isEqualTo(Diff.NONE);
    new Settings(new Zfs(host)).set(DB, want);
    assertThat(host.ran()).containsOnly(ZfsCommands.settings(Properties.names(), paths()));
  }

  @ParameterizedTest
  @CsvSource({
    "2.1.11-1, compression, gzip-6, gzip-9",
    "2.1.11-1, compression, zstd-3, zstd",
    "2.1.11-1, xattr, sa, on",
    "2.1.11-1, xattr, on, off",
    "2.3.1-1, xattr, dir, on",
  })
  void whatIsSomethingElseIsSet(String version, String name, String wanted, String shown) {
    VolumeState want = state(Properties.canonical(Map.of(name, wanted)));

    assertThat(new VolumeType().diff(want, state(have(version, name, shown))).kind())
        .isEqualTo(Diff.Kind.IN_PLACE);
  }

  @Test
  void anOwnerSetsOnOtherNodesNothingThatCouldHarmThem() {
    host.on(ZfsCommands.pools()).prints("tank\n");
    have("2.1.11-1", "atime", "on");
    String shown = Samples.read("openzfs.txt").replace("role=owner", "role=replica");
    host.on(ZfsCommands.look(DB.path())).prints(shown);
    host.on(ZfsCommands.everything(DB)).prints("");
    host.on(ZfsCommands.set(DB, "atime", "off")).prints("");

    Map<String, String> said =
        Map.of("atime", "off", "sync", "disabled", "reservation", "9G", "refreservation", "9G");
    new ZfsNode().adapt("shop", new Ref(VolumeType.NAME, "db"), said, host);
    assertThat(host.ran()).filteredOn(argv -> argv.get(1).equals("set")).hasSize(1);
  }

  @Test
  void nothingThatOnlyAPlaybookSetsIsSaidOfAnOwner() {
    have("2.1.11-1", "sync", "always");

    assertThat(new Settings(new Zfs(host)).of(DB)).containsKey("sync");
    assertThat(new Settings(new Zfs(host)).carried(DB)).isEmpty();
  }

  private Map<String, String> have(String version, String name, String shown) {
    host.file("/sys/module/zfs/version", version + "\n");
    host.on(ZfsCommands.settings(Properties.names(), paths()))
        .prints("%s\t%s\t%s\tlocal\n".formatted(DB.path(), name, shown));
    return new Settings(new Zfs(host)).of(DB);
  }

  private static List<String> paths() {
    return List.of(DB.path());
  }

  private static VolumeState state(Map<String, String> properties) {
    return new VolumeState(Optional.empty(), AbsolutePath.parse(DB.mountpoint()), properties);
  }
}
