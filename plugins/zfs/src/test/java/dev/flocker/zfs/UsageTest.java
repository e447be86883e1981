package dev.flocker.zfs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Fact;
import dev.flocker.api.Ref;
import dev.flocker.api.Summary;
import dev.flocker.api.Summary.Grade;
import dev.flocker.api.node.Describable.Description;
import dev.flocker.api.node.Observed;
import dev.flocker.api.value.AbsolutePath;
import dev.flocker.api.value.ByteSize;
import dev.flocker.testkit.FakeHost;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UsageTest {

  private Description now(long referenced, Optional<ByteSize> quota) {
    FakeHost host = new FakeHost();
    host.file("/var/lib/flocker/zfs-pool", "tank\n");
    host.on(ZfsCommands.usage(Usage.PROPERTIES, "tank/flocker"))
        .prints(
            properties("tank/flocker/shop/db", "7", 0, referenced, 5000)
                + properties("tank/flocker/shop/db@flocker-a", "11", 1796068356, 10, 10)
                + properties("tank/flocker/shop/db2@flocker-a", "12", 1796068357, 10, 10));
    VolumeState state = new VolumeState(quota, AbsolutePath.parse("/flocker/shop/db"));
    Observed<VolumeState> seen = Observed.of(new Ref("volume", "db"), "shop", state, "1");
    return new Usage(host).of(List.of(seen)).getFirst();
  }

  private static String properties(
      String name, String guid, long creation, long referenced, long used) {
    return "%1$s\tguid\t%2$s\n%1$s\tcreation\t%3$d\n%1$s\treferenced\t%4$d\n%1$s\tused\t%5$d\n"
        .formatted(name, guid, creation, referenced, used);
  }

  @Test
  void saysWhatAVolumeTakesUp() {
    Description now = now(1000, Optional.of(new ByteSize(4000)));
    assertThat(now.summary())
        .isEqualTo(
            Summary.of(Fact.bytes("used", 1000).of(4000), Fact.bytes("with snapshots", 5000)));
    assertThat(now.taken()).isEqualTo(Map.of("11", Instant.parse("2026-11-30T19:52:36Z")));
  }

  @Test
  void complainsBeforeItIsFull() {
    assertThat(now(3300, Optional.of(new ByteSize(4000))).summary())
        .extracting(Summary::grade, Summary::status)
        .containsExactly(Grade.ATTENTION, "82% of its quota are used");
    assertThat(now(4000, Optional.of(new ByteSize(4000))).summary().grade()).isEqualTo(Grade.BAD);
    assertThat(now(4000, Optional.empty()).summary().grade()).isEqualTo(Grade.OK);
  }
}
