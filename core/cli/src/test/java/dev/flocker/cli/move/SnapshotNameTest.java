package dev.flocker.cli.move;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.node.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a snapshot's name says. */
class SnapshotNameTest {

  @Test
  void readsWhatItWrites() {
    assertThat(of("flocker-" + SnapshotName.labelOfSchedule()).orElseThrow().scheduled()).isTrue();
    SnapshotName refresh =
        of("flocker-" + SnapshotName.labelOfRefresh(Duration.ofMinutes(90))).orElseThrow();
    assertThat(refresh.every()).contains(Duration.ofMinutes(90));
    assertThat(refresh.scheduled()).isFalse();
    assertThat(of("flocker-20261130T120001-0a1b"))
        .contains(new SnapshotName(Instant.parse("2026-11-30T12:00:01Z"), false, Optional.empty()));
  }

  @Test
  void takesNothingElseForItsOwn() {
    for (String name :
        new String[] {
          "flocker-" + Retention.BY_HAND + Replication.label(),
          "flocker-scheduled-20261330T120001-0a1b",
          "flocker-scheduled-20261130T120001-0a1b-copy",
          "flocker-every-5x-20261130T1200-0a1b",
          "flocker-before-rollback-1790000000000",
          "scheduled-by-me",
          ""
        }) {
      assertThat(of(name)).as(name).isEmpty();
    }
  }

  private static Optional<SnapshotName> of(String name) {
    return SnapshotName.of(new Version(name, "1"));
  }
}
