package dev.flocker.cli.fake;

import dev.flocker.api.Claims;
import dev.flocker.api.Declared;
import dev.flocker.api.Implied;
import dev.flocker.api.Offer;
import dev.flocker.api.Ref;
import dev.flocker.api.Relation;
import dev.flocker.api.Rollout;
import dev.flocker.api.Topology;
import dev.flocker.api.schema.Doc;
import dev.flocker.api.value.Port;
import dev.flocker.api.value.Problems;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs, uses data, and may claim a port. */
final class AppType extends FakeType<AppType.App, AppType.AppState> {

  @Doc("Runs.")
  record App(
      @Doc("Name.") String name,
      @Doc("Data.") List<String> uses,
      @Doc("Other apps.") List<String> after,
      @Doc("Another app that it is made of.") Optional<String> within,
      @Doc("Claimed.") Optional<Port> port,
      @Doc("The port is at this address, and not claimed.") Optional<String> at,
      @Doc("Release.") Optional<String> image,
      @Doc("Supervised.") Optional<Guarded> guarded,
      @Doc("Of others.") Optional<String> adopt,
      @Doc("On how many nodes at once.") Optional<Integer> parallel,
      @Doc("Before the next.") Optional<Duration> pause,
      @Doc("What failed takes all others back.") Optional<Guarded> reverts) {}

  /** A boolean that may be absent. */
  enum Guarded {
    YES,
    NO
  }

  record AppState(
      String image,
      List<Port> ports,
      Map<String, String> variables,
      List<String> uses,
      Optional<String> outside) {}

  AppType() {
    super("app", App.class, AppState.class, "variables");
  }

  @Override
  public String nameOf(App spec) {
    return spec.name();
  }

  @Override
  public boolean stoppable() {
    return true;
  }

  @Override
  public boolean ends(AppState state) {
    return state.image().equals("once");
  }

  @Override
  public void advise(
      Declared<App> declared, Map<String, AppState> seen, Topology topology, Problems notes) {
    seen.forEach(
        (node, state) -> {
          if (state.image().equals("old")) {
            notes.add(declared.place(), declared.ref().toString(), "is old on " + node, "renew it");
          }
        });
  }

  /** Goes on as the release that it is, if the playbook names none. */
  @Override
  public AppState arriving(AppState want, AppState there) {
    return want.image().equals("1")
        ? new AppState(there.image(), want.ports(), want.variables(), want.uses(), Optional.empty())
        : want;
  }

  @Override
  public Rollout rollout(App spec) {
    boolean reverts = spec.reverts().equals(Optional.of(Guarded.YES));
    return new Rollout(spec.parallel().orElse(1), spec.pause().orElse(Duration.ZERO), reverts);
  }

  @Override
  public boolean renewed(AppState want) {
    return want.image().equals("newest");
  }

  @Override
  public Optional<String> shared(AppState want) {
    return Optional.of(want.image()).filter("shared"::equals);
  }

  @Override
  public Optional<String> adopts(App spec) {
    return spec.adopt();
  }

  @Override
  public Optional<String> outside(AppState state) {
    return state.outside();
  }

  @Override
  public AppState adopting(AppState want, AppState there) {
    return new AppState(
        there.image(), there.ports(), there.variables(), want.uses(), there.outside());
  }

  @Override
  public List<Relation> relations(App spec) {
    return Stream.of(
            spec.within().stream().flatMap(AppType::within),
            spec.uses().stream().map(u -> new Relation(Relation.Kind.USES, new Ref("data", u))),
            spec.after().stream().map(a -> new Relation(Relation.Kind.FOLLOWS, new Ref("app", a))))
        .flatMap(all -> all)
        .toList();
  }

  private static Stream<Relation> within(String app) {
    Ref other = new Ref("app", app);
    return Stream.of(
        new Relation(Relation.Kind.FOLLOWS, other), new Relation(Relation.Kind.SHARES, other));
  }

  @Override
  public List<Relation> relationsSeen(Ref ref, AppState state) {
    return state.uses().stream()
        .map(u -> new Relation(Relation.Kind.USES, new Ref("data", u)))
        .toList();
  }

  @Override
  public List<Offer> offers(App spec, String project) {
    return spec
        .port()
        .<Offer>map(
            p ->
                spec.at().isPresent()
                    ? new Offer.Local(ownFor(p), p, spec.at().get())
                    : new Offer.Endpoint(ownFor(p), Optional.of(p)))
        .stream()
        .toList();
  }

  @Override
  public List<Implied> implied(App spec, String project, Claims claims) {
    List<Implied> implied = new ArrayList<>();
    spec.uses().forEach(u -> implied.add(new Implied(new Ref("data", u), Map.of("name", u), true)));
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
        declared.spec().image().orElse("1"),
        ports,
        topology.variablesFor(declared.ref()),
        declared.spec().uses(),
        Optional.empty());
  }

  @Override
  public List<Claim> claims(AppState state) {
    return state.ports().stream().map(p -> new Claim(p, ownFor(p), Optional.empty())).toList();
  }

  /** What it listens on itself. */
  private static Port ownFor(Port claimed) {
    return new Port(80, claimed.protocol());
  }
}
