package dev.flocker.cli.model;

import dev.flocker.api.ResourceType;
import java.util.List;
import java.util.Locale;

/** What a playbook may say of a resource's {@code state}. */
public enum Presence {
  PRESENT,
  ABSENT,
  /** The same as present, of what can be stopped. */
  RUNNING,
  STOPPED;

  private static final List<String> ALWAYS = List.of(PRESENT.word(), ABSENT.word());
  private static final List<String> RUNS =
      List.of(PRESENT.word(), RUNNING.word(), STOPPED.word(), ABSENT.word());

  /** As it is written. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What may be said of a type of resource. */
  public static List<String> words(ResourceType<?, ?> type) {
    return type.stoppable() ? RUNS : ALWAYS;
  }
}
