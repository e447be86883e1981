package dev.flocker.api;

import dev.flocker.api.value.AbsolutePath;
import dev.flocker.api.value.Port;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything declared, and where it belongs after this run. Pure: asking twice gives the same
 * answer.
 *
 * @since 0.1
 */
public interface Topology extends Claims {

  String project();

  /** The play's nodes, in inventory order. */
  List<NodeInfo> nodes();

  /**
   * @throws IllegalArgumentException if the inventory has no such node
   */
  NodeInfo node(String name);

  Optional<Declared<?>> declared(Ref ref);

  /** Those of the project that have a relation of this kind to a resource. */
  List<Ref> related(Relation.Kind kind, Ref to);

  /** Where a resource will be; empty if nothing declares it. */
  List<String> nodesOf(Ref ref);

  /**
   * The node that owns it as the nodes show it now; empty if none does, or before nodes were asked.
   */
  Optional<String> ownerOf(Ref ref);

  /** Whether a playbook wants it stopped: it is where it belongs, but does not run. */
  default boolean stopped(Ref ref) {
    return false;
  }

  /** The directory that a resource offers. */
  Optional<AbsolutePath> directoryOf(Ref ref);

  /** Every port of a resource that is claimed, declared or chosen: internal to claimed ones. */
  Map<Port, List<Port>> claimedBy(Ref ref);

  /** The variables that others offer to a resource. */
  Map<String, String> variablesFor(Ref ref);

  /** Names that a resource is to know, each with its IPv4 address. */
  Map<String, String> hostsFor(Ref ref);
}
