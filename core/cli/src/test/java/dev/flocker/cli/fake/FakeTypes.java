package dev.flocker.cli.fake;

import dev.flocker.api.Claims;
import dev.flocker.api.Declared;
import dev.flocker.api.Diff;
import dev.flocker.api.Implied;
import dev.flocker.api.Offer;
import dev.flocker.api.Placement;
import dev.flocker.api.Ref;
import dev.flocker.api.Relation;
import dev.flocker.api.ResourceType;
import dev.flocker.api.Topology;
import dev.flocker.api.node.Change;
import dev.flocker.api.node.Holdable;
import dev.flocker.api.node.Host;
import dev.flocker.api.node.NodeHalf;
import dev.flocker.api.node.Observed;
import dev.flocker.api.node.Preparable;
import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Provider;
import dev.flocker.api.node.Quiesceable;
import dev.flocker.api.node.Replaceable;
import dev.flocker.api.node.Scope;
import dev.flocker.api.schema.Doc;
import dev.flocker.api.schema.Schema;
import dev.flocker.api.value.Port;
import dev.flocker.cli.plan.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Types with every kind of relation there is: an app that uses data, a guard that supervises it, a
 * path that leads to it, a wire from it to another one.
 */
public final class FakeTypes {

  private FakeTypes() {}

  /** All of them. */
  public static Types all() {
    List<ResourceType<?, ?>> types =
        List.of(new AppType(), new DataType(), new GuardType(), new PathType(), new WireType());
    List<Provider<?, ?>> providers =
        types.stream().<Provider<?, ?>>map(t -> new Of(t.name())).toList();
    return new Types(types, providers);
  }

  @Doc("Runs.")
  public record App(
      @Doc("Name.") String name,
      @Doc("Data.") Optional<String> uses,
      @Doc("Claimed.") Optional<Port> port,
      @Doc("Release.") Optional<String> image,
      @Doc("Supervised.") Optional<Boolean2> guarded) {}

  /** A boolean that may be absent. */
  public enum Boolean2 {
    YES,
    NO
  }

  public record AppState(String image, List<Port> ports, Map<String, String> variables) {}

  public record Data(String name, List<String> replicas) {}

  public record DataState(Optional<String> size) {}

  public record Guard(String app) {}

  public record GuardState(String app) {}

  public record Path(Port port, Optional<String> to, Optional<String> from) {}

  public record PathState(Port port, List<String> targets) {}

  public record Wire(String from, String to, Port port) {}

  public record WireState(String from, Port claimed) {}

  static final class AppType implements ResourceType<App, AppState> {
    @Override
    public String name() {
      return "app";
    }

    @Override
    public Schema<App> declared() {
      return Schema.of(App.class);
    }

    @Override
    public Schema<AppState> state() {
      return Schema.of(AppState.class);
    }

    @Override
    public String nameOf(App spec) {
      return spec.name();
    }

    @Override
    public List<Relation> relations(App spec) {
      return spec.uses().map(u -> new Relation(Relation.Kind.USES, new Ref("data", u))).stream()
          .toList();
    }

    @Override
    public List<Offer> offers(App spec, String project) {
      return spec.port().<Offer>map(p -> new Offer.Endpoint(new Port(80), Optional.of(p))).stream()
          .toList();
    }

    @Override
    public List<Implied> implied(App spec, String project, Claims claims) {
      List<Implied> implied = new ArrayList<>();
      spec.uses()
          .ifPresent(u -> implied.add(new Implied(new Ref("data", u), Map.of("name", u), true)));
      if (spec.guarded().isPresent()) {
        implied.add(new Implied(new Ref("guard", spec.name()), Map.of("app", spec.name()), true));
      }
      return implied;
    }

    @Override
    public AppState desired(Declared<App> declared, String node, Topology topology) {
      List<Port> ports =
          topology.claimedBy(declared.ref()).values().stream().flatMap(List::stream).toList();
      return new AppState(
          declared.spec().image().orElse("1"), ports, topology.variablesFor(declared.ref()));
    }

    @Override
    public Diff diff(AppState want, AppState have) {
      return Diff.between(state(), want, have, Set.of("variables"));
    }

    @Override
    public List<Claim> claims(AppState state) {
      return state.ports().stream().map(p -> new Claim(p, new Port(80))).toList();
    }
  }

  static final class DataType implements ResourceType<Data, DataState> {
    @Override
    public String name() {
      return "data";
    }

    @Override
    public Schema<Data> declared() {
      return Schema.of(Data.class);
    }

    @Override
    public Schema<DataState> state() {
      return Schema.of(DataState.class);
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
    public Placement place(Declared<Data> declared, Topology topology) {
      List<String> nodes =
          topology.related(Relation.Kind.USES, declared.ref()).stream()
              .flatMap(r -> topology.nodesOf(r).stream())
              .distinct()
              .toList();
      return new Placement(nodes.isEmpty() ? declared.on() : nodes, declared.spec().replicas(), 0);
    }

    @Override
    public DataState desired(Declared<Data> declared, String node, Topology topology) {
      return new DataState(Optional.empty());
    }

    @Override
    public Diff diff(DataState want, DataState have) {
      return Diff.between(state(), want, have, Set.of("size"));
    }
  }

  static final class GuardType implements ResourceType<Guard, GuardState> {
    @Override
    public String name() {
      return "guard";
    }

    @Override
    public Schema<Guard> declared() {
      return Schema.of(Guard.class);
    }

    @Override
    public Schema<GuardState> state() {
      return Schema.of(GuardState.class);
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

    @Override
    public Diff diff(GuardState want, GuardState have) {
      return Diff.between(state(), want, have, Set.of());
    }
  }

  static final class PathType implements ResourceType<Path, PathState> {
    @Override
    public String name() {
      return "path";
    }

    @Override
    public Schema<Path> declared() {
      return Schema.of(Path.class);
    }

    @Override
    public Schema<PathState> state() {
      return Schema.of(PathState.class);
    }

    @Override
    public String nameOf(Path spec) {
      return spec.port().toString();
    }

    @Override
    public List<Relation> relations(Path spec) {
      return spec.to().map(t -> new Relation(Relation.Kind.LEADS_TO, Ref.parse(t))).stream()
          .toList();
    }

    @Override
    public Optional<Implied> forClaim(Ref target, Port claimed, boolean clusterOnly) {
      Map<String, Object> spec =
          clusterOnly
              ? Map.of("port", claimed.number(), "to", target.toString(), "from", "cluster")
              : Map.of("port", claimed.number(), "to", target.toString());
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
    public Diff diff(PathState want, PathState have) {
      return Diff.between(state(), want, have, Set.of("targets"));
    }
  }

  static final class WireType implements ResourceType<Wire, WireState> {
    @Override
    public String name() {
      return "wire";
    }

    @Override
    public Schema<Wire> declared() {
      return Schema.of(Wire.class);
    }

    @Override
    public Schema<WireState> state() {
      return Schema.of(WireState.class);
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
    public Diff diff(WireState want, WireState have) {
      return Diff.between(state(), want, have, Set.of("claimed"));
    }
  }

  /** Provides a type; its half does nothing, but says what it could. */
  private record Of(String type) implements Provider<Record, Record> {
    @Override
    public String name() {
      return "fake";
    }

    @Override
    public boolean accepts(Record spec) {
      return true;
    }

    @Override
    public NodeHalf<Record> node() {
      return switch (type) {
        case "app" -> new Runs();
        case "guard" -> new Guards();
        case "path" -> new Leads();
        default -> new Half();
      };
    }
  }

  private static class Half implements NodeHalf<Record> {
    @Override
    public List<Requirement> requirements() {
      return List.of();
    }

    @Override
    public List<Observed<Record>> observe(Scope scope, Host host) {
      return List.of();
    }

    @Override
    public void apply(Change<Record> change, Host host, Progress progress) {}
  }

  private static class Guards extends Half implements Quiesceable<Record> {
    @Override
    public void quiesce(Ref ref, Record have, Host host) {}

    @Override
    public void resume(Ref ref, Record want, Host host) {}

    @Override
    public Health health(Ref ref, Record want, Host host) {
      return Health.GOOD;
    }

    @Override
    public Duration patience(Record want) {
      return Duration.ZERO;
    }
  }

  private static final class Runs extends Guards implements Preparable<Record>, Replaceable {
    @Override
    public void prepare(Change<Record> change, Host host, Progress progress) {}

    @Override
    public void settle(Ref ref, Host host) {}

    @Override
    public void revert(Ref ref, Host host) {}
  }

  private static final class Leads extends Half implements Holdable<Record> {
    @Override
    public void hold(Ref ref, Record have, Duration lease, Host host) {}

    @Override
    public void release(Ref ref, Host host) {}

    @Override
    public void reset(Ref ref, Record now, Host host) {}
  }
}
