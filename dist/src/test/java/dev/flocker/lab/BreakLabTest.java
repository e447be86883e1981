package dev.flocker.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A move that is broken off, wherever: the next run completes it, and nothing is lost. */
class BreakLabTest extends FreshNodes {

  private static final int EXIT_BY_SIGKILL = 128 + 9;

  private static Shop shop;
  private static String checksum;

  private String from;
  private String to;
  private Writer writer;

  @BeforeAll
  static void aShopWithGoods() {
    shop = Shop.in(folder);
    flocker.run(shop.file());
    flocker.run(shop.databaseOn("n2").file());
    checksum = lab.stockUp("n2");
  }

  @BeforeEach
  void somebodyWritesAllTheTime() {
    from = lab.owners().getFirst();
    to = from.equals("n1") ? "n2" : "n1";
    writer = new Writer(lab, "n3");
  }

  @AfterEach
  void nothingWasLost() {
    assertThat(flocker.run(target(), "--lock-timeout", "2m")).isPositive();
    lab.await("the shop", () -> lab.visit("n3").isPresent());
    lab.hasOnly(to, "db");
    Set<Long> acknowledged = writer.stop();
    assertThat(lab.rows(to)).containsAll(acknowledged);
    assertThat(lab.sql(to, Lab.CHECKSUM)).isEqualTo(checksum);
    lab.answersEverywhere();
    assertThat(flocker.run(target())).isZero();
    assertThat(lab.leftovers()).as("what runs left on the nodes").isEmpty();
  }

  private Path target() {
    return shop.databaseOn(to).file();
  }

  private Running move() {
    return flocker.start(target());
  }

  @ParameterizedTest
  @CsvSource({
    "push the data of container db,   0",
    "stop container db,             200",
    "turn the routes to container db, 0"
  })
  void theControllerIsKilled(String step, long milliseconds) {
    Running run = move();
    run.awaitStep(step);
    Lab.pause(milliseconds);
    run.signal("KILL");
    run.exits(EXIT_BY_SIGKILL);
    lab.await("an end to what was in hand", this::hasEnded);
  }

  /** Meanwhile and after there is never more than one owner. */
  private boolean hasEnded() {
    boolean ended = !lab.hasNodeProcesses();
    assertThat(lab.owners()).as("owners").hasSizeLessThan(2);
    return ended;
  }

  @ParameterizedTest
  @CsvSource({"push the data of container db", "stop container db"})
  void itIsInterrupted(String step) {
    Running run = move();
    run.awaitStep(step);
    run.signal("INT");
    run.exits(130);
    assertThat(lab.owners()).as("the old owner goes on").containsExactly(from);
    lab.await("the shop", () -> lab.visit("n3").isPresent());
    lab.answersEverywhere();
  }

  /** With all that it started still running, as when the kernel has no memory left. */
  @ParameterizedTest
  @CsvSource({"target, push the data of container db", "source, stop container db"})
  void theProcessOnANodeIsKilled(String end, String step) {
    Running run = move();
    run.awaitStep(step);
    lab.on(
        end.equals("target") ? to : from,
        "pkill -KILL -f '[@]arguments' || test $? = 1; sleep 0.2");
    run.exits(4);
  }

  @ParameterizedTest
  @CsvSource({"target, stop container db", "source, stop container db"})
  void aNodeIsCutOffMeanwhile(String end, String step) {
    String node = end.equals("target") ? to : from;
    Running run = move();
    run.awaitStep(step);
    lab.command("partition", node);
    try {
      assertThat(run.exits(4)).contains("\"unreachable\",\"node\":\"" + node + "\"");
      if (node.equals(to)) {
        lab.await("the old owner again", () -> lab.visit("n3").isPresent());
      }
    } finally {
      lab.command("heal", node);
    }
    lab.await("the shop", () -> lab.visit("n3").isPresent());
    assertThat(lab.owners()).as("the old owner goes on").containsExactly(from);
  }

  @Test
  void aNodeIsCutOffBefore() {
    lab.command("partition", to);
    try {
      var run = flocker.command("run", "--output", "json", target().toString()).exits(4);
      assertThat(run.out()).contains("\"unreachable\"").contains(to);
      assertThat(lab.owners(List.of(from))).as("the old owner goes on").containsExactly(from);
    } finally {
      lab.command("heal", to);
    }
  }

  @Test
  void anotherRunIsRefusedMeanwhile() {
    Running run = move();
    run.awaitStep("push the data of container db");
    run.signal("STOP");
    try {
      var other = flocker.command("run", shop.databaseOn("n3").file().toString()).exits(6);
      assertThat(other.out() + other.err()).contains("lock");
    } finally {
      run.signal("KILL");
    }
    run.exits(EXIT_BY_SIGKILL);
  }
}
