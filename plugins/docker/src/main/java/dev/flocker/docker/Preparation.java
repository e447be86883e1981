package dev.flocker.docker;

import dev.flocker.api.Diff;
import dev.flocker.api.Ref;
import dev.flocker.api.node.Change;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Host;
import dev.flocker.api.node.Observed;
import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Scope;
import java.util.Optional;
import java.util.Set;

/** Makes a container that is started later, with all that it needs on its node. */
record Preparation(Ref ref, Host host, Progress progress) {

  void create(Change.Create<ContainerState> change) {
    Fitness fitness = bring(change.want());
    fitness.requireRuntime(change.want().image());
    Creation creation = new Creation(ref, change.project(), host);
    creation.tidy();
    if (!isUpToDate(change)) {
      creation.create(ref.name(), change.want());
    }
  }

  void replace(Change.Replace<ContainerState> change) {
    bring(change.want());
    if (change.have().outside().isEmpty()) {
      new Adoption(ref, host).leave();
    }
    Creation creation = new Creation(ref, change.project(), host);
    creation.tidy();
    if (!change.want().joins()) { // else that one may yet be replaced itself
      creation.create(ref.name() + Own.NEXT, change.want());
    }
  }

  private Fitness bring(ContainerState want) {
    Fitness fitness = new Fitness(ref, host);
    fitness.requirePlaces(want);
    new Images(host).bring(want, progress);
    fitness.requireProcessor(want.image());
    return fitness;
  }

  /** Whether an earlier run made it already; one that it made otherwise is removed. */
  private boolean isUpToDate(Change.Create<ContainerState> change) {
    Optional<Observed<ContainerState>> there =
        new Observation(host)
            .of(new Scope(change.project(), Set.of(ref))).stream()
                .filter(o -> o.ref().equals(ref))
                .findFirst();
    if (there.isEmpty()) {
      return false;
    }
    if (!there.get().project().equals(Optional.of(change.project()))) {
      throw new Failure(
          ref.toString(),
          "a container of that name is there already, and is not of project " + change.project(),
          "rename it: docker rename " + ref.name() + " " + ref.name() + "-other");
    }
    Diff diff = new ContainerType().diff(change.want(), there.get().state());
    Optional<Own> own = Optional.ofNullable(Own.of(ref, host).get(ref.name()));
    if (diff.kind() != Diff.Kind.REPLACE) {
      own.ifPresent(o -> Kept.keep(o.id(), change.want(), host));
      return true;
    }
    if (there.get().running()) {
      throw new Failure(
          ref.toString(), "was started meanwhile, and differs from what is wanted", "run again");
    }
    own.ifPresent(o -> o.discard(host));
    return false;
  }
}
