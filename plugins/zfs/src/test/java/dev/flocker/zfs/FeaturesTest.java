package dev.flocker.zfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.node.Movable;
import dev.flocker.testkit.FakeHost;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What OpenZFS says of a pool, and what becomes of a stream by it. */
class FeaturesTest {

  private static final Dataset DB = new Dataset("tank", "shop", "db");
  private static final Set<String> BOTH_ZSTD =
      Set.of(ZfsCommands.OPENZFS, Features.LZ4, Features.ZSTD);

  private final FakeHost host =
      new FakeHost()
          .file(Pools.MODULE.toString(), "2.1.11-1\n")
          .file("/var/lib/flocker/zfs-pool", "tank\n");

  @Test
  void aPoolHasWhatIsEnabledOrActive() {
    host.on(ZfsCommands.poolProperties("tank"))
        .prints(
            "size\t4160749568\nfeature@lz4_compress\tactive\nfeature@zstd_compress\tdisabled\n"
                + "feature@large_blocks\tenabled\nfeature@extensible_dataset\tactive\n");

    FakeHost fuse = new FakeHost();
    assertThat(Features.of(fuse)).isEmpty();
    assertThat(fuse.ran()).isEmpty();
    assertThat(Features.of(host)).isEqualTo(Set.of("openzfs", "lz4", "large-blocks", "resumable"));
  }

  @Test
  void blocksGoCompressedWhereTheOtherPoolKnowsHow() {
    encryption("off");
    pool("active", "active");
    assertThat(Features.ofStream(DB, BOTH_ZSTD, host)).contains(Features.COMPRESSED);
    assertThat(Features.ofStream(DB, Set.of(ZfsCommands.OPENZFS, Features.LZ4), host))
        .doesNotContain(Features.COMPRESSED);
    assertThat(Features.ofStream(DB, Set.of(), host)).isEmpty();
  }

  @Test
  void whatHoldsNoZstdGoesCompressedToAPoolThatDoesNotKnowIt() {
    encryption("off");
    pool("active", "enabled");

    assertThat(Features.ofStream(DB, Set.of(ZfsCommands.OPENZFS, Features.LZ4), host))
        .contains(Features.COMPRESSED);
  }

  @Test
  void whatIsEncryptedGoesAsItIsOrNotAtAll() {
    encryption("aes-256-gcm");
    Set<String> shared = Set.of(ZfsCommands.OPENZFS, Features.ENCRYPTION, Features.LARGE);

    Set<String> how = Features.ofStream(DB, shared, host);
    assertThat(ZfsCommands.send(DB, Optional.empty(), "flocker-1", how))
        .containsExactly("zfs", "send", "-w", "tank/flocker/shop/db@flocker-1");
    assertThatThrownBy(() -> Features.ofStream(DB, Set.of(ZfsCommands.OPENZFS), host))
        .hasMessageContaining("tank/flocker/shop/db: it is encrypted")
        .hasMessageContaining("feature@encryption=enabled");
  }

  @Test
  void aCopyThatIsNotEncryptedIsNotGoneOnWith() {
    encryption("off");
    Found here = Found.parse(Samples.read("openzfs.txt")).getLast();

    assertThatThrownBy(
            () -> Features.requireFitting(Optional.of(here), DB, List.of(Features.RAW), host))
        .hasMessageContaining("zfs rename tank/flocker/shop/db tank/flocker/shop/db-plain");
    Features.requireFitting(Optional.of(here), DB, List.of(Features.COMPRESSED), host);
    Features.requireFitting(Optional.empty(), DB, List.of(Features.RAW), host);
  }

  @Test
  void aKeyIsLoadedFromWhereItLiesElseAPersonIsAsked() {
    Key key = new Key(DB, new Zfs(host));
    host.on(ZfsCommands.loadKey("tank")).prints("");
    host.on(ZfsCommands.value("encryptionroot", DB.path())).prints("-\n").prints("tank\n");
    host.on(ZfsCommands.key("tank"))
        .prints("keystatus\tavailable\nkeylocation\tfile:///k\n")
        .prints("keystatus\tunavailable\nkeylocation\tfile:///k\n")
        .prints("keystatus\tunavailable\nkeylocation\tprompt\n");

    key.require();
    key.require();
    assertThat(host.ran()).doesNotContain(ZfsCommands.loadKey("tank"));
    key.require();
    assertThat(host.ran()).contains(ZfsCommands.loadKey("tank"));
    assertThatThrownBy(key::require).hasMessageContaining("run zfs load-key tank;");
  }

  @Test
  void onlyATokenOfZfsGoesIntoACommand() {
    Transfer transfer = new Transfer(new Local(DB, new Zfs(host)));
    encryption("off");
    token("1-a-b", "\ttoname = tank/flocker/shop/db@flocker-1\n\tcompressok = 1\n");
    token("1-a-c", "\ttoname = tank/flocker/bank/db@flocker-1\n");
    token("1-a-d", "\ttoname = tank/flocker/shop/db@flocker-1\n\trawok = 1\n");

    assertThat(transfer.rest("1-a-b")).containsExactly("zfs", "send", "-t", "1-a-b");
    for (String other : List.of("1-a-c", "1-a-d")) {
      assertThatThrownBy(() -> transfer.rest(other)).hasMessageContaining("is not about what");
    }
    assertThatThrownBy(() -> transfer.rest("-R")).hasMessageContaining("no token");
    assertThat(ZfsCommands.receive(DB, Set.of(Movable.RESUMABLE)))
        .containsExactly("zfs", "receive", "-u", "-s", "tank/flocker/shop/db");
  }

  private void token(String token, String contents) {
    host.on(ZfsCommands.checkRest(token))
        .prints("resume token contents:\nnvlist version: 0\n" + contents + "size\t100\n");
  }

  private void encryption(String value) {
    host.on(ZfsCommands.value("encryption", DB.path())).prints(value + "\n");
  }

  private void pool(String lz4, String zstd) {
    host.on(ZfsCommands.poolProperties("tank"))
        .prints("feature@lz4_compress\t" + lz4 + "\nfeature@zstd_compress\t" + zstd + "\n");
  }
}
