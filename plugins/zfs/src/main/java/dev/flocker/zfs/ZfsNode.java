package dev.flocker.zfs;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Change;
import dev.flocker.api.node.Command;
import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Describable;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Foreseeable;
import dev.flocker.api.node.Host;
import dev.flocker.api.node.NodeHalf;
import dev.flocker.api.node.Observed;
import dev.flocker.api.node.Preparable;
import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Scope;
import dev.flocker.api.node.Sweepable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Volumes on one node, as ZFS datasets. */
final class ZfsNode extends Copies
    implements NodeHalf<VolumeState>,
        Preparable<VolumeState>,
        Foreseeable<VolumeState>,
        Describable<VolumeState>,
        Sweepable {

  @Override
  public List<Requirement> requirements() {
    return List.of(
        new Requirement(
            "ZFS with a pool",
            Command.of("sh", "-c", "test -n \"$(zpool list -H -o name)\""),
            "install zfsutils-linux, then zpool create NAME DISK"));
  }

  @Override
  public List<String> remedies(Requirement lacking, Host host) {
    return new PoolAdvice(host).lines();
  }

  @Override
  public List<Observed<VolumeState>> observe(Scope scope, Host host) {
    Optional<String> pool = Pools.look(host);
    if (pool.isEmpty()) {
      return List.of();
    }
    Zfs zfs = new Zfs(host);
    String root = Dataset.root(pool.get()) + "/";
    List<Found> shown =
        zfs.below(Dataset.root(pool.get())).stream().filter(f -> isShown(f, root, scope)).toList();
    Map<String, Map<String, String>> properties =
        new Settings(zfs).of(shown.stream().map(Found::dataset).toList());
    return shown.stream()
        .map(f -> observed(f, root, properties.getOrDefault(f.dataset(), Map.of())))
        .toList();
  }

  @Override
  public List<Description> describe(List<Observed<VolumeState>> seen, boolean measure, Host host) {
    return new Usage(host).of(seen);
  }

  @Override
  public void sweep(Host host) {
    Pools.takeOver(host);
  }

  private static boolean isShown(Found found, String root, Scope scope) {
    if (!found.dataset().startsWith(root)) {
      return false;
    }
    String[] path = path(found, root);
    boolean inScope = scope.project().isEmpty() || scope.project().equals(path[0]);
    return path.length == 2
        && inScope
        && (found.copy().isPresent() || scope.wanted().contains(ref(path)));
  }

  private static String[] path(Found found, String root) {
    return found.dataset().substring(root.length()).split("/");
  }

  private static Ref ref(String[] path) {
    return new Ref(VolumeType.NAME, path[1]);
  }

  private static Observed<VolumeState> observed(
      Found found, String root, Map<String, String> properties) {
    String[] path = path(found, root);
    Optional<Copy> copy = found.copy();
    return new Observed<>(
        ref(path),
        copy.map(c -> path[0]),
        found.state(properties),
        true,
        found.version(properties),
        copy);
  }

  /** Before anything is touched: whether ZFS here can do what is wanted. */
  @Override
  public void foresee(Change<VolumeState> change, Host host) {
    switch (change) {
      case Change.Create<VolumeState> c -> foresee(c.ref(), c.want(), host);
      case Change.Update<VolumeState> u -> {
        foresee(u.ref(), u.want(), host);
        Local local = local(u.project(), u.ref(), host);
        if (!u.want().quota().equals(u.have().quota()) && local.isOwner()) {
          local.requireWithin(u.want()); // a copy may be older than what it is to become
        }
      }
      case Change.Replace<VolumeState> r -> {}
      case Change.Remove<VolumeState> r -> {
        if (r.destroyData()) {
          requireDestroyable(r.project(), r.ref(), host);
        }
      }
    }
  }

  private static void foresee(Ref ref, VolumeState want, Host host) {
    new Settings(new Zfs(host)).requireSupported(ref.toString(), want.properties());
  }

  /** A copy that is to become the owner gets its properties while nobody waits for it. */
  @Override
  public void prepare(Change<VolumeState> change, Host host, Progress progress) {
    if (change instanceof Change.Update<VolumeState> u) {
      Local local = local(u.project(), u.ref(), host);
      local.requireWithin(u.want());
      new Settings(local.zfs()).set(local.dataset(), u.want().properties());
    }
  }

  @Override
  public void apply(Change<VolumeState> change, Host host, Progress progress) {
    switch (change) {
      case Change.Create<VolumeState> c -> local(c.project(), c.ref(), host).create(c.want());
      case Change.Update<VolumeState> u -> {
        Local local = local(u.project(), u.ref(), host);
        local.setQuota(u.want());
        if (!u.want().properties().equals(u.have().properties())) {
          new Settings(local.zfs()).set(local.dataset(), u.want().properties());
        }
      }
      case Change.Replace<VolumeState> r ->
          throw new Failure(r.ref().toString(), "a volume is never replaced", "");
      case Change.Remove<VolumeState> r -> {
        if (!r.destroyData()) {
          throw new Failure(
              r.ref().toString(),
              "removing it destroys its data",
              "run again with --allow-destroy if that is meant");
        }
        local(r.project(), r.ref(), host).destroy();
      }
    }
  }
}
