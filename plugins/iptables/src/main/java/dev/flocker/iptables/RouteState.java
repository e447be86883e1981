package dev.flocker.iptables;

import dev.flocker.api.schema.Doc;
import dev.flocker.api.value.Port;
import java.util.List;

/**
 * A route as a node shows it.
 *
 * @param targets IPv4 addresses of the nodes that it leads to; empty on a node that holds the
 *     container itself, where Docker publishes the port
 * @param sources ranges that may use it, sorted; empty if everyone may
 * @param complete whether every rule of it is in its place
 */
record RouteState(
    @Doc("The port.") Port port,
    @Doc("Where it leads.") List<String> targets,
    @Doc("Who may use it.") List<Source> sources,
    @Doc("Whether no rule is missing.") boolean complete) {

  RouteState {
    targets = List.copyOf(targets);
    sources = List.copyOf(sources);
  }
}
