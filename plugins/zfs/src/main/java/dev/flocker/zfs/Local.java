package dev.flocker.zfs;

import dev.flocker.api.node.Command;
import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Copy.Role;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Version;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** One node's copy of a volume, and what can be done to it. */
record Local(Dataset dataset, Zfs zfs) {

  /** Nobody else replaces a record between a look at it and its replacement. */
  private static final Map<Dataset, ReentrantLock> RECORDS = new ConcurrentHashMap<>();

  Optional<Found> find() {
    return zfs.find(dataset);
  }

  Found require() {
    return zfs.require(dataset);
  }

  /** Makes an owner. One that is here already is only brought to its state. */
  void create(VolumeState want) {
    Optional<Found> found = find();
    if (found.isPresent()) {
      found.get().own();
      setQuota(want);
      new Settings(zfs).set(dataset, want.properties());
      return;
    }
    zfs.makeParents(dataset);
    prepareMountpoint();
    zfs.run(ZfsCommands.createOwner(dataset, want, CopyRecord.format(Copy.fresh())));
  }

  void setQuota(VolumeState want) {
    String value = want.quota().map(q -> Long.toString(q.bytes())).orElse("none");
    zfs.run(ZfsCommands.set(dataset, "refquota", value));
  }

  boolean isOwner() {
    return find().flatMap(Found::copy).filter(c -> c.role() == Role.OWNER).isPresent();
  }

  /**
   * @throws Failure if it holds more than its quota is to be: ZFS would refuse to set that
   */
  void requireWithin(VolumeState want) {
    if (want.quota().isEmpty()) {
      return;
    }
    long quota = want.quota().get().bytes();
    long held = new Space(dataset, zfs).referenced(dataset.path());
    if (quota < held) {
      String why =
          "its quota is to be %s, and it holds %s".formatted(Space.text(quota), Space.text(held));
      String remedy = "raise the quota, or remove files from the volume where it is now";
      throw new Failure(dataset.path(), why, remedy);
    }
  }

  /** Before what uses it is stopped: sees to it that {@link #unmount} is not in vain then. */
  void requireClosable() {
    requireChildless();
    Found found = require();
    if (found.mounted()) {
      Set<String> who = Holders.ofFiles(found.mountpoint(), zfs.host());
      who.addAll(Holders.ofPrivateMounts(dataset.path(), zfs.host()));
      if (!who.isEmpty()) {
        throw used("it could not be closed", who);
      }
    }
  }

  void requireChildless() {
    List<String> children =
        zfs.below(dataset.path()).stream()
            .map(Found::dataset)
            .filter(d -> !d.equals(dataset.path()))
            .toList();
    if (!children.isEmpty()) {
      throw new Failure(
          dataset.path(),
          "it has datasets below it, which would be left behind: " + String.join(", ", children),
          "bring their data into the volume itself, and destroy or rename them");
    }
  }

  /** Destroys it with its snapshots, if flocker took them all and nobody builds upon them. */
  void destroy() {
    Optional<Found> here = find();
    if (here.isEmpty()) {
      return;
    }
    new Removal(this).require();
    Found found = here.get();
    unmount(found);
    Rollback.discard(dataset, zfs);
    destroyWithSnapshots(found);
  }

  private void destroyWithSnapshots(Found found) {
    for (Found.Snapshot snapshot : found.snapshots()) {
      String name = found.dataset() + "@" + snapshot.name();
      if (snapshot.held()) {
        zfs.release(name);
      }
      zfs.runOnceFree(ZfsCommands.destroy(name));
    }
    zfs.runOnceFree(ZfsCommands.destroy(found.dataset()));
  }

  /** What an earlier first stream left behind without a record is of no use to anyone. */
  void expect() {
    zfs.makeParents(dataset);
    if (Features.isOpenZfs(zfs.host())) {
      new Transfer(this).abandon();
    }
    zfs.find(dataset.incoming()).ifPresent(this::destroyWithSnapshots);
  }

  Version snapshot(String label) {
    return snapshots(List.of(dataset), label, zfs).getFirst();
  }

  /** Takes snapshots of several at one instant; for zfs-fuse of one. */
  static List<Version> snapshots(List<Dataset> datasets, String label, Zfs zfs) {
    String name = Found.LABEL + label;
    zfs.run(ZfsCommands.snapshot(datasets.stream().map(d -> d.snapshot(name)).toList()));
    return datasets.stream().map(d -> held(d.snapshot(name), name, zfs)).toList();
  }

  private static Version held(String path, String name, Zfs zfs) {
    zfs.hold(path);
    return new Version(name, zfs.host().run(Command.of(ZfsCommands.guid(path))).output().strip());
  }

  /**
   * Sees to it that nobody can write to it, in no mount namespace. Leaves it as it was if someone
   * still uses it.
   */
  void unmount(Found found) {
    if (found.mounted()) {
      Command unmount =
          Zfs.writing(ZfsCommands.unmount(found.mountpoint()))
              .allowing(0, 1, ZfsCommands.UNMOUNT_FAILED);
      Command.Result result = zfs.host().run(unmount);
      if (result.exit() != 0) {
        Set<String> who = Holders.ofFiles(found.mountpoint(), zfs.host());
        throw used(result.errors().strip().replaceFirst("\\.$", ""), who);
      }
    }
    Set<String> elsewhere = Holders.ofMounts(dataset.path(), zfs.host());
    if (!elsewhere.isEmpty()) {
      if (found.mounted()) {
        zfs.runOnceFree(ZfsCommands.mount(dataset));
      }
      throw used("it is mounted in another mount namespace", elsewhere);
    }
  }

  private Failure used(String why, Set<String> who) {
    return new Failure(
        dataset.path(),
        why + (who.isEmpty() ? "" : ": used by " + String.join(", ", who)),
        "stop what uses it, then run again");
  }

  /**
   * Replaces the record. What may not write is made so before the record says it; a copy received
   * for the first time takes the volume's name once it has one.
   */
  void record(Optional<Copy> expected, Copy next) {
    ReentrantLock lock = RECORDS.computeIfAbsent(dataset, d -> new ReentrantLock());
    lock.lock();
    try {
      replaceRecord(expected, next);
    } finally {
      lock.unlock();
    }
  }

  private void replaceRecord(Optional<Copy> expected, Copy next) {
    Optional<Found> here = find();
    Optional<String> now = here.map(Found::own);
    if (!now.equals(expected.map(CopyRecord::format))) {
      throw new Failure(
          dataset.path(),
          "its record is not what this run saw, but " + now.orElse("absent"),
          "run again");
    }
    Dataset target = here.isPresent() ? dataset : dataset.incoming();
    Found found = here.orElseGet(() -> zfs.require(target));
    if (here.isEmpty()) {
      requireArrived(found);
      found.requirePlain(target.mountpoint());
    }
    new Received(target, zfs).takeBack(found);
    next.handoff().ifPresent(handoff -> requireNewest(handoff.version(), found));
    if (next.role() != Role.OWNER) {
      lock(target, found);
    }
    zfs.run(ZfsCommands.set(target, ZfsCommands.COPY, CopyRecord.format(next, expected)));
    if (next.role() == Role.REPLICA && found.refquota() != 0) {
      zfs.run(ZfsCommands.set(target, "refquota", "none"));
    }
    if (here.isEmpty()) {
      zfs.runOnceFree(ZfsCommands.rename(target, dataset));
    }
  }

  /** A stream that was cut short has left none of its snapshot. */
  private static void requireArrived(Found incoming) {
    if (incoming.snapshots().isEmpty()) {
      throw new Failure(incoming.dataset(), "nothing has arrived in it yet", "run again");
    }
  }

  /**
   * What is given up is all that is here. A controller that was taken for lost may still order it
   * when more was written and kept since.
   */
  private void requireNewest(Version given, Found found) {
    boolean newest =
        found.copy().flatMap(Copy::newest).filter(v -> v.guid().equals(given.guid())).isPresent();
    if (!newest) {
      throw new Failure(
          dataset.path(),
          given.snapshot() + " is to be handed over, and is not its newest snapshot",
          "run again");
    }
  }

  /** Neither a reboot nor a mount makes it writable from here on. */
  private void lock(Dataset target, Found found) {
    if (found.mounted() && !found.readonly()) {
      throw new Failure(target.path(), "it is still mounted for writing", "run again");
    }
    zfs.run(ZfsCommands.set(target, "canmount", "noauto"));
    zfs.run(ZfsCommands.inherit(target, "readonly"));
  }

  /** Mounts it, now and after every reboot. */
  void open() {
    Found found = require();
    Optional<Copy> copy = found.copy();
    if (copy.map(c -> c.role() != Role.OWNER).orElse(true)) {
      throw new Failure(
          dataset.path(),
          "it does not own the volume, it is " + copy.map(c -> c.role().name()).orElse("foreign"),
          "run again");
    }
    if (found.mounted() && !found.readonly()) {
      return; // zfs-fuse would unmount it to set its canmount, under whoever uses it.
    }
    found.requirePlain(dataset.mountpoint());
    if (!found.mounted()) {
      prepareMountpoint();
    }
    zfs.run(ZfsCommands.set(dataset, "readonly", "off"));
    zfs.run(ZfsCommands.set(dataset, "canmount", "on"));
    zfs.mount(dataset);
  }

  /**
   * Before it is mounted. A container may have been created for it meanwhile; if that was cut
   * short, an empty data folder stayed in its place, over which zfs-fuse mounts nothing.
   */
  private void prepareMountpoint() {
    zfs.host().run(Command.of(ZfsCommands.closeFolder()));
    Path mountpoint = Path.of(dataset.mountpoint());
    if (zfs.host().list(mountpoint).contains(Dataset.DATA)) {
      zfs.run(ZfsCommands.removeEmpty(mountpoint.resolve(Dataset.DATA)));
    }
  }

  void setAside(String suffix) {
    Found found = require();
    found.own();
    lock(dataset, found);
    zfs.runOnceFree(ZfsCommands.rename(dataset, dataset.beside(suffix)));
  }
}
