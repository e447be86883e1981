package dev.flocker.cli.state;

import dev.flocker.api.Ref;
import dev.flocker.api.Summary.Grade;
import java.util.List;

/**
 * A resource, and what each node shows of it.
 *
 * @param instances by node's name; at least one
 */
public record Resource(Ref ref, List<Instance> instances) {

  /** As bad as the worst of them. */
  public Grade grade() {
    return instances.stream().map(Instance::grade).reduce(Grade.OK, Grade::and);
  }

  /** Whether it is well everywhere, and nothing of it is worth a line. */
  public boolean isQuiet() {
    return instances.stream().allMatch(Instance::isQuiet);
  }

  boolean holdsData() {
    return instances.stream().anyMatch(one -> one.copy().isPresent());
  }

  public List<String> nodes() {
    return instances.stream().map(Instance::node).toList();
  }
}
