package dev.flocker.cli.compose;

import dev.flocker.api.value.Port;
import dev.flocker.api.value.PortRange;
import dev.flocker.api.value.Protocol;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.yaml.Trees;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which of several ports one is published on: any that is free, by Docker Compose's rule. Here it
 * is the first that no service of the files names or has.
 */
final class FreePorts {

  private final Set<Port> taken = new HashSet<>();

  FreePorts(Translation t) {
    for (String service : t.running()) {
      for (Tree item : t.service(service).get("ports").map(Trees::items).orElse(List.of())) {
        List<Port> named =
            item instanceof Tree.Mapping m
                ? KnownPorts.in(Trees.text(m, "published") + "/" + Trees.text(m, "protocol"))
                : List.of();
        if (named.size() == 1) {
          taken.addAll(named);
        }
      }
    }
  }

  /** Each time another one; empty if none is left. */
  Optional<Port> of(PortRange range, Protocol protocol) {
    return range.of(protocol).stream().filter(taken::add).findFirst();
  }
}
