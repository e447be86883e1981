package dev.flocker.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A move that is broken off, wherever: the next run completes it, and nothing is lost. Of each kind
 * of break some cases are drawn, others each time, from {@code -Dbreak.seed}, which is printed;
 * {@code -Dbreak.all} plays all of them.
 */
class BreakLabTest extends FreshNodes {

  private static final int EXIT_BY_SIGKILL = 128 + 9;
  private static final long SEED = Long.getLong("break.seed", System.nanoTime() % 1_000_000);
  private static final String PUSH = "push the data of container db";
  private static final String STOP = "stop container db";
  private static final String START = "start container db";
  private static final String TURN = "turn the routes to container db";

  private static Shop shop;
  private static String checksum;

  private String from;
  private String to;
  private Writer writer;

  @BeforeAll
  static void aShopWithGoods() {
    // Where no node that a test takes away is on the way from a visitor to the page.
    shop = Shop.in(folder).with("name: web\n        on: n2", "name: web\n        on: n3");
    flocker.run(shop.file());
    flocker.run(shop.databaseOn("n2").file());
    checksum = lab.stockUp("n2");
  }

  private static Stream<Arguments> drawn(int some, Arguments... all) {
    System.out.println("breaks drawn by -Dbreak.seed=" + SEED);
    List<Arguments> cases = new ArrayList<>(List.of(all));
    Collections.shuffle(cases, new Random(SEED));
    return cases.stream().limit(System.getProperty("break.all") == null ? some : all.length);
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

  private static Stream<Arguments> theControllerIsKilled() {
    return drawn(
        1,
        Arguments.of(PUSH, 0),
        Arguments.of(STOP, 0),
        Arguments.of(STOP, 200),
        Arguments.of(START, 0),
        Arguments.of(START, 150),
        Arguments.of(TURN, 0));
  }

  @ParameterizedTest
  @MethodSource
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

  private static Stream<Arguments> itIsInterrupted() {
    return drawn(1, Arguments.of(PUSH), Arguments.of(STOP));
  }

  @ParameterizedTest
  @MethodSource
  void itIsInterrupted(String step) {
    Running run = move();
    run.awaitStep(step);
    run.signal("INT");
    run.exits(130);
    assertThat(lab.owners()).as("the old owner goes on").containsExactly(from);
    lab.await("the shop", () -> lab.visit("n3").isPresent());
    lab.answersEverywhere();
  }

  private static Stream<Arguments> theProcessOnANodeIsKilled() {
    return drawn(
        1,
        Arguments.of("target", PUSH),
        Arguments.of("source", PUSH),
        Arguments.of("source", STOP));
  }

  /** With all that it started still running, as when the kernel has no memory left. */
  @ParameterizedTest
  @MethodSource
  void theProcessOnANodeIsKilled(String end, String step) {
    Running run = move();
    run.awaitStep(step);
    lab.on(
        end.equals("target") ? to : from,
        "pkill -KILL -f '[@]arguments' || test $? = 1; sleep 0.2");
    run.exits(4);
  }

  private static Stream<Arguments> aNodeIsCutOffMeanwhile() {
    return drawn(
        1,
        Arguments.of("target", STOP),
        Arguments.of("source", STOP),
        Arguments.of("source", PUSH));
  }

  @ParameterizedTest
  @MethodSource
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
    run.awaitStep(PUSH);
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
