package dev.flocker.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A container that never gets healthy fails the run, and nobody is led to it. */
class UnhealthyLabTest extends FreshNodes {

  private static Shop shop;
  private static Shop broken;

  /** It is taken for healthy, and then is started again and again. */
  private static Shop ending;

  @BeforeAll
  static void aShop() {
    shop = Shop.in(folder);
    broken =
        shop.with(
                "image: \"shop-web:1\"\n",
                "image: \"shop-web:1\"\n        entrypoint: [/bin/sh, -c, \"echo no shop today;"
                    + " exec sleep 1000\"]\n")
            .with("{tcp: 8080, timeout: 60s, min_uptime: 1s}", "{tcp: 8080, timeout: 3s}");
    ending =
        shop.with(
                "image: \"shop-web:1\"\n",
                "image: \"shop-web:1\"\n        entrypoint: [/bin/sh, -c, \"sleep 2; echo no shop"
                    + " today\"]\n")
            .with("health: {tcp: 8080, timeout: 60s, min_uptime: 1s}", "health: {timeout: 3s}");
  }

  @Test
  void failsWithItsLastWordsAndIsMendedByTheNextRun() {
    fails();
    for (String node : Lab.NODES) {
      assertThat(lab.visit(node)).as("nothing is led to what is not healthy").isEmpty();
    }
    assertThat(flocker.run(shop.file())).isPositive();
    lab.answersEverywhere();

    fails();
    lab.answersEverywhere();
    flocker.run(shop.file());
    lab.answersEverywhere();
    assertThat(flocker.run(shop.file())).isZero();

    fails(ending);
    lab.answersEverywhere();
    assertThat(flocker.run(shop.file())).as("the former one is there again").isZero();
  }

  private static void fails() {
    fails(broken);
  }

  private static void fails(Shop shop) {
    var outcome = flocker.command("run", shop.file().toString()).exits(1);
    assertThat(outcome.out() + outcome.err()).contains("web").contains("no shop today");
  }
}
