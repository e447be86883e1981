package dev.flocker.cli.command.see;

import dev.flocker.cli.plan.Sight;
import java.util.List;

/**
 * What is said of where a line is from: {@code web@n1}, with the project where that is not plain.
 */
public final class SourceNames {

  private SourceNames() {}

  public static List<String> of(List<Sight> sights) {
    return sights.stream().map(s -> of(s, sights) + "@" + s.node()).toList();
  }

  private static String of(Sight sight, List<Sight> all) {
    String name = sight.ref().name();
    boolean plain =
        all.stream()
            .filter(s -> s.ref().name().equals(name))
            .allMatch(s -> s.project().equals(sight.project()));
    return plain ? name : sight.project().orElse("") + "/" + name;
  }
}
