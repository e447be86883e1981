package dev.flocker.cli.report;

import static dev.flocker.cli.report.PageFixture.step;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanLayoutTest {

  private static Page.Step after(Integer... awaits) {
    return step("s", "n1", Page.State.DONE, 0, 1, awaits);
  }

  @Test
  void putsAChainIntoOneLane() {
    PlanLayout layout = new PlanLayout(List.of(after(), after(0), after(1)));
    assertThat(layout.width()).isEqualTo(3);
    assertThat(layout.height()).isEqualTo(1);
    assertThat(layout.layerOf(2)).isEqualTo(2);
  }

  @Test
  void putsWhatGoesOnBesideIntoAnotherLane() {
    PlanLayout layout = new PlanLayout(List.of(after(), after(), after(0, 1)));
    assertThat(layout.laneOf(0)).isZero();
    assertThat(layout.laneOf(1)).isOne();
    assertThat(layout.laneOf(2)).isZero();
  }

  @Test
  void leavesOutWhatFollowsFromTheRest() {
    PlanLayout layout = new PlanLayout(List.of(after(), after(0), after(0, 1)));
    assertThat(layout.before(2)).containsExactly(1);
  }

  @Test
  void takesStepsInAnyOrder() {
    PlanLayout layout = new PlanLayout(List.of(after(1), after(2), after()));
    assertThat(layout.layerOf(0)).isEqualTo(2);
  }

  /** A line never passes through a step of another chain. */
  @Test
  void keepsALaneFreeAlongALine() {
    PlanLayout layout = new PlanLayout(List.of(after(), after(0), after(1), after(), after(3, 1)));
    assertThat(layout.laneOf(4)).isNotEqualTo(layout.laneOf(0));
  }

  @Test
  void isNotDeeperThanAStack() {
    List<Page.Step> many = new ArrayList<>(List.of(after()));
    for (int i = 1; i < 20_000; i++) {
      many.add(after(i - 1));
    }
    assertThat(new PlanLayout(many).width()).isEqualTo(20_000);
  }
}
