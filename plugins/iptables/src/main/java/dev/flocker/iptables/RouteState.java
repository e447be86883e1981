package dev.flocker.iptables;

import dev.flocker.api.schema.Doc;
import dev.flocker.api.value.Port;
import java.util.List;
import java.util.Optional;

/**
 * A route as a node shows it.
 *
 * @param targets IPv4 addresses of the nodes that it leads to; empty on a node that holds the
 *     container itself, where Docker publishes the port
 * @param sources ranges that may use it, sorted; empty if everyone may
 * @param processes whether the node's own processes may
 * @param containers whether the node's containers may
 * @param barred IPv4 addresses of the other nodes, whose port this node's processes and containers
 *     may not dial themselves. They would not be told from those that this node leads there, which
 *     seem to come from it
 * @param internal the container's own port, which nobody may dial from outside past the route;
 *     empty if everyone may use the route
 * @param own the node's own IPv4 address, where the node's containers come by it to Docker's proxy
 *     by UDP; empty if they do not
 * @param complete whether every rule of it is in its place
 */
record RouteState(
    @Doc("The port.") Port port,
    @Doc("Where it leads.") List<String> targets,
    @Doc("Who may use it.") List<Source> sources,
    @Doc("Whether the node's own processes may.") boolean processes,
    @Doc("Whether the node's containers may.") boolean containers,
    @Doc("Where they may not go themselves.") List<String> barred,
    @Doc("The port of the container.") Optional<Port> internal,
    @Doc("Where the node's containers come by UDP.") Optional<String> own,
    @Doc("Whether no rule is missing.") boolean complete) {

  RouteState {
    targets = List.copyOf(targets);
    sources = List.copyOf(sources);
    barred = List.copyOf(barred);
  }

  /** One that no container of the node's comes to by UDP and Docker's proxy. */
  RouteState(
      Port port,
      List<String> targets,
      List<Source> sources,
      boolean processes,
      boolean containers,
      List<String> barred,
      Optional<Port> internal,
      boolean complete) {
    this(
        port,
        targets,
        sources,
        processes,
        containers,
        barred,
        internal,
        Optional.empty(),
        complete);
  }

  /**
   * A route that the node and its containers may use.
   *
   * @param sources ranges that may; empty for everyone
   */
  static RouteState open(Port port, List<String> targets, List<Source> sources) {
    return new RouteState(port, targets, sources, true, true, List.of(), Optional.empty(), true);
  }

  /** For the same visitors, but on to where the route leads as yet. */
  RouteState leadingTo(List<String> places) {
    return new RouteState(
        port, places, sources, processes, containers, barred, internal, own, complete);
  }

  /** For the same visitors, on to other places, wherever the node's containers came by before. */
  RouteState ledTo(List<String> places) {
    return new RouteState(
        port, places, sources, processes, containers, barred, internal, Optional.empty(), complete);
  }

  /**
   * With the address by which the node's containers come to the port; they are told by it from
   * those who come from outside.
   */
  RouteState at(String address) {
    return new RouteState(
        port,
        targets,
        sources,
        processes,
        containers,
        barred,
        internal,
        Optional.of(address),
        complete);
  }

  /**
   * Who may use it, for people: without what lies in a wider range. Other nodes are among them, be
   * it only for whom they lead here.
   */
  List<String> admitted() {
    return sources.stream()
        .filter(s -> sources.stream().noneMatch(wider -> wider.isWiderThan(s)))
        .map(Source::text)
        .toList();
  }

  RouteState incomplete() {
    return new RouteState(
        port, targets, sources, processes, containers, barred, internal, own, false);
  }
}
