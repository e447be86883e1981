package dev.flocker.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A volume gets another name in its playbook, under visitors, and keeps what it holds. */
class RenameLabTest extends FreshNodes {

  private static Shop shop;
  private static String checksum;

  @BeforeAll
  static void aShopWithGoodsAndAReplica() {
    shop =
        Shop.in(folder)
            .with("{name: pgdata, quota: 1G", "{name: pgdata, quota: 1G, replicas: [n3]");
    flocker.run(shop.file());
    checksum = lab.stockUp("n1");
  }

  private static Shop renamed(String was) {
    return shop.with("{name: pgdata, quota", "{name: orders, was: " + was + ", quota")
        .with("{name: pgdata, mountpoint", "{name: orders, mountpoint");
  }

  @Test
  void keepsEveryRowAndItsReplica() {
    flocker.command(
        "run", shop.with("{name: pgdata, mount", "{name: orders, mount").file().toString());
    Set<Long> acknowledged;
    try (var writer = new Writer(lab, "n3")) {
      assertThat(flocker.run(renamed("pgdata").file())).isPositive();
      long before = writer.acknowledged().size();
      lab.await("a visit after it", () -> writer.acknowledged().size() > before + 1);
      acknowledged = writer.stop();
    }
    assertThat(lab.sql("n1", Lab.CHECKSUM)).isEqualTo(checksum);
    assertThat(lab.rows("n1")).containsAll(acknowledged);
    assertThat(flocker.volume("ls").exits(0).out())
        .contains("shop/orders")
        .doesNotContain("pgdata");
    assertThat(lab.onEach("ls /flocker/shop 2>/dev/null || true"))
        .containsExactly("orders", "", "");
    assertThat(flocker.run(renamed("pgdata").file())).as("a second run").isZero();
  }
}
