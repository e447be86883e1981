package dev.flocker.cli.command;

import dev.flocker.cli.run.Report;
import dev.flocker.cli.run.Report.Outcome;
import dev.flocker.cli.session.NodeTrouble;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** How a command can end; where several are true the first of these is its exit code. */
public enum Exit {
  INTERRUPTED(130, "interrupted; what was and was not done is said"),
  OWN_FAULT(70, "a fault of flocker's own"),
  LOCKED(6, "another run holds the lock of a node"),
  PLUGIN_AT_FAULT(5, "a plugin is at fault"),
  UNREACHABLE(4, "a node could not be reached; the others went on where that was safe"),
  WRONG_INPUT(3, "the playbook, inventory or command line is wrong; no node was contacted"),
  FAILED(1, "a resource failed"),
  CHANGES(2, "--check --exit-code found changes"),
  DONE(0, "done, or nothing to do");

  private final int code;
  private final String meaning;

  Exit(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  public int code() {
    return code;
  }

  public String meaning() {
    return meaning;
  }

  /** The one that counts, where both are true. */
  public Exit or(Exit other) {
    return compareTo(other) <= 0 ? this : other;
  }

  /**
   * How a run ends.
   *
   * @param troubles with nodes, those of reports aside
   * @param changesMatter whether changes that were only found make a difference
   */
  public static Exit of(
      List<Report> reports, Collection<NodeTrouble> troubles, boolean changesMatter) {
    Set<Exit> ends = EnumSet.of(DONE);
    troubles.forEach(t -> ends.add(of(t)));
    for (Report report : reports) {
      report.troubles().values().forEach(t -> ends.add(of(t)));
      if (report.interrupted()) {
        ends.add(INTERRUPTED);
      }
      if (report.count(Outcome.UNREACHABLE) > 0) {
        ends.add(UNREACHABLE);
      }
      if (report.count(Outcome.FAILED) > 0 && report.troubles().isEmpty()) {
        ends.add(FAILED);
      }
      if (changesMatter && report.count(Outcome.PENDING) > 0) {
        ends.add(CHANGES);
      }
    }
    return ends.iterator().next();
  }

  public static Exit of(NodeTrouble trouble) {
    return switch (trouble) {
      case NodeTrouble.Cancelled c -> INTERRUPTED;
      case NodeTrouble.Broken b -> OWN_FAULT;
      case NodeTrouble.LockHeld l -> LOCKED;
      case NodeTrouble.PluginAtFault p -> PLUGIN_AT_FAULT;
      case NodeTrouble.Unreachable u -> UNREACHABLE;
      case NodeTrouble.StepFailed s -> FAILED;
    };
  }
}
