package dev.flocker.cli.command;

import dev.flocker.api.value.Place;
import dev.flocker.api.value.Problem;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The order in which problems are shown: that of their places. */
public final class Sorted {

  private static final Comparator<Place> BY_PLACE =
      Comparator.comparing(Place::file)
          .thenComparingInt(Place::line)
          .thenComparingInt(Place::column);

  private Sorted() {}

  /** Each once. */
  public static List<Problem> of(Collection<Problem> problems) {
    return problems.stream()
        .distinct()
        .sorted(Comparator.comparing(Problem::place, BY_PLACE).thenComparing(Problem::toString))
        .toList();
  }
}
