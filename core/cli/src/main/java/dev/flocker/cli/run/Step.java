package dev.flocker.cli.run;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Progress;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A node of the graph.
 *
 * @param title what it does, in a person's words
 * @param about the resources that have failed if it fails
 * @param nodes that it works on
 * @param work what it does
 */
record Step(String title, Set<Ref> about, List<String> nodes, Work work) {

  /** The work of a step. */
  interface Work {

    /** Throws a {@code NodeTrouble} if it cannot be done. */
    void run(Progress progress);

    /**
     * Called instead of {@link #run} when something that it needs has failed: puts back what was
     * taken apart for it.
     *
     * @return what of that a person should know; empty if it goes without saying
     */
    default Optional<String> abandon() {
      return Optional.empty();
    }
  }

  /** A step is one by itself, however alike two may look. */
  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
