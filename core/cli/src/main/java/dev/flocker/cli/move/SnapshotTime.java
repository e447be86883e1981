package dev.flocker.cli.move;

import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Version;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When snapshots were taken, as their names say. */
public final class SnapshotTime {

  private static final Pattern LABEL = Pattern.compile("([0-9]{8}T[0-9]{6})-[0-9a-f]{4}$");

  private SnapshotTime() {}

  /**
   * That of a copy's newest one.
   *
   * @return empty if it has none, or its name does not end with a {@link Replication#label}
   */
  public static Optional<Instant> newest(Copy copy) {
    return copy.newest().map(Version::snapshot).flatMap(SnapshotTime::of);
  }

  private static Optional<Instant> of(String snapshot) {
    Matcher m = LABEL.matcher(snapshot);
    try {
      return m.find()
          ? Optional.of(Replication.TIME.parse(m.group(1), Instant::from))
          : Optional.empty();
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
