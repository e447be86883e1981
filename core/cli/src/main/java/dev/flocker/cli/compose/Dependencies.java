package dev.flocker.cli.compose;

import dev.flocker.api.value.Tree;
import dev.flocker.cli.yaml.Trees;
import java.util.List;

/** Which services have to be well, or done, before another one starts. */
final class Dependencies {

  private static final String COMPLETED = "service_completed_successfully";

  private final Translation t;

  Dependencies(Translation translation) {
    this.t = translation;
  }

  void into(Draft draft, String service, Tree.Mapping of) {
    String subject = "service " + service + ": depends_on";
    for (Tree.Entry e : on(of)) {
      if (!(e.value() instanceof Tree.Mapping m) || !t.running().contains(e.key())) {
        continue;
      }
      draft.add("depends_on", Trees.scalar(e.place(), t.names().of(e.key())));
      m.entry("restart")
          .filter(r -> Values.isBool(Trees.text(r.value())) && Values.bool(Trees.text(r.value())))
          .ifPresent(
              r ->
                  t.remarks()
                      .notTaken(r.place(), subject, "restart", "only the one itself starts again"));
    }
    if (isAwaited(service)) {
      draft.put(
          "health",
          of.place(),
          new Trees(of.place()).with("completed", Trees.plain(of.place(), "true")).mapping());
    }
  }

  /** Whether another one waits until it has ended. */
  boolean isAwaited(String service) {
    return t.running().stream()
        .flatMap(other -> on(t.service(other)).stream())
        .anyMatch(
            e ->
                e.key().equals(service)
                    && e.value() instanceof Tree.Mapping m
                    && Trees.text(m, "condition").equals(COMPLETED));
  }

  /** What a service depends on, by its names. */
  static List<Tree.Entry> on(Tree.Mapping service) {
    return service.get("depends_on").map(Trees::entries).orElse(List.of());
  }
}
