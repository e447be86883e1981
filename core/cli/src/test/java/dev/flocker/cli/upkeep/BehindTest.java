package dev.flocker.cli.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.node.Version;
import dev.flocker.api.value.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a replica is said to lag behind. */
class BehindTest {

  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
  private static final Version NINE = Snapshots.version("every-30m-", "2026-11-30T09:00:00Z");
  private static final Version NOON = Snapshots.version("", NOW);

  @Test
  void moreThanTwiceItsIntervalIsTooMuch() {
    assertThat(behind(NINE, "1h"))
        .map(Behind::text)
        .contains("its replica on n3 is 3 h behind, and is to be refreshed every 1h");
    assertThat(behind(NINE, "90m")).isEmpty();
    assertThat(behind(NOON, "1s")).isEmpty();
  }

  @Test
  void withoutAPlaybookWhatItWasRefreshedForCounts() {
    assertThat(behind(NINE, "")).map(Behind::every).contains(Duration.ofMinutes(30));
    assertThat(behind(Snapshots.version("", "2020-11-30T09:00:00Z"), "")).isEmpty();
  }

  @Test
  void whatHasNothingOfItsOwnerIsNotCompared() {
    assertThat(Behind.of("n3", Snapshots.owner(), Snapshots.replica(NINE), Optional.empty(), NOW))
        .isEmpty();
  }

  private static Optional<Behind> behind(Version newest, String every) {
    Optional<Duration> wanted =
        every.isEmpty() ? Optional.empty() : Optional.of(Durations.parse(every));
    return Behind.of("n3", Snapshots.owner(newest, NOON), Snapshots.replica(newest), wanted, NOW);
  }
}
