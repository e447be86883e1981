package dev.flocker.node;

import dev.flocker.api.Declared;
import dev.flocker.api.Diff;
import dev.flocker.api.Fact;
import dev.flocker.api.Ref;
import dev.flocker.api.ResourceType;
import dev.flocker.api.Summary;
import dev.flocker.api.Topology;
import dev.flocker.api.node.Change;
import dev.flocker.api.node.Describable;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Hooked;
import dev.flocker.api.node.Host;
import dev.flocker.api.node.NodeHalf;
import dev.flocker.api.node.Observed;
import dev.flocker.api.node.Preparable;
import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Provider;
import dev.flocker.api.node.Quiesceable;
import dev.flocker.api.node.Recallable;
import dev.flocker.api.node.Replaceable;
import dev.flocker.api.node.Scope;
import dev.flocker.api.schema.Schema;
import dev.flocker.api.value.Secret;
import dev.flocker.node.plugin.Origin;
import dev.flocker.node.plugin.Plugins;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;

/** A resource type whose node half notes what it is asked to do, and keeps its things in memory. */
final class Things
    implements NodeHalf<Things.Thing>,
        Quiesceable<Things.Thing>,
        Preparable<Things.Thing>,
        Describable<Things.Thing>,
        Hooked,
        Replaceable,
        Recallable<Things.Thing> {

  private static final Origin TEST = new Origin("test", "1.0.0", Optional.empty());

  final List<String> log = new CopyOnWriteArrayList<>();

  /** Of which moments its things were told. */
  final List<String> moments = new CopyOnWriteArrayList<>();

  /** What there is, by name; its text is its version. */
  final Map<String, String> there = new ConcurrentSkipListMap<>();

  /** What somebody does by hand while something is being prepared. */
  Runnable meanwhile = () -> {};

  /** When a thing was started, by how often that was asked. */
  IntFunction<Optional<Instant>> starts = looks -> Optional.of(Instant.EPOCH);

  int looks;

  boolean running = true;

  record Thing(String text, Optional<Secret> password) {}

  Plugins plugins() {
    return new Plugins(Map.of(TEST, List.of(new Type(), new By(this))));
  }

  @Override
  public List<Requirement> requirements() {
    return List.of();
  }

  @Override
  public List<Observed<Thing>> observe(Scope scope, Host host) {
    return there.entrySet().stream()
        .map(
            e ->
                new Observed<>(
                    new Ref("thing", e.getKey()),
                    Optional.of("shop"),
                    new Thing(e.getValue(), Optional.empty()),
                    running,
                    e.getValue(),
                    Optional.empty()))
        .toList();
  }

  @Override
  public List<Description> describe(List<Observed<Thing>> seen, boolean measure, Host host) {
    if (there.containsValue("dim")) {
      throw new Failure("looking closely", "it is dark", "");
    }
    if (there.containsValue("fault")) {
      throw new IllegalStateException("a fault");
    }
    return seen.stream()
        .map(o -> Summary.of(Fact.text(measure ? "measured" : "seen", o.ref().name())))
        .map(s -> new Description(s, Map.of("1", Instant.EPOCH), !there.containsValue("veiled")))
        .toList();
  }

  /** Makes a draft of what is wanted, if nothing is there. */
  @Override
  public void prepare(Change<Thing> change, Host host, Progress progress) {
    log.add("prepare " + change.ref().name());
    there.putIfAbsent(change.ref().name(), "draft");
    meanwhile.run();
  }

  /** Does what the wanted text says. */
  @Override
  public void apply(Change<Thing> change, Host host, Progress progress) {
    log.add(change.getClass().getSimpleName() + " " + change.ref().name());
    if (!(change instanceof Change.Create<Thing> create)) {
      return;
    }
    switch (create.want().text()) {
      case "report" -> progress.report("copying", 1, 2);
      case "fail" -> throw new Failure("making it", "it is broken", "mend it");
      case "overflow" -> throw new StackOverflowError("too deep");
      case "fault" -> throw new IllegalStateException("a fault");
      case "wait" -> host.pause(Duration.ofMinutes(5));
      default -> there.put(change.ref().name(), create.want().text());
    }
  }

  @Override
  public void quiesce(Ref ref, Thing have, Host host) {
    log.add("quiesce " + ref.name());
  }

  @Override
  public void resume(Ref ref, Thing want, Host host) {
    if (ref.name().equals("slow")) {
      log.add("resume slow begins");
      host.pause(Duration.ofMillis(300));
    }
    log.add("resume " + ref.name() + " as " + want.text());
  }

  @Override
  public void revert(Ref ref, Host host) {
    log.add("revert " + ref.name());
  }

  @Override
  public void settle(Ref ref, Host host) {
    log.add("settle " + ref.name());
  }

  /** All that there are use all data. */
  @Override
  public List<Ref> attending(String project, Set<Ref> data, Host host) {
    return there.keySet().stream().map(name -> new Ref("thing", name)).toList();
  }

  /** Fails at the moment that its text names. */
  @Override
  public void tell(Ref ref, Moment moment, Host host) {
    moments.add(moment + " " + ref.name());
    if (moment.name().equals(there.get(ref.name()))) {
      throw new Failure(ref + " at " + moment, "it says " + moment, "");
    }
  }

  /** Puts its text by; what is foreign has its own way back. */
  @Override
  public Optional<Thing> keep(Ref ref, Thing have, Path folder, Host host) {
    host.write(folder.resolve("text"), have.text(), 0600);
    return have.text().equals("foreign") ? Optional.empty() : Optional.of(have);
  }

  @Override
  public Thing recall(Ref ref, Thing kept, Path folder, Host host) {
    return new Thing(host.read(folder.resolve("text")).orElseThrow(), kept.password());
  }

  @Override
  public String words(Thing state) {
    return "says " + state.text();
  }

  @Override
  public Health health(Ref ref, Thing want, Host host) {
    if (want.password().isPresent()) {
      return new Health(
          Health.Status.STARTING, "it tries " + want.password().get().reveal() + " again");
    }
    return want.text().equals("ill")
        ? new Health(Health.Status.FAILED, "it coughs")
        : want.text().equals("slow") ? new Health(Health.Status.STARTING, "it yawns") : Health.GOOD;
  }

  @Override
  public Duration patience(Thing want) {
    return Duration.ofMillis(50);
  }

  @Override
  public Duration probation(Thing want) {
    return Duration.ofSeconds(3);
  }

  @Override
  public Optional<Instant> upSince(Ref ref, Host host) {
    return starts.apply(++looks);
  }

  private record By(Things half) implements Provider<Thing, Thing> {

    @Override
    public String type() {
      return "thing";
    }

    @Override
    public String name() {
      return "notes";
    }

    @Override
    public boolean accepts(Thing spec) {
      return true;
    }

    @Override
    public NodeHalf<Thing> node() {
      return half;
    }
  }

  static class Type implements ResourceType<Thing, Thing> {

    private static final Schema<Thing> SCHEMA = Schema.of(Thing.class);

    @Override
    public String name() {
      return "thing";
    }

    @Override
    public Schema<Thing> declared() {
      return SCHEMA;
    }

    @Override
    public Schema<Thing> state() {
      return SCHEMA;
    }

    @Override
    public String nameOf(Thing spec) {
      return spec.text();
    }

    @Override
    public Thing desired(Declared<Thing> declared, String node, Topology topology) {
      return declared.spec();
    }

    @Override
    public Diff diff(Thing want, Thing have) {
      return Diff.NONE;
    }
  }
}
