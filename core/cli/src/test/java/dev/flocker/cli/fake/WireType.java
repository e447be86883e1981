package dev.flocker.cli.fake;

import dev.flocker.api.Claims;
import dev.flocker.api.Declared;
import dev.flocker.api.Implied;
import dev.flocker.api.Placement;
import dev.flocker.api.Ref;
import dev.flocker.api.Relation;
import dev.flocker.api.Topology;
import dev.flocker.api.value.Port;
import java.util.List;
import java.util.Map;

/** From one app to another. */
final class WireType extends FakeType<WireType.Wire, WireType.WireState> {

  record Wire(String from, String to, Port port) {}

  record WireState(String from, Port claimed) {}

  WireType() {
    super("wire", Wire.class, WireState.class, "claimed");
  }

  @Override
  public String nameOf(Wire spec) {
    return spec.from() + ":" + spec.port();
  }

  @Override
  public List<Relation> relations(Wire spec) {
    return List.of(
        new Relation(Relation.Kind.ATTACHES, new Ref("app", spec.from())),
        new Relation(Relation.Kind.REACHES, new Ref("app", spec.to())));
  }

  @Override
  public List<Relation> relationsSeen(Ref ref, WireState state) {
    return List.of(new Relation(Relation.Kind.ATTACHES, new Ref("app", state.from())));
  }

  @Override
  public List<Implied> implied(Wire spec, String project, Claims claims) {
    claims.portOf(new Ref("app", spec.to()), spec.port());
    return List.of(new Implied(new Ref("guard", spec.from()), Map.of("app", spec.from()), true));
  }

  @Override
  public Placement place(Declared<Wire> declared, Topology topology) {
    return Placement.on(topology.nodesOf(new Ref("app", declared.spec().from())));
  }

  @Override
  public WireState desired(Declared<Wire> declared, String node, Topology topology) {
    return new WireState(
        declared.spec().from(),
        topology.portOf(new Ref("app", declared.spec().to()), declared.spec().port()));
  }

  @Override
  public List<Port> leadsTo(WireState state) {
    return List.of(state.claimed());
  }
}
