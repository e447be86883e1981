package dev.flocker.zfs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.node.Command;
import dev.flocker.api.node.Copy;
import dev.flocker.testkit.FakeHost;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Much that is not on the disk yet, a long log, a slow disk: none of them ends a move half done.
 */
class LimitsTest {

  private static final Dataset DB = new Dataset("tank", "shop", "db");

  private final FakeHost host = new FakeHost();
  private final Zfs zfs = new Zfs(host);

  @Test
  void whatWritesHasTime() {
    host.on(ZfsCommands.look(DB.path())).prints(shown());
    host.on(Holders.mountTables(DB.path())).prints("");
    List<List<String>> writes =
        List.of(
            ZfsCommands.unmount(DB.mountpoint()),
            ZfsCommands.release(DB.snapshot("flocker-1")),
            ZfsCommands.destroy(DB.snapshot("flocker-1")),
            ZfsCommands.set(DB, "readonly", "off"),
            ZfsCommands.mount(DB));
    writes.forEach(argv -> host.on(argv).prints(""));

    new Local(DB, zfs).unmount(zfs.require(DB));
    new Retention(DB, zfs).apply(Set.of(), 0);
    zfs.run(ZfsCommands.set(DB, "readonly", "off"));
    zfs.runOnceFree(ZfsCommands.mount(DB));

    assertThat(host.commands())
        .filteredOn(command -> writes.contains(command.argv()))
        .hasSameSizeAs(writes)
        .extracting(Command::limit)
        .containsOnly(Zfs.LIMIT);
  }

  private static String shown() {
    String record = CopyRecord.format(Copy.fresh());
    return """
        tank/flocker/shop/db	type	filesystem	-
        tank/flocker/shop/db	mounted	yes	-
        tank/flocker/shop/db	mountpoint	/flocker/shop/db	inherited from tank/flocker
        tank/flocker/shop/db	readonly	off	local
        tank/flocker/shop/db	refquota	0	default
        tank/flocker/shop/db	flocker:copy	%s	local
        tank/flocker/shop/db@flocker-1	type	snapshot	-
        tank/flocker/shop/db@flocker-1	guid	1	-
        tank/flocker/shop/db@flocker-1	createtxg	1	-
        tank/flocker/shop/db@flocker-1	userrefs	1	-
        """
        .formatted(record);
  }
}
