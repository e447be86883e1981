package dev.flocker.cli.compose;

import dev.flocker.api.value.Place;
import dev.flocker.api.value.Problem;
import dev.flocker.api.value.Problems;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Says what is wrong, and what is otherwise than with Docker Compose; each thing once. */
final class Remarks {

  private final Problems problems;
  private final Consumer<String> notes;
  private final Set<Object> said = new HashSet<>();
  private boolean wrong;

  Remarks(Problems problems, Consumer<String> notes) {
    this.problems = problems;
    this.notes = notes;
  }

  void problem(Place place, String subject, String why, String remedy) {
    problem(new Problem(place, subject, why, remedy));
  }

  void problem(Problem problem) {
    wrong = true;
    if (said.add(problem)) {
      problems.add(problem);
    }
  }

  /** Whether there was a problem. */
  boolean wrong() {
    return wrong;
  }

  void note(Place place, String subject, String what) {
    String note = new Problem(place, subject, what, "").toString();
    if (said.add(note)) {
      notes.accept(note);
    }
  }

  void notTaken(Place place, String subject, String key, String why) {
    note(place, subject, key + " is not taken over: " + why);
  }
}
