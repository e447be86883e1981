package dev.flocker.cli.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Placement;
import dev.flocker.api.Ref;
import dev.flocker.api.Upkeep;
import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Version;
import dev.flocker.cli.move.Staying;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is due of volumes of one container. */
class DueTest {

  private static final Instant NOW = Instant.parse("2026-11-30T12:00:30Z");
  private static final Ref PG = new Ref("data", "pg");
  private static final Ref WAL = new Ref("data", "wal");
  private static final Optional<Upkeep.Snapshots> HOURLY =
      Optional.of(new Upkeep.Snapshots(Duration.ofHours(1), Map.of(Upkeep.Period.HOURLY, 2)));
  private static final Optional<Duration> FIVE = Optional.of(Duration.ofMinutes(5));
  private static final Version EARLIER = version("11:59:00");
  private static final Version LATER = version("12:00:10");

  @Test
  void theNewestOfTheScheduleOnItsOwnerDecides() {
    Version pushed = Snapshots.version("", NOW);
    Version mine = Snapshots.version("manual-", NOW);
    Version before = Snapshots.version("scheduled-", "2026-11-30T11:59:59Z");
    Version now = Snapshots.version("scheduled-", NOW);

    assertThat(due(subject(PG, HOURLY, FIVE, Snapshots.owner())).snapshots()).containsExactly(PG);
    assertThat(due(subject(PG, HOURLY, FIVE, Snapshots.owner(before, pushed, mine))).snapshots())
        .containsExactly(PG);
    assertThat(due(subject(PG, HOURLY, FIVE, Snapshots.owner(now, pushed))).snapshots()).isEmpty();
    assertThat(due(subject(PG, Optional.empty(), FIVE, Snapshots.owner())).snapshots()).isEmpty();
  }

  @Test
  void ifOneIsDueAllOfTheContainerAreTaken() {
    Subject done =
        subject(
            PG, HOURLY, Optional.empty(), Snapshots.owner(Snapshots.version("scheduled-", NOW)));
    Subject due = subject(WAL, HOURLY, Optional.empty(), Snapshots.owner());

    assertThat(Due.of(List.of(done, due), NOW).snapshots()).containsExactly(PG, WAL);
    assertThat(Due.of(List.of(done), NOW).isNothing()).isTrue();
  }

  @Test
  void aReplicaIsDueByTheNewestThatItHasOfItsOwner() {
    Copy owner = Snapshots.owner(EARLIER, LATER);

    assertThat(refreshed(owner, Snapshots.replica(EARLIER, LATER))).isEmpty();
    assertThat(refreshed(owner, Snapshots.replica(EARLIER))).containsExactly("n3");
    assertThat(refreshed(owner, Snapshots.replica(EARLIER, version("12:00:20"))))
        .as("what its owner does not have does not count")
        .containsExactly("n3");
    assertThat(due(subject(PG, Optional.empty(), FIVE, owner)).refreshes())
        .as("there is none yet")
        .containsKey("n3");
    assertThat(due(subject(PG, Optional.empty(), Optional.empty(), owner)).isNothing()).isTrue();
  }

  private static Set<String> refreshed(Copy owner, Copy replica) {
    return due(subject(PG, Optional.empty(), FIVE, owner, replica)).refreshes().keySet();
  }

  @Test
  void replicasOfOneContainerAreRefreshedTogether() {
    Copy owner = Snapshots.owner(EARLIER, LATER);
    Subject fresh = subject(PG, HOURLY, FIVE, owner, Snapshots.replica(EARLIER, LATER));
    Subject stale =
        subject(WAL, HOURLY, Optional.of(Duration.ofHours(9)), owner, Snapshots.replica(EARLIER));

    Due.Refresh both = Due.of(List.of(fresh, stale), NOW).refreshes().get("n3");
    assertThat(both).isEqualTo(new Due.Refresh(List.of(PG, WAL), Duration.ofMinutes(5)));
    Subject pair = subject(WAL, HOURLY, FIVE, owner, Snapshots.replica(EARLIER, LATER));
    assertThat(Due.of(List.of(fresh, pair), NOW).refreshes()).isEmpty();
  }

  @Test
  void whatStaysIsWhatIsNeededWhatTheScheduleKeepsAndTheNewestOfTheRest() {
    Version outdated = Snapshots.version("scheduled-", "2026-11-29T01:00:00Z");
    Version base = Snapshots.version("scheduled-", "2026-11-29T02:00:00Z");
    Version kept = Snapshots.version("scheduled-", "2026-11-30T11:00:00Z");
    Version last = Snapshots.version("scheduled-", "2026-11-30T12:00:00Z");
    List<Version> all = List.of(outdated, base, EARLIER, kept, last, LATER);

    assertThat(staying(all, base)).containsExactlyInAnyOrder(base, kept, last, LATER);
    assertThat(staying(all, base, LATER))
        .as("what is needed is not counted")
        .containsExactlyInAnyOrder(base, EARLIER, kept, last, LATER);
  }

  private static List<Version> staying(List<Version> all, Version... needed) {
    Set<String> guids = Stream.of(needed).map(Version::guid).collect(Collectors.toSet());
    Staying.Stay stay = subject(PG, HOURLY, FIVE, Snapshots.owner()).staying(NOW).of(all, guids);
    assertThat(stay.keep()).isZero();
    return all.stream().filter(v -> stay.guids().contains(v.guid())).toList();
  }

  private static Due due(Subject subject) {
    return Due.of(List.of(subject), NOW);
  }

  private static Subject subject(
      Ref ref,
      Optional<Upkeep.Snapshots> snapshots,
      Optional<Duration> refresh,
      Copy owner,
      Copy... replica) {
    Placement placement =
        new Placement(List.of("n1"), List.of("n3"), 1, new Upkeep(snapshots, refresh));
    return new Subject(
        ref, placement, owner, replica.length == 0 ? Map.of() : Map.of("n3", replica[0]));
  }

  private static Version version(String time) {
    return Snapshots.version("every-5m-", "2026-11-30T" + time + "Z");
  }
}
