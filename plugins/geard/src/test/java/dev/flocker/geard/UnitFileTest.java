package dev.flocker.geard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.value.AbsolutePath;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnitFileTest {

  private static final Path LINKS = Path.of("/var/lib/flocker/links");
  private static final List<AbsolutePath> MOUNTS =
      List.of(
          AbsolutePath.parse("/flocker/shop/pgdata/data"),
          AbsolutePath.parse("/flocker/shop/wal/data"));

  private static final UnitFile WEB = file("web", "always", 10, List.of());
  private static final UnitFile DB = file("db", "on-failure:3", 60, MOUNTS);

  private static UnitFile file(
      String container, String restart, long seconds, List<AbsolutePath> mounts) {
    return new UnitFile(
        "shop",
        container,
        Restart.parse(restart),
        Duration.ofSeconds(seconds),
        mounts,
        false,
        LINKS);
  }

  @Test
  void supervisesAContainer() {
    assertThat(WEB.text()).isEqualTo(Samples.read("ctr-web.service"));
  }

  @Test
  void neverStartsOnADatasetThatIsNotMounted() {
    assertThat(DB.text()).isEqualTo(Samples.read("ctr-db.service"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"always", "on-failure", "on-failure:1", "on-failure:3", "never"})
  void isReadAsItWasWritten(String restart) {
    UnitFile file = file("db", restart, 90, MOUNTS);

    assertThat(UnitFile.parse("db", file.text(), LINKS)).isEqualTo(file);
  }

  @Test
  void ownsNoFileWithoutItsMark() {
    assertThat(UnitFile.project(WEB.text())).contains("shop");
    assertThat(UnitFile.project("[Unit]\nDescription=mine\n")).isEmpty();
    assertThat(UnitFile.project("")).isEmpty();
  }
}
