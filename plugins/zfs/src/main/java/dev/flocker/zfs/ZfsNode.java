package dev.flocker.zfs;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Change;
import dev.flocker.api.node.Command;
import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Foreseeable;
import dev.flocker.api.node.Host;
import dev.flocker.api.node.Movable;
import dev.flocker.api.node.NodeHalf;
import dev.flocker.api.node.Observed;
import dev.flocker.api.node.Outgoing;
import dev.flocker.api.node.Partial;
import dev.flocker.api.node.Preparable;
import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Scope;
import dev.flocker.api.node.Sweepable;
import dev.flocker.api.node.Version;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Volumes on one node, as ZFS datasets. */
final class ZfsNode
    implements NodeHalf<VolumeState>,
        Movable,
        Preparable<VolumeState>,
        Foreseeable<VolumeState>,
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
      case Change.Update<VolumeState> u -> foresee(u.ref(), u.want(), host);
      case Change.Replace<VolumeState> r -> {}
      case Change.Remove<VolumeState> r -> {}
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

  @Override
  public Optional<Copy> copy(String project, Ref ref, Host host) {
    return Pools.known(host)
        .map(pool -> new Dataset(pool, project, ref.name()))
        .flatMap(new Zfs(host)::find)
        .flatMap(Found::copy);
  }

  @Override
  public Version snapshot(String project, Ref ref, String label, Host host) {
    return local(project, ref, host).snapshot(label);
  }

  /** zfs-fuse takes one snapshot after the other. */
  @Override
  public List<Version> snapshots(String project, List<Ref> refs, String label, Host host) {
    if (!Features.isOpenZfs(host)) {
      return refs.stream().map(ref -> snapshot(project, ref, label, host)).toList();
    }
    List<Dataset> datasets = refs.stream().map(r -> local(project, r, host).dataset()).toList();
    return Local.snapshots(datasets, label, new Zfs(host));
  }

  @Override
  public Outgoing outgoing(
      String project,
      Ref ref,
      Optional<Version> base,
      List<Version> versions,
      Set<String> features,
      Host host) {
    Local local = local(project, ref, host);
    Found found = local.require();
    Set<String> how = Features.ofStream(local.dataset(), features, host);
    Space space = new Space(local.dataset(), local.zfs());
    Optional<String> from = base.map(found::named);
    long bytes =
        versions.isEmpty()
            ? space.sinceThen(from, Features.isOpenZfs(host))
            : space.ofStreams(from, versions.stream().map(found::named).toList(), how);
    Map<String, String> properties = new Settings(local.zfs()).carried(local.dataset());
    return new Outgoing(bytes, properties, List.copyOf(how));
  }

  @Override
  public void requireReceivable(
      String project, Ref ref, Outgoing outgoing, long besides, Host host) {
    Local local = local(project, ref, host);
    Features.requireFitting(local.find(), local.dataset(), outgoing.features(), host);
    new Settings(local.zfs())
        .requireSupported(ref.toString(), Properties.canonical(outgoing.properties()));
    new Space(local.dataset(), local.zfs()).require(outgoing.bytes(), besides);
  }

  @Override
  public Partial partial(String project, Ref ref, Host host) {
    return new Transfer(local(project, ref, host)).partial();
  }

  @Override
  public List<String> sendRest(String project, Ref ref, String token, Host host) {
    return new Transfer(local(project, ref, host)).rest(token);
  }

  @Override
  public void abandon(String project, Ref ref, Host host) {
    new Transfer(local(project, ref, host)).abandon();
  }

  @Override
  public void requireOpenable(String project, Ref ref, Host host) {
    if (Features.isOpenZfs(host)) {
      Local local = local(project, ref, host);
      new Key(local.dataset(), local.zfs()).require();
    }
  }

  @Override
  public void adapt(String project, Ref ref, Map<String, String> properties, Host host) {
    Local local = local(project, ref, host);
    new Settings(local.zfs()).set(local.dataset(), Properties.canonical(properties));
  }

  /** The snapshots are found by their GUIDs, whatever they are called here. */
  @Override
  public List<String> send(
      String project,
      Ref ref,
      Optional<Version> base,
      Version to,
      Set<String> features,
      Host host) {
    Local local = local(project, ref, host);
    Found found = local.require();
    found.requirePlain(local.dataset().mountpoint()); // or it could not be opened again
    return ZfsCommands.send(local.dataset(), base.map(found::named), found.named(to), features);
  }

  @Override
  public void expect(String project, Ref ref, Host host) {
    local(project, ref, host).expect();
  }

  @Override
  public List<String> receive(String project, Ref ref, Set<String> features, Host host) {
    Local local = local(project, ref, host);
    Optional<Found> here = local.find();
    here.ifPresent(found -> requireReceivable(found, local.dataset()));
    return ZfsCommands.receive(
        here.isPresent() ? local.dataset() : local.dataset().incoming(), features);
  }

  private static void requireReceivable(Found found, Dataset dataset) {
    found.own();
    found.requirePlain(dataset.mountpoint());
  }

  @Override
  public void requireClosable(String project, Ref ref, Host host) {
    local(project, ref, host).requireClosable();
  }

  @Override
  public void fence(String project, Ref ref, Host host) {
    Local local = local(project, ref, host);
    Found found = local.require();
    found.own();
    local.unmount(found);
  }

  @Override
  public void record(String project, Ref ref, Optional<Copy> expected, Copy next, Host host) {
    local(project, ref, host).record(expected, next);
  }

  @Override
  public void open(String project, Ref ref, Host host) {
    local(project, ref, host).open();
  }

  @Override
  public void retain(String project, Ref ref, Set<String> guids, int keep, Host host) {
    Local local = local(project, ref, host);
    new Retention(local.dataset(), local.zfs()).apply(guids, keep);
  }

  @Override
  public void setAside(String project, Ref ref, String suffix, Host host) {
    local(project, ref, host).setAside(suffix);
  }

  @Override
  public void rollback(String project, Ref ref, Version to, Host host) {
    Local local = local(project, ref, host);
    String from = local.require().named(to);
    Rollback rollback = new Rollback(local.dataset(), local.zfs());
    rollback.requireRoom(from);
    local.snapshot("before-rollback-" + Instant.now().toEpochMilli());
    rollback.to(from);
  }

  @Override
  public Set<String> features(Host host) {
    return Features.of(host);
  }

  private static Local local(String project, Ref ref, Host host) {
    return new Local(new Dataset(Pools.require(host), project, ref.name()), new Zfs(host));
  }
}
