package dev.flocker.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * A database that clients write to moves to and fro, while anything goes wrong at any instant: no
 * acknowledged write is lost, none changes its place, and one run makes all well again.
 *
 * <p>{@code lab/nemesis} plays more rounds, and repeats one by its seed.
 */
class NemesisLabTest extends FreshNodes {

  private static final int ROUNDS = Integer.getInteger("nemesis.rounds", 3);
  private static final long SEED =
      Long.getLong("nemesis.seed", RandomGenerator.getDefault().nextLong(1_000_000_000));

  @Test
  void nothingIsLostWhateverGoesWrong() {
    List<String> faults = new ArrayList<>();
    Map<Mishap, Integer> struck = new EnumMap<>(Mishap.class);
    long writes = 0;
    Nemesis nemesis = new Nemesis(lab, flocker, folder);
    for (int i = 0; i < ROUNDS; i++) {
      Nemesis.Round round = nemesis.round(SEED + i);
      System.out.println(round.line());
      round.mishaps().forEach(mishap -> struck.merge(mishap, 1, Integer::sum));
      writes += round.writes();
      if (!round.faults().isEmpty()) {
        faults.add(round.line());
        System.out.println(String.join("\n", round.faults()));
        nemesis = new Nemesis(Lab.fresh(folder), flocker, folder);
      }
    }
    System.out.printf(
        "%d rounds from seed %d, %d acknowledged writes, %d rounds with faults%n%s%n",
        ROUNDS, SEED, writes, faults.size(), struck);
    assertThat(faults).isEmpty();
  }
}
