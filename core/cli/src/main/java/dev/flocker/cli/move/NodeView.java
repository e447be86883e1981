package dev.flocker.cli.move;

import dev.flocker.api.node.Copy;
import java.util.Optional;

/** What a run knows of one volume on one node of the inventory. */
public sealed interface NodeView {

  /** As the inventory calls it. */
  String node();

  /**
   * The node was asked.
   *
   * @param id its machine id, as records name it
   * @param copy empty if it has none
   */
  record Seen(String node, String id, Optional<Copy> copy) implements NodeView {}

  /** The node could not be asked: it may have anything. */
  record Unreachable(String node) implements NodeView {}
}
