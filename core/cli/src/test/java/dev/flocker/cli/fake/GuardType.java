package dev.flocker.cli.fake;

import dev.flocker.api.Declared;
import dev.flocker.api.Placement;
import dev.flocker.api.Ref;
import dev.flocker.api.Relation;
import dev.flocker.api.Topology;
import java.util.List;

/** Supervises an app. */
final class GuardType extends FakeType<GuardType.Guard, GuardType.GuardState> {

  record Guard(String app) {}

  record GuardState(String app) {}

  GuardType() {
    super("guard", Guard.class, GuardState.class);
  }

  @Override
  public String nameOf(Guard spec) {
    return spec.app();
  }

  @Override
  public List<Relation> relations(Guard spec) {
    return List.of(new Relation(Relation.Kind.SUPERVISES, new Ref("app", spec.app())));
  }

  @Override
  public List<Relation> relationsSeen(Ref ref, GuardState state) {
    return List.of(new Relation(Relation.Kind.SUPERVISES, new Ref("app", state.app())));
  }

  @Override
  public Placement place(Declared<Guard> declared, Topology topology) {
    return Placement.on(topology.nodesOf(new Ref("app", declared.spec().app())));
  }

  @Override
  public GuardState desired(Declared<Guard> declared, String node, Topology topology) {
    return new GuardState(declared.spec().app());
  }
}
