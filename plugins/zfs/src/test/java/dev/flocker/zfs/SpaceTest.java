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
    List<String> places =
        List.of("tank/flocker/shop/db", "tank/flocker/shop", "tank/flocker", "tank");
    host.on(ZfsCommands.available(places))
        .ends(1, "tank\t9000\ntank/flocker/shop\t2048\n", "the others do not exist");

    space.require(2048, 0);
    assertThatThrownBy(() -> space.require(2048, 512))
        .hasMessageContaining(
            "tank/flocker/shop: it has room for 2K, which is too little for 2K besides the 512"
                + " bytes of others; make room there");
  }

  private void referenced(String name, long bytes) {
    host.on(ZfsCommands.value("referenced", name)).prints(bytes + "\n");
  }
}
