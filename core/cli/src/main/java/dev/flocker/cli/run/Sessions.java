package dev.flocker.cli.run;

import dev.flocker.cli.session.NodeSession;
import dev.flocker.cli.session.NodeTrouble;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** The nodes that this run has a conversation with. */
public record Sessions(Map<String, NodeSession> byNode) {

  /**
   * @throws NodeTrouble.Unreachable if there is none with this node
   */
  NodeSession of(String node) {
    NodeSession session = byNode.get(node);
    if (session == null) {
      throw new NodeTrouble.Unreachable(node, "could not be reached when the run began", "");
    }
    return session;
  }

  Collection<NodeSession> all() {
    return byNode.values();
  }

  Sessions and(Map<String, NodeSession> more) {
    Map<String, NodeSession> all = new LinkedHashMap<>(byNode);
    all.putAll(more);
    return new Sessions(all);
  }
}
