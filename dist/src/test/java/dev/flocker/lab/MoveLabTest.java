package dev.flocker.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The database moves with its data, and nobody who uses it loses anything. */
class MoveLabTest extends FreshNodes {

  private static Shop shop;
  private static String checksum;

  @BeforeAll
  static void aShopWithGoods() {
    shop = Shop.in(folder);
    flocker.run(shop.file());
    checksum = lab.stockUp("n1");
  }

  @Test
  void goesAroundWithAllItsRows() {
    long visits = visits();
    Map<String, String> made = new HashMap<>(Map.of("n1", made("n1")));
    try (var writer = new Writer(lab, "n3")) {
      for (String node : List.of("n2", "n1", "n3", "n2")) {
        long before = writer.acknowledged().size();
        assertThat(flocker.run(shop.databaseOn(node).file())).isPositive();
        lab.hasOnly(node, "db");
        made.putIfAbsent(node, made(node));
        assertThat(made(node))
            .as("only increments go where it was before")
            .isEqualTo(made.get(node));
        assertThat(lab.sql(node, Lab.CHECKSUM)).isEqualTo(checksum);
        lab.answersEverywhere();
        lab.await("a visit after the move", () -> writer.acknowledged().size() > before + 1);
        assertThat(flocker.run(shop.databaseOn(node).file())).as("a second run").isZero();
      }
      Set<Long> acknowledged = writer.stop();
      assertThat(lab.rows("n2")).containsAll(acknowledged);
      assertThat(visits()).isGreaterThan(visits + acknowledged.size());
    }
  }

  /** When the dataset was made on a node: a full stream makes a new one. */
  private static String made(String node) {
    return lab.on(node, "zfs get -Hp -o value creation tank/flocker/shop/pgdata");
  }

  private static long visits() {
    return Lab.number(lab.visit("n1").orElseThrow(), "visits");
  }
}
