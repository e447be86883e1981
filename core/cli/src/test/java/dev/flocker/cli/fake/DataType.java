package dev.flocker.cli.fake;

import dev.flocker.api.Declared;
import dev.flocker.api.Placement;
import dev.flocker.api.Relation;
import dev.flocker.api.Topology;
import dev.flocker.api.Upkeep;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Moves with what uses it. */
final class DataType extends FakeType<DataType.Data, DataType.DataState> {

  record Data(
      String name,
      List<String> replicas,
      Optional<Duration> snapshots,
      Optional<Duration> refresh,
      Optional<String> was) {

    private Upkeep upkeep() {
      return new Upkeep(
          snapshots.map(every -> new Upkeep.Snapshots(every, Map.of(Upkeep.Period.HOURLY, 2))),
          refresh);
    }
  }

  record DataState(Optional<String> size) {}

  DataType() {
    super("data", Data.class, DataState.class, "size");
  }

  @Override
  public String nameOf(Data spec) {
    return spec.name();
  }

  @Override
  public boolean movable() {
    return true;
  }

  @Override
  public Optional<String> was(Data spec) {
    return spec.was();
  }

  @Override
  public Placement place(Declared<Data> declared, Topology topology) {
    List<String> nodes =
        topology.related(Relation.Kind.USES, declared.ref()).stream()
            .flatMap(r -> topology.nodesOf(r).stream())
            .distinct()
            .toList();
    Data spec = declared.spec();
    return new Placement(
        nodes.isEmpty() ? declared.on() : nodes, spec.replicas(), 0, spec.upkeep());
  }

  @Override
  public DataState desired(Declared<Data> declared, String node, Topology topology) {
    return new DataState(Optional.empty());
  }
}
