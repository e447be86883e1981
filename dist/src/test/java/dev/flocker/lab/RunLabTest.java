package dev.flocker.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The first run on nodes that never met flocker, the second, and looking only. */
class RunLabTest extends FreshNodes {

  private static Shop shop;

  @BeforeAll
  static void aShopAndNodesAsTheyCameFromDebian() {
    lab.bare();
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
