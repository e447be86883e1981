package dev.flocker.cli.move;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.cli.move.Cluster.ControllerDied;
import dev.flocker.cli.move.Cluster.Fault;
import dev.flocker.cli.move.Cluster.Moment;
import dev.flocker.cli.session.NodeTrouble;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Cuts a move short at every primitive, in every way, and lets the next run go on from what the
 * nodes show. That no two nodes are open and that nothing acknowledged is lost is checked by the
 * cluster after each primitive.
 */
class CrashTest {

  /** Where the volume belongs when the next run begins: the user may have changed his mind. */
  private static final List<String> HOMES = List.of("n2", "n1", "n3");

  record Case(Fault fault, Moment moment, int at) {}

  static Stream<Case> cases() {
    List<Case> cases = new ArrayList<>();
    int last = primitivesOfAMove();
    for (Fault fault : Fault.values()) {
      for (Moment moment : Moment.values()) {
        for (int at = 1; at <= last; at++) {
          cases.add(new Case(fault, moment, at));
        }
      }
    }
    return cases.stream();
  }

  private static int primitivesOfAMove() {
    Cluster cluster = Run.running();
    cluster.arm(-1, Fault.CONTROLLER_DIES, Moment.BEFORE);
    new Run(cluster, "n2").go();
    return cluster.primitives();
  }

  @Test
  void aMoveTakesAllDataAlong() {
    Cluster cluster = Run.running();
    new Run(cluster, "n2").go();

    assertSettled(cluster, "n2");
    assertThat(primitivesOfAMove()).isGreaterThan(20);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theNextRunGoesOn(Case c) {
    for (String home : HOMES) {
      Cluster cluster = cutShort(Run.running(), c);
      cluster.heal();
      new Run(cluster, home).go();
      assertSettled(cluster, home);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aRunWithoutTheLostNodeDoesNoHarm(Case c) {
    for (String home : HOMES) {
      Cluster cluster = cutShort(Run.running(), c);
      attempt(cluster, home);
      cluster.heal();
      new Run(cluster, home).go();
      assertSettled(cluster, home);
    }
  }

  /** As every pair of places is taken, one kind of trouble has to do. */
  static Stream<Case> someCases() {
    return cases().filter(c -> c.moment() == Moment.AFTER && c.fault() == Fault.CONTROLLER_DIES);
  }

  @ParameterizedTest
  @MethodSource("someCases")
  void theRunAfterMayBeCutShortToo(Case c) {
    for (String home : HOMES.subList(0, 2)) {
      int second = 0;
      boolean struck = true;
      while (struck) {
        second++;
        Cluster cluster = cutShort(Run.running(), c);
        cluster.heal();
        cluster.arm(second, Fault.CONTROLLER_DIES, Moment.AFTER);
        attempt(cluster, home);
        struck = cluster.primitives() >= second;
        cluster.disarm();
        new Run(cluster, home).go();
        assertSettled(cluster, home);
      }
    }
  }

  private static Cluster cutShort(Cluster cluster, Case c) {
    cluster.arm(c.at(), c.fault(), c.moment());
    attempt(cluster, "n2");
    cluster.disarm();
    return cluster;
  }

  private static void attempt(Cluster cluster, String home) {
    try {
      new Run(cluster, home).go();
    } catch (ControllerDied | NodeTrouble e) {
      // What it left behind is what the next run finds.
    }
  }

  private static void assertSettled(Cluster cluster, String home) {
    assertThat(new Run(cluster, home).decision())
        .isEqualTo(new Decision.Stay(home, true, List.of()));
    cluster.write();
    assertThat(cluster.node(home).running).isTrue();
    assertThat(cluster.node(home).data).isEqualTo(cluster.acknowledged);
  }
}
