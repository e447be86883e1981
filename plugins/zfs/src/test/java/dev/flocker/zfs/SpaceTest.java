package dev.flocker.zfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.testkit.FakeHost;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SpaceTest {

  private static final Dataset DB = new Dataset("tank", "shop", "db");
  private static final Set<String> OPENZFS = Set.of(ZfsCommands.OPENZFS);

  private final FakeHost host = new FakeHost();
  private final Space space = new Space(DB, new Zfs(host));

  @Test
  void believesZfsWhereThatEstimates() {
    host.on(ZfsCommands.estimate(DB, Optional.of("a"), "b", OPENZFS))
        .prints("incremental\ta\ttank/flocker/shop/db@b\t1000\nsize\t1000\n");
    host.on(ZfsCommands.estimate(DB, Optional.of("b"), "c", OPENZFS)).prints("size\t24\n");

    assertThat(space.ofStreams(Optional.of("a"), List.of("b", "c"), OPENZFS)).isEqualTo(1024);
  }

  @Test
  void countsWhatBecameMoreWhereThatDoesNot() {
    referenced("tank/flocker/shop/db@a", 100);
    referenced("tank/flocker/shop/db@b", 70);
    referenced("tank/flocker/shop/db@c", 90);
    referenced("tank/flocker/shop/db", 130);

    assertThat(space.ofStreams(Optional.empty(), List.of("a", "b", "c"), Set.of())).isEqualTo(120);
    assertThat(space.sinceThen(Optional.of("c"), false)).isEqualTo(40);
    assertThat(space.sinceThen(Optional.empty(), false)).isEqualTo(130);
  }

  @Test
  void theNearestThatIsThereSaysWhatRoomThereIs() {
    rooms(room("tank", 9000, 0), room("tank/flocker/shop", 2048, 0));

    space.require(2048, 0);
    assertThatThrownBy(() -> space.require(2049, 0))
        .hasMessageContaining("tank/flocker/shop: it has room for 2K, which is too little for 2K;")
        .hasMessageContaining("make room there");
  }

  @Test
  void whatOthersNeedCountsWhereAllLieAndNotWithinAVolumesQuota() {
    rooms(room("tank", 9000, 0), room("tank/flocker", 4096, 0), room(DB.path(), 1024, 0));

    space.require(1024, 3072);
    assertThatThrownBy(() -> space.require(1024, 3584))
        .hasMessageContaining(
            "tank/flocker: it has room for 4K, which is too little for 1K besides the 3.5K of"
                + " others; make room there");
  }

  @Test
  void whatArrivedOfAFirstStreamCountsAsRoom() {
    rooms(room("tank", 1024, 9000), room(DB.incoming().path(), 1024, 2048));

    space.require(2048, 1024);
    assertThatThrownBy(() -> space.require(2049, 1024)).hasMessageContaining("has room for 3K");
  }

  @Test
  void whatLiesBesideAVolumeThatIsThereIsNoRoom() {
    rooms(
        room("tank", 1024, 9000),
        room(DB.path(), 1024, 4096),
        room(DB.incoming().path(), 1024, 2048));

    assertThatThrownBy(() -> space.require(2048, 0)).hasMessageContaining("has room for 1K");
  }

  private static String room(String name, long available, long used) {
    return "%s\tavailable\t%d\n%s\tused\t%d\n".formatted(name, available, name, used);
  }

  private void rooms(String... rooms) {
    List<String> places =
        List.of(
            "tank/flocker/shop/db",
            "tank/flocker/shop",
            "tank/flocker",
            "tank",
            "tank/flocker/shop/db:incoming");
    host.on(ZfsCommands.rooms(places)).ends(1, String.join("", rooms), "the others do not exist");
  }

  private void referenced(String name, long bytes) {
    host.on(ZfsCommands.value("referenced", name)).prints(bytes + "\n");
  }
}
