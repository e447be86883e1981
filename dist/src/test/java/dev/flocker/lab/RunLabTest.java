package dev.flocker.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first run on nodes that never met flocker, the second, and looking only. */
@Tag("lab")
class RunLabTest {

  @TempDir static Path folder;
  private static Lab lab;
  private static Flocker flocker;
  private static Shop shop;

  @BeforeAll
  static void freshNodes() {
    lab = Lab.fresh(folder);
    flocker = new Flocker(lab);
    shop = Shop.in(folder);
  }

  @Test
  void looksWithoutATraceThenRunsOnce() {
    List<String> never = Footprint.take(lab);
    assertThat(flocker.run(shop.file(), "--check", "--diff")).isPositive();
    Footprint.isStill(never, lab);

    assertThat(flocker.run(shop.file())).isPositive();
    lab.answersEverywhere();
    assertThat(flocker.run(shop.file())).isZero();

    List<String> running = Footprint.take(lab);
    assertThat(flocker.run(shop.file(), "--check")).isZero();
    assertThat(flocker.run(shop.databaseOn("n2").file(), "--check", "--diff")).isPositive();
    Footprint.isStill(running, lab);
  }
}
