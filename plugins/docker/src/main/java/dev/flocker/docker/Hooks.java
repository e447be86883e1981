package dev.flocker.docker;

import dev.flocker.api.node.Hooked.Moment;
import dev.flocker.api.schema.Doc;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is run in a container, and when. */
record Hooks(
    @Doc(
            "Before each snapshot of its volumes while it runs and is well, such as a flush. If it fails, none is taken.")
        Optional<Hook> beforeSnapshot,
    @Doc("After each of them, also if that failed.") Optional<Hook> afterSnapshot,
    @Doc(
            "Before it is stopped to be moved, replaced or removed, if it is well. If it fails, it is not stopped.")
        Optional<Hook> beforeStop,
    @Doc("Once it is well after a start by flocker. If it fails, the start has failed.")
        Optional<Hook> afterStart) {

  Optional<Hook> at(Moment moment) {
    return switch (moment) {
      case BEFORE_SNAPSHOT -> beforeSnapshot;
      case AFTER_SNAPSHOT -> afterSnapshot;
      case BEFORE_STOP -> beforeStop;
      case AFTER_START -> afterStart;
    };
  }

  static String key(Moment moment) {
    return moment.name().toLowerCase(Locale.ROOT);
  }

  /** As a playbook says it. */
  @Override
  public String toString() {
    List<String> said = new ArrayList<>();
    for (Moment moment : Moment.values()) {
      at(moment).ifPresent(hook -> said.add(key(moment) + ": " + hook));
    }
    return "{" + String.join(", ", said) + "}";
  }
}
