package dev.flocker.cli.compose;

import dev.flocker.api.value.Tree;
import org.jspecify.annotations.Nullable;

/** Brings one value, in whichever form it is written, into the long form of its key. */
@FunctionalInterface
interface Form {

  /**
   * @return null if nothing is left of it
   */
  @Nullable Tree of(Tree written, Complaint complaint);
}
