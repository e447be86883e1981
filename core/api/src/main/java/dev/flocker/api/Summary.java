package dev.flocker.api;

import dev.flocker.api.value.OneLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a person who looks at a resource wants to see of it on one node.
 *
 * @param grade how it is, at a glance
 * @param status a word or a few, such as {@code healthy}; empty where there is nothing to say
 * @param facts what matters most first; at most {@link #MOST}
 * @since 0.1
 */
public record Summary(Grade grade, String status, List<Fact> facts) {

  /** Nothing to say. */
  public static final Summary NONE = new Summary(Grade.OK, "", List.of());

  /** Facts beyond these are left out. */
  public static final int MOST = 30;

  /**
   * From the best to the worst.
   *
   * @since 0.1
   */
  public enum Grade {
    OK,
    /** Not as usual, though it may be meant so, or pass. */
    ATTENTION,
    BAD;

    /** The worse of the two. */
    public Grade and(Grade other) {
      return compareTo(other) >= 0 ? this : other;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Summary {
    status = OneLine.of(status);
    facts = facts.stream().limit(MOST).toList();
  }

  /** Of what is well, and of which there is nothing else to say. */
  public static Summary of(Fact... facts) {
    return new Summary(Grade.OK, "", List.of(facts));
  }

  /** One after the other: the facts of both, the worse grade, and what the second has to say. */
  public Summary and(Summary later) {
    List<Fact> all = new ArrayList<>(facts);
    all.addAll(later.facts);
    return new Summary(grade.and(later.grade), later.status.isEmpty() ? status : later.status, all);
  }
}
