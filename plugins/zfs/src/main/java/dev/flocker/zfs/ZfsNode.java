package dev.flocker.zfs;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Change;
import dev.flocker.api.node.Command;
import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Host;
import dev.flocker.api.node.Movable;
import dev.flocker.api.node.NodeHalf;
import dev.flocker.api.node.Observed;
import dev.flocker.api.node.Outgoing;
import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Scope;
import dev.flocker.api.node.Sweepable;
import dev.flocker.api.node.Version;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Volumes on one node, as ZFS datasets. */
final class ZfsNode implements NodeHalf<VolumeState>, Movable, Sweepable {

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
    String root = Dataset.root(pool.get()) + "/";
    return new Zfs(host)
        .below(Dataset.root(pool.get())).stream()
            .filter(f -> f.dataset().startsWith(root))
            .flatMap(f -> observed(f, f.dataset().substring(root.length()).split("/"), scope))
            .toList();
  }

  @Override
  public void sweep(Host host) {
    Pools.takeOver(host);
  }

  private static Stream<Observed<VolumeState>> observed(Found found, String[] path, Scope scope) {
    boolean inScope = scope.project().isEmpty() || scope.project().equals(path[0]);
    if (path.length != 2 || !inScope) {
      return Stream.empty();
    }
    Ref ref = new Ref(VolumeType.NAME, path[1]);
    Optional<Copy> copy = found.copy();
    if (copy.isEmpty() && !scope.wanted().contains(ref)) {
      return Stream.empty();
    }
    return Stream.of(
        new Observed<>(ref, copy.map(c -> path[0]), found.state(), true, found.version(), copy));
  }

  @Override
  public void apply(Change<VolumeState> change, Host host, Progress progress) {
    switch (change) {
      case Change.Create<VolumeState> c -> local(c.project(), c.ref(), host).create(c.want());
      case Change.Update<VolumeState> u -> local(u.project(), u.ref(), host).setQuota(u.want());
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
    Space space = new Space(local.dataset(), local.zfs());
    Optional<String> from = base.map(found::named);
    long bytes =
        versions.isEmpty()
            ? space.sinceThen(from, hasModule(host))
            : space.ofStreams(from, versions.stream().map(found::named).toList(), features);
    return new Outgoing(bytes, Map.of(), List.copyOf(features));
  }

  @Override
  public void requireReceivable(
      String project, Ref ref, Outgoing outgoing, long besides, Host host) {
    Local local = local(project, ref, host);
    new Space(local.dataset(), local.zfs()).require(outgoing.bytes(), besides);
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
    return hasModule(host) ? Set.of(ZfsCommands.OPENZFS, ZfsCommands.COMPRESSED) : Set.of();
  }

  private static boolean hasModule(Host host) {
    return host.read(Pools.MODULE).isPresent();
  }

  private static Local local(String project, Ref ref, Host host) {
    return new Local(new Dataset(Pools.require(host), project, ref.name()), new Zfs(host));
  }
}
