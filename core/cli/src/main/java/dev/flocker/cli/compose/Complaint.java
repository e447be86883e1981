package dev.flocker.cli.compose;

import dev.flocker.api.value.Problem;
import dev.flocker.api.value.Tree;

/**
 * Told what of a value cannot be read, or means something else than its author may think.
 *
 * @param subject whose value it is
 */
record Complaint(Remarks remarks, String subject) {

  void about(Tree written, String why, String remedy) {
    remarks.problem(written.place(), subject, why, remedy);
  }

  /** What an {@code IllegalArgumentException("cause; remedy")} says. */
  void about(Tree written, IllegalArgumentException e) {
    remarks.problem(Problem.of(written.place(), subject, e));
  }

  void note(Tree written, String what) {
    remarks.note(written.place(), subject, what);
  }
}
