package dev.flocker.cli.move;

import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Version;
import dev.flocker.api.value.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a snapshot was taken, and why, as its name says. A name is all that goes with a snapshot to
 * other nodes, whatever holds the data.
 *
 * @param at by the clock of who ordered it, to the second
 * @param scheduled whether a schedule wanted it
 * @param every how often replicas are to be refreshed, if it was taken for that
 */
public record SnapshotName(Instant at, boolean scheduled, Optional<Duration> every) {

  private static final Pattern LABEL = Pattern.compile("([0-9]{8}T[0-9]{6})-[0-9a-f]{4}$");
  private static final String SCHEDULED = "scheduled-";
  private static final String EVERY = "every-";
  private static final Pattern NAME =
      Pattern.compile(
          "(?:.*?-)?(?:(%s)|%s([0-9smh]{2,40})-)?([0-9]{8}T[0-9]{6})-[0-9a-f]{4}"
              .formatted(SCHEDULED, EVERY));

  /** A name for a snapshot that a schedule wants. */
  public static String labelOfSchedule() {
    return SCHEDULED + Replication.label();
  }

  /** A name for one that brings replicas up to their owner. */
  public static String labelOfRefresh(Duration every) {
    return EVERY + Durations.format(every) + "-" + Replication.label();
  }

  /** Empty for one that a person asked for, and for one whose name is not flocker's. */
  public static Optional<SnapshotName> of(Version version) {
    Matcher name = NAME.matcher(version.snapshot());
    if (version.snapshot().contains(Retention.BY_HAND) || !name.matches()) {
      return Optional.empty();
    }
    try {
      Instant at = Replication.TIME.parse(name.group(3), Instant::from);
      Optional<Duration> every = Optional.ofNullable(name.group(2)).map(Durations::parse);
      return Optional.of(new SnapshotName(at, name.group(1) != null, every));
    } catch (DateTimeParseException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * When a copy's newest snapshot was taken, whoever asked for it.
   *
   * @return empty if it has none, or its name does not end with a {@link Replication#label}
   */
  public static Optional<Instant> newest(Copy copy) {
    return copy.newest().map(Version::snapshot).flatMap(SnapshotName::time);
  }

  private static Optional<Instant> time(String snapshot) {
    Matcher label = LABEL.matcher(snapshot);
    try {
      return label.find()
          ? Optional.of(Replication.TIME.parse(label.group(1), Instant::from))
          : Optional.empty();
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  static boolean isScheduled(Version version) {
    return of(version).filter(SnapshotName::scheduled).isPresent();
  }
}
