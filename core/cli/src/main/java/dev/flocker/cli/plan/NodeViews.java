package dev.flocker.cli.plan;

import dev.flocker.api.Ref;
import dev.flocker.cli.move.NodeView;
import java.util.ArrayList;
import java.util.List;

/** What all nodes show of one resource that holds data. */
public final class NodeViews {

  private NodeViews() {}

  /** One for every node: a node where a provider could not look counts as not seen. */
  public static List<NodeView> of(Sights sights, Ref ref, String project) {
    List<NodeView> views = new ArrayList<>();
    sights.unreachable().keySet().forEach(n -> views.add(new NodeView.Unreachable(n)));
    sights
        .facts()
        .forEach(
            (node, facts) ->
                views.add(
                    blind(sights, node, ref.type())
                        ? new NodeView.Unreachable(node)
                        : new NodeView.Seen(
                            node, facts.id(), sights.at(ref, node, project).flatMap(Sight::copy))));
    return views;
  }

  private static boolean blind(Sights sights, String node, String type) {
    return sights.blind().keySet().stream()
        .anyMatch(w -> w.node().equals(node) && w.type().equals(type));
  }
}
