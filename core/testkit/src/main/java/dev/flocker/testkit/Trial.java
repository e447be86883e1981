package dev.flocker.testkit;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Change;
import dev.flocker.api.node.Command;
import dev.flocker.api.node.Describable;
import dev.flocker.api.node.Host;
import dev.flocker.api.node.NodeHalf;
import dev.flocker.api.node.Observed;
import dev.flocker.api.node.Preparable;
import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Quiesceable;
import dev.flocker.api.node.Recallable;
import dev.flocker.api.node.Scope;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** One resource on a node, made and removed as core would do it. */
record Trial<S extends Record>(NodeHalf<S> half, Host host, Ref ref, String project)
    implements AutoCloseable {

  @SuppressWarnings("unchecked")
  void make(S want) {
    Change<S> create = new Change.Create<>(ref, project, want);
    if (half instanceof Preparable<?> p) {
      ((Preparable<S>) p).prepare(create, host, Progress.NONE);
    }
    half.apply(create, host, Progress.NONE);
    start(want);
  }

  /** If the half can. */
  @SuppressWarnings("unchecked")
  void prepareReplacement(S want) {
    Observed<S> now = require();
    if (half instanceof Preparable<?> p) {
      ((Preparable<S>) p)
          .prepare(
              new Change.Replace<>(ref, project, want, now.state(), now.version()),
              host,
              Progress.NONE);
    }
  }

  Optional<Observed<S>> look() {
    return half.observe(new Scope(project, Set.of(ref)), host).stream()
        .filter(o -> o.ref().equals(ref))
        .findFirst();
  }

  Observed<S> require() {
    return look().orElseThrow();
  }

  /** If the half can; else nothing to say. */
  @SuppressWarnings("unchecked")
  List<Describable.Description> describe(Observed<S> seen) {
    return half instanceof Describable<?> d
        ? ((Describable<S>) d).describe(List.of(seen), true, host)
        : List.of(Describable.Description.NONE);
  }

  Optional<String> version() {
    return look().map(Observed::version);
  }

  @SuppressWarnings("unchecked")
  void stop(S have) {
    if (half instanceof Quiesceable<?> q) {
      ((Quiesceable<S>) q).quiesce(ref, have, host);
    }
  }

  @SuppressWarnings("unchecked")
  void start(S want) {
    if (half instanceof Quiesceable<?> q) {
      ((Quiesceable<S>) q).resume(ref, want, host);
    }
  }

  /**
   * Removes it and makes it as it was, if the half can.
   *
   * @param wire sends a state there and back
   */
  @SuppressWarnings("unchecked")
  void makeAgain(UnaryOperator<S> wire) {
    if (half instanceof Recallable<?> r) {
      Recallable<S> recallable = (Recallable<S>) r;
      Path folder = host.home().resolve("contract-belongings");
      S kept = recallable.keep(ref, require().state(), folder, host).orElseThrow();
      close();
      make(wire.apply(recallable.recall(ref, wire.apply(kept), folder, host)));
      host.run(Command.of("rm", "--recursive", "--force", folder.toString()));
    }
  }

  /** Removes it, if it is there. */
  @Override
  public void close() {
    look()
        .ifPresent(
            have -> {
              stop(have.state());
              String version = require().version();
              half.apply(
                  new Change.Remove<>(ref, project, have.state(), version, true),
                  host,
                  Progress.NONE);
            });
  }
}
