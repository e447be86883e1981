package dev.flocker.cli.state;

import dev.flocker.api.NodeInfo;
import dev.flocker.api.value.Port;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells who may use ports. A node lets the others in also for those whom they lead there: so it is
 * each node's own word that tells whether it may itself.
 *
 * @param seen all of one project
 * @param nodes of the inventory
 */
record Visitors(OnNodes seen, List<NodeInfo> nodes) {

  /** Those of a port on a node; none where nothing there decides on that. */
  List<String> of(Port port, String node) {
    return admitted(port, node)
        .map(ranges -> ranges.isEmpty() ? List.of(Opening.ANY) : named(ranges, port))
        .orElse(List.of());
  }

  /** What a node says, an empty list of whoever comes; empty if it was not seen or says nothing. */
  private Optional<List<String>> admitted(Port port, String node) {
    List<List<String>> said = seen.admitted(port, node);
    if (said.isEmpty()) {
      return Optional.empty();
    }
    boolean any = said.stream().anyMatch(List::isEmpty);
    return Optional.of(any ? List.of() : said.stream().flatMap(List::stream).distinct().toList());
  }

  /** Addresses of nodes by the nodes' names. */
  private List<String> named(List<String> ranges, Port port) {
    List<String> rest = new ArrayList<>(ranges);
    List<String> names = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (NodeInfo node : nodes) {
      if (rest.removeIf(range -> isOf(range, node))) {
        Optional<List<String>> own = admitted(port, node.name());
        if (own.isEmpty()) {
          unknown.add(Opening.MAYBE + node.name());
        } else if (own.get().isEmpty() || own.get().stream().anyMatch(range -> isOf(range, node))) {
          names.add(node.name());
        }
      }
    }
    boolean all = nodes.size() > 1 && names.size() == nodes.size();
    rest.addAll(0, all ? List.of(Opening.CLUSTER) : names);
    rest.addAll(unknown);
    return rest.isEmpty() ? List.of(Opening.NOBODY) : rest;
  }

  private static boolean isOf(String range, NodeInfo node) {
    return range.equals(node.address()) || range.equals(node.address() + "/32");
  }
}
