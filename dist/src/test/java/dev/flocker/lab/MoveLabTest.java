package dev.flocker.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database moves with its data, and nobody who uses it loses anything. */
@Tag("lab")
class MoveLabTest {

  private static final String CHECKSUM =
      "SELECT md5(string_agg(g::text, ',' ORDER BY id)) FROM goods g";

  @TempDir static Path folder;
  private static Lab lab;
  private static Flocker flocker;
  private static Shop shop;

  @BeforeAll
  static void aShopWithGoods() {
    lab = Lab.fresh(folder);
    flocker = new Flocker(lab);
    shop = Shop.in(folder);
    flocker.run(shop.file());
    lab.sql(
        "n1",
        "CREATE TABLE goods AS SELECT id, md5(id::text) AS name FROM generate_series(1, 10000) id");
  }

  @Test
  void goesAroundWithAllItsRows() {
    String checksum = lab.sql("n1", CHECKSUM);
    long visits = visits();
    try (var writer = new Writer(lab, "n3")) {
      for (String node : List.of("n2", "n3", "n1")) {
        long before = writer.acknowledged().size();
        assertThat(flocker.run(shop.databaseOn(node).file())).isPositive();
        isOnlyOn(node);
        assertThat(lab.sql(node, CHECKSUM)).isEqualTo(checksum);
        lab.answersEverywhere();
        lab.await("a visit after the move", () -> writer.acknowledged().size() > before + 1);
        assertThat(flocker.run(shop.databaseOn(node).file())).as("a second run").isZero();
      }
      Set<Long> acknowledged = writer.stop();
      assertThat(rows()).containsAll(acknowledged);
      assertThat(visits()).isGreaterThan(visits + acknowledged.size());
    }
  }

  private static void isOnlyOn(String node) {
    assertThat(lab.owners()).containsExactly(node);
    for (String other : Lab.NODES) {
      assertThat(lab.on(other, "docker ps -aq --filter name=^db$"))
          .as("the container db on %s", other)
          .matches(id -> id.isEmpty() != other.equals(node));
    }
  }

  private static long visits() {
    return Lab.number(lab.visit("n1").orElseThrow(), "visits");
  }

  private static Set<Long> rows() {
    return lab.sql("n1", "SELECT id FROM visits")
        .lines()
        .map(Long::valueOf)
        .collect(Collectors.toSet());
  }
}
