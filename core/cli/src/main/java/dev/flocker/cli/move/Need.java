package dev.flocker.cli.move;

/**
 * What a snapshot stays for, whatever is pruned.
 *
 * @param whose the node of a copy that builds upon it, or the mark of a backup target; empty else
 */
public record Need(Kind kind, String whose) {

  /** Who needs it. */
  public enum Kind {
    COPY,
    HANDOFF,
    BACKUP,
    PERSON
  }

  /** For a person, after {@code for}. */
  public String words() {
    return switch (kind) {
      case COPY -> "the copy on " + whose;
      case HANDOFF -> "a handoff";
      case BACKUP -> "backup target " + whose;
      case PERSON -> "who took it by hand";
    };
  }
}
