package dev.flocker.cli.plan;

import dev.flocker.api.Ref;
import dev.flocker.cli.model.Selection;
import java.util.List;

/**
 * Data that is to be called otherwise, on its owner's node, where nobody has it open meanwhile, and
 * on all others that have a copy.
 *
 * @param was what it is called there until now
 * @param node its owner's
 * @param others nodes whose copies still are called so
 * @param want what it should be on its owner's node
 */
public record Rename(
    Ref ref, Ref was, String provider, String node, List<String> others, Record want) {

  public Rename {
    others = List.copyOf(others);
  }

  /** What becomes of it, for people. */
  String note() {
    return "renamed, it was " + was.name();
  }

  /** Whether a run may touch all nodes that it takes. */
  boolean within(Selection selection) {
    return selection.allows(node) && others.stream().allMatch(selection::allows);
  }
}
