package dev.flocker.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Failure;
import dev.flocker.testkit.FakeHost;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DirectoriesTest {

  private static final String VOLUME = "/flocker/shop/db";
  private static final ContainerState WANT =
      new ContainerType()
          .state()
          .decode(
              Map.of(
                  "image",
                  "db:1",
                  "restart",
                  "always",
                  "stop_timeout",
                  "1s",
                  "volumes",
                  List.of(Map.of("directory", VOLUME + "/data", "mountpoint", "/data"))));

  private final FakeHost host = new FakeHost();

  @BeforeEach
  void mount() {
    host.file("/proc/self/mounts", "tank/flocker/shop/db " + VOLUME + " zfs rw 0 0\n");
  }

  @Test
  void whatHasItsDataIsLeftAlone() {
    host.file(VOLUME + "/data/file", "").file(VOLUME + "/data.before-rollback/file", "");

    seed();
    assertThat(host.ran()).isEmpty();
  }

  @Test
  void whatLacksItsDataAndIsNotEmptyIsNotNew() {
    host.file(VOLUME + "/data.rollback/file", "").file(VOLUME + "/data.new/file", "");

    assertThatThrownBy(this::seed)
        .isInstanceOf(Failure.class)
        .hasMessageContaining("/flocker/shop/db: its folder data is missing")
        .hasMessageContaining("not empty: data.rollback;")
        .hasMessageContaining("flocker volume rollback");
    assertThat(host.ran()).isEmpty();
  }

  private void seed() {
    new Directories(host).seed(new Ref("container", "db"), "shop", WANT);
  }
}
