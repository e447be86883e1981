package dev.flocker.cli.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When something is due again. */
class IntervalTest {

  @ParameterizedTest
  @CsvSource({
    // last, now, due
    "10:00:02, 10:59:59, false",
    "10:00:02, 11:00:00, true", // not 11:00:02: a pass a moment too early puts nothing off
    "10:59:59, 11:00:00, true",
    "10:00:00, 10:00:00, false",
    "10:00:00, 23:00:00, true", // once, however many were missed
    "11:00:03, 10:59:59, false", // another machine's clock is a little ahead
    "12:30:00, 11:30:00, true", // this one was far ahead when it was done last
  })
  void isDueOnceAnInterval(String last, String now, boolean due) {
    Interval interval = new Interval(Duration.ofHours(1));

    assertThat(interval.isDue(at(last), at(now))).isEqualTo(due);
  }

  private static Instant at(String time) {
    return Instant.parse("2026-11-30T" + time + "Z");
  }
}
