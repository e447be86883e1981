package dev.flocker.cli.fake;

import dev.flocker.api.Declared;
import dev.flocker.api.Implied;
import dev.flocker.api.NodeInfo;
import dev.flocker.api.Placement;
import dev.flocker.api.Ref;
import dev.flocker.api.Relation;
import dev.flocker.api.Topology;
import dev.flocker.api.value.Port;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Leads to what claims its port. */
final class PathType extends FakeType<PathType.Path, PathType.PathState> {

  record Path(Port port, Optional<String> to, Optional<String> from) {}

  record PathState(Port port, List<String> targets) {}

  PathType() {
    super("path", Path.class, PathState.class, "targets");
  }

  @Override
  public String nameOf(Path spec) {
    return spec.port().toString();
  }

  @Override
  public List<Relation> relations(Path spec) {
    return spec.to().map(t -> new Relation(Relation.Kind.LEADS_TO, Ref.parse(t))).stream().toList();
  }

  @Override
  public Optional<Implied> forClaim(Ref target, Port claimed, boolean clusterOnly) {
    Map<String, Object> spec =
        clusterOnly
            ? Map.of("port", claimed.toString(), "to", target.toString(), "from", "cluster")
            : Map.of("port", claimed.toString(), "to", target.toString());
    return Optional.of(new Implied(new Ref("path", claimed.toString()), spec, true));
  }

  @Override
  public Placement place(Declared<Path> declared, Topology topology) {
    return Placement.on(topology.nodes().stream().map(n -> n.name()).toList());
  }

  @Override
  public PathState desired(Declared<Path> declared, String node, Topology topology) {
    List<String> targets = topology.nodesOf(Ref.parse(declared.spec().to().orElseThrow()));
    return new PathState(declared.spec().port(), targets);
  }

  @Override
  public List<Port> leadsTo(PathState state) {
    return List.of(state.port());
  }

  @Override
  public List<NodeInfo> ledTo(PathState have, NodeInfo node, List<NodeInfo> holders) {
    return holders.stream().filter(h -> have.targets().contains(h.name())).toList();
  }

  @Override
  public PathState leadingTo(PathState have, NodeInfo node, List<NodeInfo> holders) {
    return new PathState(have.port(), holders.stream().map(NodeInfo::name).toList());
  }
}
