package dev.flocker.cli.modelcheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.cli.modelcheck.Command.Kind;
import java.util.EnumSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Looks at every state that can be reached, and finds every mistake that is put in.
 *
 * <p>{@code -Dmodel.depth=N}: so many mishaps more; {@code -Dmodel.states=N}: ends after so many
 * states.
 */
class OwnershipModelTest {

  private static final int DEPTH = Integer.getInteger("model.depth", 0);
  private static final int MOST = Integer.getInteger("model.states", 20_000_000);

  /** Mishaps of messages, processes and machines that come back. */
  private static final EnumSet<Mishap> TRAFFIC = EnumSet.range(Mishap.CUT, Mishap.UNREACHED);

  private static final EnumSet<Kind> RUN = EnumSet.of(Kind.RUN);

  /**
   * @param mishaps of those, so many
   */
  private record Seeded(
      Fault fault, int nodes, int faults, int runs, EnumSet<Mishap> mishaps, EnumSet<Kind> kinds) {

    Model model(Fault with) {
      return Model.of(nodes, faults, runs, 1, mishaps, kinds, with);
    }

    @Override
    public String toString() {
      return fault.toString();
    }
  }

  static Stream<Seeded> seeded() {
    EnumSet<Kind> all = EnumSet.allOf(Kind.class);
    EnumSet<Mishap> late = EnumSet.of(Mishap.DELAY, Mishap.CONTROLLER_DIES);
    EnumSet<Mishap> deaths = EnumSet.of(Mishap.CONTROLLER_DIES);
    return Stream.of(
        new Seeded(Fault.SEND_FAILURE_IGNORED, 2, 1, 1, EnumSet.of(Mishap.STEP_FAILS), RUN),
        new Seeded(Fault.LOST_REPLY_IS_NO, 2, 1, 1, EnumSet.of(Mishap.LOST_REPLY), RUN),
        new Seeded(Fault.SOURCE_RENAMED_LATE, 2, 1, 1, deaths, RUN),
        new Seeded(Fault.WAITS_FOR_EVER, 2, 1, 1, EnumSet.of(Mishap.CUT), RUN),
        new Seeded(Fault.NOT_STARTED_AGAIN, 2, 1, 1, deaths, RUN),
        new Seeded(Fault.NOTHING_IS_FORGOTTEN, 3, 1, 2, with(Mishap.GONE), all),
        new Seeded(Fault.NO_WAY_BACK_FROM_HANDOFF, 2, 2, 1, with(Mishap.GONE), RUN),
        new Seeded(
            Fault.CLONES_UNNOTICED, 3, 2, 2, EnumSet.of(Mishap.CLONE, Mishap.UNREACHED), all),
        new Seeded(Fault.OPEN_BY_HAND_UNNOTICED, 2, 2, 1, with(Mishap.HAND_MOUNT), RUN),
        new Seeded(Fault.NOTHING_SHOWN_IS_NOTHING_THERE, 2, 2, 1, with(Mishap.HIDDEN), RUN),
        new Seeded(Fault.RECORDS_REPLACED_BLINDLY, 2, 1, 2, late, RUN),
        new Seeded(Fault.TAKEN_BACK_IN_SECRET, 2, 1, 2, late, RUN),
        new Seeded(Fault.PROMOTED_WITHOUT_POWER_OFF, 2, 1, 2, EnumSet.of(Mishap.UNREACHED), all));
  }

  private static EnumSet<Mishap> with(Mishap... mishaps) {
    EnumSet<Mishap> all = EnumSet.of(Mishap.CONTROLLER_DIES);
    all.addAll(java.util.List.of(mishaps));
    return all;
  }

  @ParameterizedTest
  @MethodSource("seeded")
  void findsAMistake(Seeded s) {
    Explorer.Result found = new Explorer(s.model(s.fault()), 1_000_000).explore();
    System.out.println(s + ": " + found + "\n" + found.counterexample());
    assertThat(found.counterexample()).isNotNull();
    assertThat(new Explorer(s.model(Fault.NONE), 1_000_000).explore().counterexample()).isNull();
  }

  @Test
  void twoNodes() {
    holds(Model.of(2, 2 + DEPTH, 3, 2, TRAFFIC, RUN, Fault.NONE));
  }

  @Test
  void threeNodes() {
    EnumSet<Kind> all = EnumSet.allOf(Kind.class);
    holds(Model.of(3, 1 + DEPTH, 2, 1, EnumSet.allOf(Mishap.class), all, Fault.NONE));
  }

  private static void holds(Model model) {
    long begin = System.nanoTime();
    Explorer.Result result = new Explorer(model, MOST).explore();
    System.out.printf(
        "%d nodes, %d mishaps, %d commands: %s; %d s%n",
        model.nodes(),
        model.faults(),
        model.runs(),
        result,
        (System.nanoTime() - begin) / 1_000_000_000);
    assertThat(result.counterexample()).isNull();
    assertThat(result.whole() && result.states() < 50_000).as("hardly anything happens").isFalse();
  }
}
