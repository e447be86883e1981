package dev.flocker.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A volume gets another name in its playbook, under visitors, and keeps what it holds. */
@TestMethodOrder(OrderAnnotation.class)
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

  private static Shop called(String name, String keys) {
    return shop.with("{name: pgdata, quota", "{name: " + name + keys + ", quota")
        .with("{name: pgdata, mountpoint", "{name: " + name + ", mountpoint");
  }

  private static String volumes() {
    return flocker.volume("ls").exits(0).out();
  }

  @Test
  @Order(1)
  void doesNotComeUpEmpty() {
    var run = flocker.command("run", called("orders", "").file().toString()).exits(1);

    assertThat(run.out() + run.err()).contains("was: pgdata");
    assertThat(lab.sql("n1", Lab.CHECKSUM)).isEqualTo(checksum);
  }

  @Test
  @Order(2)
  void isSeenBeforeTheStopToHoldTooMuch() {
    Shop small = called("orders", ", was: pgdata").with("quota: 1G", "quota: 1M");
    flocker.command("run", small.file().toString()).exits(1);

    assertThat(volumes()).contains("shop/pgdata").doesNotContain("shop/orders");
    assertThat(lab.sql("n1", Lab.CHECKSUM)).isEqualTo(checksum);
  }

  @Test
  @Order(3)
  void keepsEveryRowAndItsReplica() {
    Set<Long> acknowledged;
    try (var writer = new Writer(lab, "n3")) {
      assertThat(flocker.run(called("orders", ", was: pgdata").file())).isPositive();
      long before = writer.acknowledged().size();
      lab.await("a visit after it", () -> writer.acknowledged().size() > before + 1);
      acknowledged = writer.stop();
    }
    assertThat(lab.sql("n1", Lab.CHECKSUM)).isEqualTo(checksum);
    assertThat(lab.rows("n1")).containsAll(acknowledged);
    assertThat(volumes().lines().filter(l -> l.startsWith("shop/orders"))).hasSize(2);
    assertThat(volumes()).doesNotContain("pgdata");
    assertThat(lab.onEach("ls /flocker/shop 2>/dev/null || true"))
        .containsExactly("orders", "", "");
    assertThat(flocker.run(called("orders", ", was: pgdata").file())).as("a second run").isZero();
  }

  /** The new container breaks on its data: what ran before comes back by what the run says. */
  @Test
  @Order(4)
  void goesBackByWhatTheFailedRunSays() {
    Shop broken =
        called("sales", ", was: orders")
            .with("image: \"postgres:", "entrypoint: [/bin/false]\n        image: \"postgres:")
            .with("timeout: 60s", "timeout: 5s");
    var run = flocker.command("run", broken.file().toString()).exits(1);

    String said = run.out() + run.err();
    assertThat(said)
        .contains(
            "flocker stop shop/db; flocker volume rename shop/sales shop/orders; flocker rollback"
                + " shop/db --with-data");
    flocker.command("stop", "shop/db").exits(0);
    flocker.volume("rename", "shop/sales", "shop/orders").exits(0);
    flocker.command("rollback", "shop/db", "--with-data", "--yes").exits(0);
    lab.answersEverywhere();
    assertThat(lab.sql("n1", Lab.CHECKSUM)).isEqualTo(checksum);
    assertThat(flocker.run(called("orders", ", was: pgdata").file())).as("as it was").isZero();
  }
}
