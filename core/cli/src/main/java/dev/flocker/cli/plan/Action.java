package dev.flocker.cli.plan;

import dev.flocker.api.Diff;
import dev.flocker.api.Ref;
import java.util.List;

/**
 * One line of a plan: a resource and what becomes of it.
 *
 * @param nodes where; for a move where it comes from
 * @param to for a move where it goes; else empty
 * @param diff attribute by attribute, where there is something to compare
 * @param note why, or what more there is to say; may be empty
 */
public record Action(
    Kind kind, Ref ref, List<String> nodes, List<String> to, Diff diff, String note) {

  /** What becomes of a resource. */
  public enum Kind {
    CREATE('+'),
    UPDATE('~'),
    REPLACE('~'),
    /** It is as declared, but does not run. */
    START('~'),
    /** It is as declared, but runs, and is to be stopped. */
    STOP('~'),
    REMOVE('-'),
    MOVE('>'),
    /** A copy is made, or a newer state is brought to one. */
    PUSH('+');

    private final char symbol;

    Kind(char symbol) {
      this.symbol = symbol;
    }

    public char symbol() {
      return symbol;
    }
  }
}
