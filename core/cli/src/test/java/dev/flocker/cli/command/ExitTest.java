package dev.flocker.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Ref;
import dev.flocker.cli.run.Report;
import dev.flocker.cli.run.Report.Outcome;
import dev.flocker.cli.session.NodeTrouble;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExitTest {

  private static final NodeTrouble LOST = new NodeTrouble.Unreachable("n3", "gone", "");
  private static final NodeTrouble FAILED = new NodeTrouble.StepFailed("n1", "no", "");
  private static final NodeTrouble PLUGIN = new NodeTrouble.PluginAtFault("n1", "no", "");
  private static final NodeTrouble LOCKED = new NodeTrouble.LockHeld("n1", "ann@laptop", "");
  private static final NodeTrouble BROKEN =
      new NodeTrouble.Broken("n1", new IllegalStateException("no"));
  private static final NodeTrouble CANCELLED = new NodeTrouble.Cancelled("n1");

  private static Report report(Outcome outcome, boolean interrupted, NodeTrouble... troubles) {
    Map<String, NodeTrouble> named = new java.util.LinkedHashMap<>();
    Arrays.stream(troubles).forEach(t -> named.put("step " + named.size(), t));
    return new Report(
        "shop",
        Map.of(Ref.parse("container db"), outcome),
        Map.of(),
        named,
        List.of(),
        interrupted);
  }

  private static int code(Report report, boolean changesMatter, NodeTrouble... troubles) {
    return Exit.of(List.of(report), List.of(troubles), changesMatter).code();
  }

  @Test
  void isTheFirstThatApplies() {
    assertThat(code(report(Outcome.FAILED, true, BROKEN, LOCKED, FAILED), false)).isEqualTo(130);
    assertThat(code(report(Outcome.FAILED, false, CANCELLED, FAILED), false)).isEqualTo(130);
    assertThat(code(report(Outcome.FAILED, false, FAILED, BROKEN), false, LOCKED)).isEqualTo(70);
    assertThat(code(report(Outcome.FAILED, false, PLUGIN), false, LOCKED)).isEqualTo(6);
    assertThat(code(report(Outcome.FAILED, false, FAILED, PLUGIN), false, LOST)).isEqualTo(5);
    assertThat(code(report(Outcome.FAILED, false, FAILED), false, LOST)).isEqualTo(4);
    assertThat(code(report(Outcome.UNREACHABLE, false), false)).isEqualTo(4);
    assertThat(code(report(Outcome.FAILED, false, FAILED), true)).isEqualTo(1);
    assertThat(code(report(Outcome.FAILED, false), true)).isEqualTo(1);
    assertThat(code(report(Outcome.PENDING, false), true)).isEqualTo(2);
    assertThat(code(report(Outcome.PENDING, false), false)).isZero();
    assertThat(code(report(Outcome.CHANGED, false), true)).isZero();
  }

  @Test
  void isDeclaredInTheOrderOfItsWeight() {
    assertThat(Arrays.stream(Exit.values()).map(Exit::code))
        .containsExactly(130, 70, 6, 5, 4, 3, 1, 2, 0);
  }
}
