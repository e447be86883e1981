package dev.flocker.docker;

import dev.flocker.api.Claims;
import dev.flocker.api.Declared;
import dev.flocker.api.Diff;
import dev.flocker.api.Fact;
import dev.flocker.api.Implied;
import dev.flocker.api.Offer;
import dev.flocker.api.Placement;
import dev.flocker.api.Ref;
import dev.flocker.api.Relation;
import dev.flocker.api.ResourceType;
import dev.flocker.api.Rollout;
import dev.flocker.api.Summary;
import dev.flocker.api.Topology;
import dev.flocker.api.schema.Schema;
import dev.flocker.api.value.Durations;
import dev.flocker.api.value.Port;
import dev.flocker.api.value.Problems;
import dev.flocker.docker.option.Network;
import dev.flocker.docker.option.Options;
import dev.flocker.docker.option.RestartPolicy;
import dev.flocker.docker.option.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pf4j.Extension;

/** The resource type {@code container}. */
@Extension
public final class ContainerType implements ResourceType<Container, ContainerState> {

  static final String NAME = "container";

  /** What {@code docker update} can change, and what leaves the container itself as it is. */
  private static final Set<String> IN_PLACE =
      Stream.concat(Table.updatable().stream(), Stream.of("leftovers", "health", "hooks"))
          .collect(Collectors.toSet());

  /** Where a volume of a project is on its node. */
  static final Pattern VOLUME = Pattern.compile("^/flocker/[^/]+/([^/]+)/data$");

  private final ArchiveReader archives = new ArchiveReader();
  private final Digests digests = new Digests();
  private final Recipes recipes = new Recipes(digests);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Schema<Container> declared() {
    return Schema.of(Container.class);
  }

  @Override
  public Schema<ContainerState> state() {
    return Schema.of(ContainerState.class);
  }

  @Override
  public String nameOf(Container spec) {
    return spec.name().text();
  }

  @Override
  public boolean stoppable() {
    return true;
  }

  @Override
  public void check(Declared<Container> declared, Topology topology, Problems problems) {
    new ContainerChecks(declared, topology, archives, recipes, digests, problems).run();
  }

  @Override
  public void advise(
      Declared<Container> declared,
      Map<String, ContainerState> seen,
      Topology topology,
      Problems notes) {
    new UndeclaredVolumes(declared, archives).advise(seen, notes);
  }

  @Override
  public List<Relation> relations(Container spec) {
    return Stream.of(
            spec.volumes().stream().map(v -> new Relation(Relation.Kind.USES, v.volume())),
            spec.dependsOn().stream()
                .map(n -> new Relation(Relation.Kind.FOLLOWS, new Ref(NAME, n.text()))),
            spec.networkOf().stream().flatMap(ContainerType::within))
        .flatMap(all -> all)
        .distinct()
        .toList();
  }

  /** Docker joins it to one that runs, and to none that comes after. */
  private static Stream<Relation> within(Ref other) {
    return Stream.of(
        new Relation(Relation.Kind.FOLLOWS, other), new Relation(Relation.Kind.SHARES, other));
  }

  @Override
  public List<Relation> relationsSeen(Ref ref, ContainerState state) {
    Stream<Relation> uses =
        state.volumes().stream()
            .flatMap(m -> VOLUME.matcher(m.directory().text()).results())
            .map(found -> new Relation(Relation.Kind.USES, new Ref("volume", found.group(1))))
            .distinct();
    Stream<Relation> shares =
        state.options().get(Options.NETWORK.key()).flatMap(Network::container).stream()
            .map(other -> new Relation(Relation.Kind.SHARES, new Ref(NAME, other)));
    return Stream.concat(uses, shares).toList();
  }

  @Override
  public List<Offer> offers(Container spec, String project) {
    return Stream.<Offer>concat(
            spec.eachPort().stream().flatMap(ContainerType::offers),
            spec.aliases().stream().map(a -> new Offer.Alias(a.text())))
        .toList();
  }

  private static Stream<Offer> offers(PortMapping.Single port) {
    Stream<Offer> local =
        port.address().stream()
            .map(a -> new Offer.Local(port.internal(), port.external().orElseThrow(), a.text()));
    return Stream.concat(Stream.of(new Offer.Endpoint(port.internal(), port.claimed())), local);
  }

  @Override
  public List<Implied> implied(Container spec, String project, Claims claims) {
    List<Implied> implied = new ArrayList<>();
    for (VolumeMount v : spec.volumes()) {
      implied.add(new Implied(v.volume(), Map.of("name", v.name().text()), true));
    }
    for (PortMapping.Single p : spec.eachPort()) {
      p.claimed().ifPresent(claimed -> implied.add(route(spec, claimed)));
    }
    if (!spec.supervisor().equals(Optional.of(Supervisor.DOCKER))) {
      implied.add(unit(spec, project));
    }
    return implied.stream().distinct().toList();
  }

  private static Implied route(Container spec, Port claimed) {
    return new Implied(
        new Ref("route", claimed.toString()),
        Map.of("port", claimed.toString(), "to", NAME + " " + spec.name()),
        true);
  }

  /** A unit starts the container; one with volumes only when those are mounted. */
  private static Implied unit(Container spec, String project) {
    boolean stops = spec.restart().kind() == RestartPolicy.Kind.UNLESS_STOPPED;
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("container", spec.name().text());
    keys.put("restart", stops ? "always" : spec.restart().toString());
    keys.put("stop_timeout", Durations.format(spec.stopTimeout()));
    if (spec.once() || spec.health().filter(h -> h.minUptime().isZero()).isPresent()) {
      keys.put("ends", true);
    }
    keys.put(
        "mounts",
        spec.volumes().stream()
            .map(v -> "/flocker/" + project + "/" + v.name() + "/data")
            .distinct()
            .toList());
    // Docker starts what joins another one once, and in vain if that is not up yet.
    boolean joins = spec.networkOf().isPresent();
    boolean firm = spec.supervisor().isPresent() || !spec.volumes().isEmpty() || joins;
    return new Implied(new Ref("unit", spec.name().text()), keys, firm);
  }

  @Override
  public Rollout rollout(Container spec) {
    return spec.update().map(Update::rollout).orElse(Rollout.ONE_BY_ONE);
  }

  @Override
  public Placement place(Declared<Container> declared, Topology topology) {
    boolean obvious = declared.on().isEmpty() && topology.nodes().size() == 1;
    return Placement.on(obvious ? List.of(topology.nodes().getFirst().name()) : declared.on());
  }

  @Override
  public ContainerState desired(Declared<Container> declared, String node, Topology topology) {
    return new DesiredState(declared, topology, archives, digests, recipes).on(node);
  }

  /**
   * By a tag the new node may know another image, and this one too since it was made from that; a
   * database must not come up as another one.
   */
  @Override
  public ContainerState arriving(ContainerState want, ContainerState there) {
    boolean byTag = want.archive().isEmpty() && !want.image().contains("@");
    boolean same =
        want.image().equals(there.image())
            || there.imageIds().stream()
                .anyMatch(id -> there.image().equals(want.image() + "@" + id));
    return byTag && same ? want.madeFrom(there.imageIds()) : want;
  }

  @Override
  public Optional<String> adopts(Container spec) {
    return spec.adopt().map(ContainerId::text);
  }

  @Override
  public boolean ends(ContainerState state) {
    return state.once();
  }

  @Override
  public Optional<String> outside(ContainerState state) {
    return state.outside();
  }

  @Override
  public ContainerState adopting(ContainerState want, ContainerState outside) {
    return outside.adopting(want);
  }

  @Override
  public boolean renewed(ContainerState want) {
    return Images.isRenewed(want);
  }

  @Override
  public Optional<String> shared(ContainerState want) {
    return Handed.of(want).map(Handed::toString);
  }

  @Override
  public Diff diff(ContainerState want, ContainerState have) {
    if (have.outside().isPresent()) {
      return Diff.between(state(), have.adopted(), have, IN_PLACE);
    }
    Diff diff = Diff.between(state(), want.comparableTo(have), have, IN_PLACE);
    boolean stuck = have.limits() && Table.isStuck(want.options(), have.options());
    return diff.kind() == Diff.Kind.IN_PLACE && stuck
        ? new Diff(Diff.Kind.REPLACE, diff.changes(), "")
        : diff;
  }

  @Override
  public Summary summary(ContainerState state) {
    Fact image = Fact.text("image", state.image().replaceFirst("@.*", ""));
    return state.imageIds().stream()
        .findFirst()
        .map(id -> Summary.of(image, Fact.text("digest", brief(id))))
        .orElse(Summary.of(image));
  }

  /** As Docker's own lists have it. */
  private static String brief(String id) {
    String digits = id.replaceFirst("^sha256:", "");
    return digits.substring(0, Math.min(12, digits.length()));
  }

  @Override
  public List<Claim> claims(ContainerState state) {
    return state.ports().stream()
        .map(p -> new Claim(p.external(), p.internal(), p.address()))
        .toList();
  }
}
