package dev.flocker.zfs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.node.Snapshot;
import dev.flocker.api.node.Version;
import dev.flocker.testkit.FakeHost;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListingTest {

  private static final Dataset DB = new Dataset("tank", "shop", "db");
  private static final Instant TAKEN = Instant.parse("2026-11-30T19:52:36Z");

  @Test
  void hasThoseOfOthersAndWhatKeepsEach() {
    FakeHost host = new FakeHost();
    host.on(ZfsCommands.usage(Listing.PROPERTIES, DB.path()))
        .prints(
            "tank/flocker/shop/db\tguid\t1\n"
                + properties("autosnap", "12", 30, 4096, 0)
                + properties("autosnap-held", "13", 40, 0, 1)
                + properties("flocker-a", "11", 20, 512, 1)
                + properties("flocker-b", "10", 10, 0, 2));
    host.on(ZfsCommands.origins("tank"))
        .prints(
            "tank\t-\n"
                + "tank/flocker/staging/db\ttank/flocker/shop/db@flocker-a\n"
                + "tank/try\ttank/flocker/shop/db@autosnap\n"
                + "tank/other\ttank/flocker/shop/db2@flocker-a\n");

    assertThat(new Listing(DB, host).snapshots())
        .containsExactly(
            snapshot("flocker-b", "10", 0, "zfs hold of others"),
            snapshot("flocker-a", "11", 512, "clone staging/db"),
            snapshot("autosnap", "12", 4096, "clone tank/try"),
            snapshot("autosnap-held", "13", 0, "zfs hold of others"));
  }

  private static Snapshot snapshot(String name, String guid, long bytes, String... keepers) {
    return new Snapshot(new Version(name, guid), TAKEN, bytes, List.of(keepers));
  }

  private static String properties(String name, String guid, int order, int used, int holds) {
    String at = "tank/flocker/shop/db@" + name;
    return "%1$s\tguid\t%2$s\n%1$s\tcreatetxg\t%3$d\n%1$s\tcreation\t%4$d\n%1$s\tused\t%5$d\n%1$s\tuserrefs\t%6$d\n"
        .formatted(at, guid, order, TAKEN.getEpochSecond(), used, holds);
  }
}
