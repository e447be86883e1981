package dev.flocker.zfs;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Host;
import dev.flocker.api.node.Movable;
import dev.flocker.api.node.Outgoing;
import dev.flocker.api.node.Partial;
import dev.flocker.api.node.Snapshot;
import dev.flocker.api.node.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The copies of volumes on one node, which are sent, received, handed over and opened. */
abstract class Copies implements Movable {

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
        .requireSupported(ref.toString(), Properties.carried(outgoing.properties()));
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
    new Received(local.dataset(), local.zfs()).takeBack(local.require());
    new Settings(local.zfs()).set(local.dataset(), Properties.carried(properties));
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
  public void rollback(String project, Map<Ref, Version> to, Host host) {
    List<Rollback> all = new ArrayList<>();
    to.forEach(
        (ref, version) -> {
          Local local = local(project, ref, host);
          all.add(new Rollback(local.dataset(), local.require().named(version), local.zfs()));
        });
    Rollback.requireRoom(all);
    String label = "before-rollback-" + Instant.now().toEpochMilli();
    snapshots(project, List.copyOf(to.keySet()), label, host);
    Rollback.run(all);
  }

  @Override
  public void branch(
      String project, Ref ref, Version from, String toProject, Ref to, Copy record, Host host) {
    new Renaming(local(project, ref, host), local(toProject, to, host)).branch(from, record);
  }

  @Override
  public void rename(String project, Ref ref, String toProject, Ref to, Host host) {
    new Renaming(local(project, ref, host), local(toProject, to, host)).rename();
  }

  @Override
  public void requireDestroyable(String project, Ref ref, Host host) {
    new Removal(local(project, ref, host)).require();
  }

  @Override
  public List<String> difference(
      String project, Ref ref, Version from, Optional<Version> to, Host host) {
    return new Difference(local(project, ref, host)).lines(from, to);
  }

  @Override
  public List<Snapshot> list(String project, Ref ref, Host host) {
    return new Listing(local(project, ref, host).dataset(), host).snapshots();
  }

  @Override
  public Set<String> features(Host host) {
    return Features.of(host);
  }

  static Local local(String project, Ref ref, Host host) {
    return new Local(new Dataset(Pools.require(host), project, ref.name()), new Zfs(host));
  }
}
