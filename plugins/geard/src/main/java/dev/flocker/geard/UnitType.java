package dev.flocker.geard;

import dev.flocker.api.Declared;
import dev.flocker.api.Diff;
import dev.flocker.api.Placement;
import dev.flocker.api.Ref;
import dev.flocker.api.Relation;
import dev.flocker.api.ResourceType;
import dev.flocker.api.Summary;
import dev.flocker.api.Topology;
import dev.flocker.api.schema.Schema;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pf4j.Extension;

/** The resource type {@code unit}: systemd supervises a container. */
@Extension
public final class UnitType implements ResourceType<UnitSpec, UnitState> {

  static final String NAME = "unit";
  private static final Set<String> IN_PLACE =
      Set.of("restart", "stop_timeout", "mounts", "enabled", "ends", "restarting", "intact");

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Schema<UnitSpec> declared() {
    return Schema.of(UnitSpec.class);
  }

  @Override
  public Schema<UnitState> state() {
    return Schema.of(UnitState.class);
  }

  @Override
  public List<String> identity() {
    return List.of("container");
  }

  @Override
  public String nameOf(UnitSpec spec) {
    return spec.container().text();
  }

  @Override
  public boolean takesOn() {
    return false;
  }

  @Override
  public List<Relation> relations(UnitSpec spec) {
    return List.of(supervises(nameOf(spec)));
  }

  @Override
  public List<Relation> relationsSeen(Ref ref, UnitState state) {
    return List.of(supervises(ref.name()));
  }

  private static Relation supervises(String container) {
    return new Relation(Relation.Kind.SUPERVISES, LinkType.container(container));
  }

  @Override
  public Placement place(Declared<UnitSpec> declared, Topology topology) {
    return Placement.on(topology.nodesOf(LinkType.container(nameOf(declared.spec()))));
  }

  @Override
  public UnitState desired(Declared<UnitSpec> declared, String node, Topology topology) {
    UnitSpec spec = declared.spec();
    return new UnitState(
        spec.restart(),
        wholeSeconds(spec.stopTimeout()),
        spec.mounts(),
        spec.restart().atBoot() && !topology.stopped(LinkType.container(nameOf(spec))),
        spec.ends(),
        Optional.empty(),
        true);
  }

  private static Duration wholeSeconds(Duration duration) {
    return Duration.ofSeconds(duration.plusMillis(999).toSeconds());
  }

  @Override
  public Summary summary(UnitState state) {
    return state.intact()
        ? Summary.NONE
        : new Summary(Summary.Grade.ATTENTION, "its unit is not as flocker writes it", List.of());
  }

  @Override
  public Diff diff(UnitState want, UnitState have) {
    return Diff.between(state(), want, have, IN_PLACE);
  }
}
