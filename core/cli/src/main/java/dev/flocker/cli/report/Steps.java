package dev.flocker.cli.report;

import java.util.Locale;

/** What is said of a step. Pure. */
final class Steps {

  private Steps() {}

  static String title(Page.Step step) {
    StringBuilder title = new StringBuilder(step.title());
    if (!step.nodes().isEmpty()) {
      title.append(" on ").append(String.join(", ", step.nodes()));
    }
    title.append(": ").append(state(step));
    return step.detail().isEmpty() ? title.toString() : title + "\n" + step.detail();
  }

  /** {@code done in 340 ms}. */
  static String state(Page.Step step) {
    return switch (step.state()) {
      case WAITING -> "not begun";
      case DONE -> "done in " + duration(step);
      case FAILED -> "failed after " + duration(step);
      case SKIPPED -> "left out";
    };
  }

  static String where(Page.Step step) {
    String nodes = String.join(", ", step.nodes());
    String how =
        switch (step.state()) {
          case WAITING -> "";
          case DONE -> duration(step);
          case FAILED, SKIPPED -> step.state().name().toLowerCase(Locale.ROOT);
        };
    return nodes + (nodes.isEmpty() || how.isEmpty() ? "" : " · ") + how;
  }

  static String duration(Page.Step step) {
    return Words.duration(step.to() - step.from());
  }
}
