package dev.flocker.cli.backup;

import dev.flocker.cli.session.NodeTrouble;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads all backups of a volume, and tells which could be restored. */
public final class Checking {

  /**
   * What one is worth.
   *
   * @param flaw why it could not be restored; empty if it could
   */
  public record Finding(Backup backup, String flaw) {}

  private Checking() {}

  /**
   * @throws NodeTrouble.Cancelled if this thread was interrupted
   */
  public static List<Finding> of(Manifest manifest) {
    List<Finding> findings = new ArrayList<>();
    Set<String> good = new HashSet<>();
    for (Backup backup : manifest.backups()) {
      String flaw = flaw(manifest, backup, good);
      if (flaw.isEmpty()) {
        good.add(backup.id());
      }
      findings.add(new Finding(backup, flaw));
    }
    return findings;
  }

  private static String flaw(Manifest manifest, Backup backup, Set<String> good) {
    if (!manifest.isWhole(backup.id())) {
      return "it is not all there any more";
    }
    if (!backup.base().map(good::contains).orElse(true)) {
      return "what it builds upon, " + backup.base().orElse("") + ", is not as it was written";
    }
    try {
      Restoring.checked(manifest, backup);
      return "";
    } catch (NodeTrouble.StepFailed e) {
      return e.why();
    }
  }
}
