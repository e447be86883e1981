package dev.flocker.docker;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Change;
import dev.flocker.api.node.Command;
import dev.flocker.api.node.Host;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts a container in the place of another one. While {@code web} is being replaced, {@code
 * web.next} is the new one before it takes the name, and {@code web.old} the former one until the
 * new one is good. Each step may be done again.
 */
final class Replacement {

  private static final Duration BEYOND_STOP = Duration.ofSeconds(30);

  private final Ref ref;
  private final Host host;

  Replacement(Ref ref, Host host) {
    this.ref = ref;
    this.host = host;
  }

  /**
   * @param prepare makes the new one beside, but for one that joins another's network: that may
   *     just have been replaced itself
   */
  void replace(Change.Replace<ContainerState> change, Runnable prepare) {
    String name = ref.name();
    Map<String, Own> own = Own.of(ref, host);
    Optional<String> outside = change.have().outside();
    if (!own.containsKey(name + Own.NEXT)) {
      if (own.containsKey(name + (outside.isPresent() ? "" : Own.OLD))) {
        return; // done already
      }
      prepare.run();
      if (change.want().joins()) {
        new Creation(ref, change.project(), host).create(name + Own.NEXT, change.want());
      }
    }
    if (own.containsKey(name)) {
      stop(change.have()); // Docker gives its ports back only now
      host.run(Command.of(DockerCommands.rename(name, name + Own.OLD)));
    }
    outside.ifPresent(id -> new Adoption(ref, host).giveWay(id));
    new Directories(host).seed(ref, change.project(), change.want());
    host.run(Command.of(DockerCommands.rename(name + Own.NEXT, name)));
  }

  void remove(Change.Remove<ContainerState> change) {
    Optional<String> outside = change.have().outside();
    if (outside.isPresent()) {
      Adoption adoption = new Adoption(ref, host);
      adoption.giveWay(outside.get());
      adoption.leave();
      return;
    }
    Map<String, Own> own = Own.of(ref, host);
    if (own.containsKey(ref.name())) {
      stop(change.have());
    }
    own.values().forEach(o -> o.discard(host));
    own.values().forEach(o -> MountedFiles.remove(o, ref, host));
    MountedFiles.sweep(ref, change.project(), List.of(), host);
  }

  /** The new one is good: the former one goes. */
  void settle() {
    Map<String, Own> own = Own.of(ref, host);
    Own old = own.remove(ref.name() + Own.OLD);
    if (old != null) {
      old.discard(host);
      MountedFiles.remove(old, ref, host);
      MountedFiles.sweep(ref, old.project(), own.values(), host);
    }
    new Adoption(ref, host).leave();
  }

  /** The new one is no good: the former one gets its name back, and is not started. */
  void revert() {
    Map<String, Own> own = Own.of(ref, host);
    Own old = own.get(ref.name() + Own.OLD);
    Adoption adoption = new Adoption(ref, host);
    if (old == null) {
      if (adoption.isPending()) {
        adoption.comeBack();
      }
      return;
    }
    Own failed = own.remove(ref.name());
    if (failed != null) {
      failed.discard(host);
    }
    host.run(Command.of(DockerCommands.rename(old.name(), ref.name())));
    MountedFiles.sweep(ref, old.project(), own.values(), host);
  }

  private void stop(ContainerState have) {
    Duration timeout = have.stopTimeout();
    Command stop = Command.of(DockerCommands.stop(ref.name(), timeout));
    host.run(stop.within(timeout.plus(BEYOND_STOP)));
  }
}
