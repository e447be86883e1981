package dev.flocker.cli.compose;

import dev.flocker.api.value.Tree;
import dev.flocker.cli.yaml.Trees;
import java.util.Optional;

/** How many of a service there are: as many as nodes that it is on. */
final class Replicas {

  private final Remarks remarks;

  Replicas(Remarks remarks) {
    this.remarks = remarks;
  }

  /**
   * @param on empty if the play's host says it
   */
  void check(String subject, Tree.Mapping service, Optional<Tree> on) {
    Optional<Tree.Entry> scale = service.entry("scale");
    Tree deploy = service.get("deploy").orElse(null);
    Optional<Tree.Entry> replicas =
        deploy instanceof Tree.Mapping m ? m.entry("replicas") : Optional.empty();
    int nodes = on.map(o -> Math.max(1, Trees.items(o).size())).orElse(1);
    for (Tree.Entry e : scale.or(() -> replicas).stream().toList()) {
      if (!Trees.text(e.value()).equals(String.valueOf(nodes))) {
        remarks.notTaken(
            e.place(), subject, e.key(), "there is one on each node that \"on\" names");
      }
    }
  }
}
