package dev.flocker.cli.upkeep;

import static dev.flocker.api.Upkeep.Period.DAILY;
import static dev.flocker.api.Upkeep.Period.HOURLY;
import static dev.flocker.api.Upkeep.Period.MONTHLY;
import static dev.flocker.api.Upkeep.Period.WEEKLY;
import static dev.flocker.api.Upkeep.Period.YEARLY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Upkeep.Period;
import dev.flocker.api.node.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which snapshots of a schedule go. */
class GenerationsTest {

  private static final Instant NOW = Instant.parse("2026-11-30T12:30:00Z"); // a Monday

  @Test
  void theNewestOfEachHourStays() {
    List<Version> all =
        scheduled("2026-11-30T10:05:00Z", "2026-11-30T10:50:00Z", "2026-11-30T11:00:00Z");

    assertThat(outdated(Map.of(HOURLY, 2), all)).containsExactly(all.get(0));
    assertThat(outdated(Map.of(HOURLY, 1), all)).containsExactly(all.get(0), all.get(1));
  }

  @Test
  void whatOnePeriodKeepsAnotherDoesNotTake() {
    List<Version> all =
        scheduled(
            "2024-12-31T23:00:00Z", // the last of its year
            "2026-10-31T23:00:00Z", // of its month
            "2026-11-22T23:00:00Z", // a Sunday, the last of its week
            "2026-11-28T23:00:00Z", // of its day
            "2026-11-29T01:00:00Z",
            "2026-11-29T23:00:00Z",
            "2026-11-30T11:00:00Z");

    assertThat(outdated(Map.of(YEARLY, 2), all)).doesNotContain(all.get(0), all.get(6)).hasSize(5);
    assertThat(outdated(Map.of(MONTHLY, 2), all)).doesNotContain(all.get(1), all.get(6)).hasSize(5);
    assertThat(outdated(Map.of(WEEKLY, 3), all))
        .doesNotContain(all.get(2), all.get(5), all.get(6))
        .hasSize(4);
    assertThat(outdated(Map.of(DAILY, 3), all))
        .doesNotContain(all.get(3), all.get(5), all.get(6))
        .hasSize(4);
    assertThat(outdated(Map.of(DAILY, 3, WEEKLY, 3, MONTHLY, 3, YEARLY, 2), all))
        .containsExactly(all.get(4));
  }

  /** A server was off for a month: what it had is not old because nothing came. */
  @Test
  void periodsWithoutOneAreNotCounted() {
    List<Version> all = scheduled("2025-01-01T01:00:00Z", "2025-03-01T07:00:00Z");

    assertThat(outdated(Map.of(HOURLY, 2), all)).isEmpty();
  }

  /** A clock that runs a year ahead for an hour, and then is put right. */
  @Test
  void whatIsDatedInTheFutureNeitherGoesNorTakesThePlaceOfOthers() {
    List<Version> all =
        scheduled(
            "2026-11-30T10:00:00Z",
            "2027-11-30T10:00:00Z",
            "2027-11-30T11:00:00Z",
            "2026-11-30T12:00:00Z");

    assertThat(outdated(Map.of(HOURLY, 2), all)).isEmpty();
    assertThat(outdated(Map.of(HOURLY, 1), all)).containsExactly(all.get(0));
  }

  /** The clock stands at the beginning of all time, as without a battery. */
  @Test
  void aClockFarBehindTakesNothing() {
    List<Version> all = scheduled("2026-11-30T10:00:00Z", "2026-11-30T10:30:00Z");

    assertThat(new Generations(Map.of(HOURLY, 1)).outdated(all, Instant.EPOCH)).isEmpty();
  }

  @Test
  void theLastThatWasTakenStaysWhateverItsDate() {
    List<Version> all = scheduled("2026-11-30T11:00:00Z", "1970-01-01T00:00:10Z");

    assertThat(outdated(Map.of(HOURLY, 1), all)).isEmpty();
  }

  @Test
  void whatNoScheduleWantedIsNotTouched() {
    List<Version> all =
        Stream.of(
                "flocker-manual-20261130T100000-ab12",
                "flocker-manual-scheduled-20261130T100000-ab12",
                "flocker-20261130T100000-ab12",
                "flocker-every-5m-20261130T100001-ab12",
                "flocker-replace-20261130T100002-ab12",
                "flocker-scheduled-tomorrow",
                "flocker-scheduled-20261399T100002-ab12",
                "scheduled by me")
            .map(name -> new Version(name, name))
            .toList();

    assertThat(outdated(Map.of(YEARLY, 1), all)).isEmpty();
    List<Version> more = new ArrayList<>(all);
    more.addAll(scheduled("2026-11-30T11:00:00Z", "2026-11-30T11:30:00Z"));
    assertThat(outdated(Map.of(YEARLY, 1), more)).containsExactly(more.get(all.size()));
  }

  /** However often it is pruned on the way, in the end the same is there. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void pruningOftenComesToTheSameAsPruningOnce(long seed) {
    Random random = new Random(seed);
    Generations generations =
        new Generations(Map.of(HOURLY, 5, DAILY, 4, WEEKLY, 3, MONTHLY, 2, YEARLY, 2));
    List<Version> all = new ArrayList<>();
    List<Version> pruned = new ArrayList<>();
    Instant at = Instant.parse("2024-01-01T00:00:00Z");
    for (int i = 0; i < 500; i++) {
      at = at.plus(Duration.ofMinutes(10 + random.nextInt(5000)));
      Version taken = scheduled(at);
      all.add(taken);
      pruned.add(taken);
      if (random.nextInt(3) == 0) {
        pruned.removeAll(generations.outdated(pruned, at));
      }
    }
    pruned.removeAll(generations.outdated(pruned, at));
    all.removeAll(generations.outdated(all, at));

    assertThat(pruned).isEqualTo(all).hasSizeBetween(5, 16);
    assertThat(generations.outdated(pruned, at)).isEmpty();
  }

  private static List<Version> outdated(Map<Period, Integer> keep, List<Version> versions) {
    return new Generations(keep).outdated(versions, NOW);
  }

  static List<Version> scheduled(String... times) {
    return Stream.of(times).map(Instant::parse).map(GenerationsTest::scheduled).toList();
  }

  private static Version scheduled(Instant at) {
    return Snapshots.version("scheduled-", at);
  }
}
