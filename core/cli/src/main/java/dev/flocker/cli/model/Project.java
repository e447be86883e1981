package dev.flocker.cli.model;

import dev.flocker.api.NodeInfo;
import dev.flocker.api.value.Place;
import java.util.List;

/**
 * All plays of one project, merged.
 *
 * @param title the name of its first play, for output
 * @param nodes that its plays span, in inventory order
 * @param items in the order written
 * @param place of its first play
 */
public record Project(
    String name, String title, List<NodeInfo> nodes, List<Item> items, Place place) {

  /** The same with other resources. */
  public Project with(List<Item> others) {
    return new Project(name, title, nodes, others, place);
  }
}
