package dev.flocker.cli.plan;

import dev.flocker.api.Declared;
import dev.flocker.api.NodeInfo;
import dev.flocker.api.Ref;
import dev.flocker.api.Relation;
import dev.flocker.api.Topology;
import dev.flocker.api.value.AbsolutePath;
import dev.flocker.api.value.Port;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A topology in which one resource is not on some of its nodes, for a while.
 *
 * @param all with it there
 * @param past the nodes
 */
public record Bypass(Topology all, Ref ref, Set<String> past) implements Topology {

  @Override
  public List<String> nodesOf(Ref of) {
    List<String> nodes = all.nodesOf(of);
    return of.equals(ref) ? nodes.stream().filter(n -> !past.contains(n)).toList() : nodes;
  }

  @Override
  public String project() {
    return all.project();
  }

  @Override
  public List<NodeInfo> nodes() {
    return all.nodes();
  }

  @Override
  public NodeInfo node(String name) {
    return all.node(name);
  }

  @Override
  public Optional<Declared<?>> declared(Ref of) {
    return all.declared(of);
  }

  @Override
  public List<Ref> related(Relation.Kind kind, Ref to) {
    return all.related(kind, to);
  }

  @Override
  public Optional<String> ownerOf(Ref of) {
    return all.ownerOf(of);
  }

  @Override
  public boolean stopped(Ref of) {
    return all.stopped(of);
  }

  @Override
  public Optional<AbsolutePath> directoryOf(Ref of) {
    return all.directoryOf(of);
  }

  @Override
  public Map<Port, List<Port>> claimedBy(Ref of) {
    return all.claimedBy(of);
  }

  @Override
  public Map<String, String> variablesFor(Ref of) {
    return all.variablesFor(of);
  }

  @Override
  public Map<String, String> hostsFor(Ref of) {
    return all.hostsFor(of);
  }

  @Override
  public Port portOf(Ref target, Port internal) {
    return all.portOf(target, internal);
  }
}
