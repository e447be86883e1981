package dev.flocker.docker;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Adoptable;
import dev.flocker.api.node.Change;
import dev.flocker.api.node.Command;
import dev.flocker.api.node.Describable;
import dev.flocker.api.node.Exposing;
import dev.flocker.api.node.Foreseeable;
import dev.flocker.api.node.Hooked;
import dev.flocker.api.node.Host;
import dev.flocker.api.node.NodeHalf;
import dev.flocker.api.node.Observed;
import dev.flocker.api.node.Outside;
import dev.flocker.api.node.Preparable;
import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Quiesceable;
import dev.flocker.api.node.Recallable;
import dev.flocker.api.node.Replaceable;
import dev.flocker.api.node.Scope;
import dev.flocker.api.node.Shareable;
import dev.flocker.api.node.Sweepable;
import dev.flocker.api.value.Port;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Containers of a node's Docker. */
final class DockerContainers
    implements NodeHalf<ContainerState>,
        Adoptable<ContainerState>,
        Describable<ContainerState>,
        Exposing<ContainerState>,
        Foreseeable<ContainerState>,
        Hooked,
        Preparable<ContainerState>,
        Recallable<ContainerState>,
        Replaceable,
        Shareable,
        Sweepable,
        Quiesceable<ContainerState> {

  private volatile Glance last = Glance.NONE;

  @Override
  public List<Requirement> requirements() {
    return List.of(new Requirement("Docker", Snap.PROBE, "apt-get install docker.io"));
  }

  @Override
  public List<String> remedies(Requirement lacking, Host host) {
    return Snap.isDocker(host) ? Snap.REMEDY : List.of(lacking.remedy());
  }

  @Override
  public List<Observed<ContainerState>> observe(Scope scope, Host host) {
    Glance glance = new Observation(host).glance(scope);
    last = glance;
    return glance.seen();
  }

  @Override
  public List<Description> describe(
      List<Observed<ContainerState>> seen, boolean measure, Host host) {
    Condition condition = new Condition(host);
    return last.of(seen)
        .map(now -> condition.of(seen, now, measure))
        .orElseGet(() -> condition.of(seen, measure));
  }

  @Override
  public Optional<Set<Port>> exposed(ContainerState want, Host host) {
    return new Images(host).exposed(want);
  }

  @Override
  public void get(ContainerState want, Host host, Progress progress) {
    new Images(host).bring(want, progress);
  }

  @Override
  public void foresee(Change<ContainerState> change, Host host) {
    switch (change) {
      case Change.Create<ContainerState> c -> foresee(c.ref(), c.want(), host);
      case Change.Replace<ContainerState> c -> {
        requireLasting(c.ref(), c.have(), host);
        foresee(c.ref(), c.want(), host);
      }
      case Change.Update<ContainerState> c -> {}
      case Change.Remove<ContainerState> c -> requireLasting(c.ref(), c.have(), host);
    }
  }

  private static void requireLasting(Ref ref, ContainerState have, Host host) {
    have.outside().ifPresent(id -> new Adoption(ref, host).requireLasting(id));
  }

  /** An image that is yet to come cannot be looked at. */
  private static void foresee(Ref ref, ContainerState want, Host host) {
    Fitness fitness = new Fitness(ref, host);
    fitness.requirePlaces(want);
    if (new Images(host).isSettled(want)) {
      fitness.requireProcessor(want.image());
    }
  }

  @Override
  public void prepare(Change<ContainerState> change, Host host, Progress progress) {
    switch (change) {
      case Change.Create<ContainerState> c -> new Preparation(c.ref(), host, progress).create(c);
      case Change.Replace<ContainerState> c -> new Preparation(c.ref(), host, progress).replace(c);
      case Change.Update<ContainerState> c -> {}
      case Change.Remove<ContainerState> c -> {}
    }
  }

  @Override
  public void apply(Change<ContainerState> change, Host host, Progress progress) {
    switch (change) {
      case Change.Create<ContainerState> c -> {
        if (Own.of(c.ref(), host).containsKey(c.ref().name())) {
          new Directories(host).seed(c.ref(), c.project(), c.want());
        } else {
          prepare(c, host, progress);
        }
      }
      case Change.Update<ContainerState> c -> {
        new Creation(c.ref(), c.project(), host).tidy();
        new Running(c.ref(), host).change(c.want(), c.have());
      }
      case Change.Replace<ContainerState> c ->
          new Replacement(c.ref(), host).replace(c, () -> prepare(c, host, progress));
      case Change.Remove<ContainerState> c -> new Replacement(c.ref(), host).remove(c);
    }
  }

  @Override
  public void adopt(
      Ref ref,
      String project,
      ContainerState adopting,
      String outside,
      Host host,
      Progress progress) {
    new Adoption(ref, host).adopt(adopting, outside, progress);
  }

  @Override
  public List<Outside> survey(List<String> names, String group, Host host) {
    return new Survey(host).of(names, group);
  }

  @Override
  public List<String> left(Host host) {
    return new Leftovers(host).lines();
  }

  @Override
  public void discard(Host host) {
    new Leftovers(host).discard();
  }

  @Override
  public void settle(Ref ref, Host host) {
    new Replacement(ref, host).settle();
  }

  @Override
  public void revert(Ref ref, Host host) {
    new Replacement(ref, host).revert();
  }

  @Override
  public List<Ref> attending(String project, Set<Ref> data, Host host) {
    return new HookRuns(host).attending(project, data);
  }

  @Override
  public void tell(Ref ref, Moment moment, Host host) {
    new HookRuns(host).run(ref, moment);
  }

  @Override
  public Optional<ContainerState> keep(Ref ref, ContainerState have, Path folder, Host host) {
    return new Recalled(ref, host).keep(have, folder);
  }

  @Override
  public ContainerState recall(Ref ref, ContainerState kept, Path folder, Host host) {
    return new Recalled(ref, host).recall(kept, folder);
  }

  @Override
  public String words(ContainerState state) {
    return Recalled.words(state);
  }

  @Override
  public Optional<List<String>> give(String shared, Host host) {
    return Handed.parse(shared).save(host);
  }

  @Override
  public List<String> take(String shared, Host host) {
    return Handed.parse(shared).keep(host);
  }

  @Override
  public void sweep(Host host) {
    PullLogin.sweep(host);
    for (Path left : List.of(Builder.folder(host), Handed.folder(host))) {
      if (!host.list(left).isEmpty()) {
        host.run(Command.of("rm", "--recursive", "--force", left.toString()));
      }
    }
  }

  @Override
  public void quiesce(Ref ref, ContainerState have, Host host) {
    if (have.outside().isPresent()) {
      new Adoption(ref, host).take(have.outside().get(), have);
    } else {
      new Running(ref, host).end(have);
    }
  }

  @Override
  public void resume(Ref ref, ContainerState want, Host host) {
    if (want.outside().isPresent()) {
      new Adoption(ref, host).resume(want.outside().get());
    } else {
      new Running(ref, host).begin(want);
    }
  }

  @Override
  public void rerun(Ref ref, ContainerState want, Host host) {
    new Running(ref, host).beginAgain(want);
  }

  @Override
  public Health health(Ref ref, ContainerState want, Host host) {
    HealthProbe probe = new HealthProbe(standing(ref, want), host);
    return want.mayEnd() && probe.endedWellSince().isPresent()
        ? Health.GOOD
        : probe.look(want.health().orElse(HealthCheck.DOCKERS_OWN));
  }

  /** One from outside is known by its ID. */
  private static Ref standing(Ref ref, ContainerState state) {
    return state.outside().map(id -> new Ref(ContainerType.NAME, id)).orElse(ref);
  }

  @Override
  public String lastWords(Ref ref, Host host) {
    return new HealthProbe(ref, host).lastWords();
  }

  @Override
  public Duration patience(ContainerState want) {
    return want.health().orElse(HealthCheck.DOCKERS_OWN).patience();
  }

  @Override
  public Optional<Duration> interval(ContainerState want) {
    return want.health().flatMap(HealthCheck::interval);
  }

  @Override
  public Duration probation(ContainerState want) {
    return want.health().orElse(HealthCheck.DOCKERS_OWN).minUptime();
  }

  @Override
  public Optional<Instant> upSince(Ref ref, Host host) {
    return new HealthProbe(ref, host).upSince();
  }

  @Override
  public Optional<Instant> upSince(Ref ref, ContainerState want, Host host) {
    HealthProbe probe = new HealthProbe(ref, host);
    Optional<Instant> up = probe.upSince();
    return want.mayEnd() ? up.or(probe::endedWellSince) : up;
  }
}
