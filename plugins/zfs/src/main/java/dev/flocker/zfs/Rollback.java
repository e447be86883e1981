package dev.flocker.zfs;

import dev.flocker.api.node.Command;
import dev.flocker.api.node.CommandFailed;
import dev.flocker.api.node.Failure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Brings a snapshot's data back as the newest state. {@code zfs rollback} would destroy every
 * snapshot after it, and with them what replicas build upon; this goes forward instead. The data is
 * copied beside what is there and takes its place whole.
 *
 * <p>Of volumes that are one state the data of all goes out of its place before that of any comes
 * in: on a volume that has something and lacks its data nothing starts. So, cut short at any
 * moment, all have the old data or all have the new, or nothing that uses them all starts; ZFS
 * keeps the order over a power failure. It can be done again, which goes on.
 *
 * @param snapshot without the dataset's name
 */
record Rollback(Dataset dataset, String snapshot, Zfs zfs) {

  /** The folder that data is copied to: nothing is started on it. */
  static final String NEXT = "data.rollback";

  /** What was there before, until it is gone; the snapshot taken before keeps it. */
  static final String LAST = "data.before-rollback";

  /** What a dataset that is copied from is called after the volume's name. */
  static final String SUFFIX = "rollback";

  private static final Duration LONG = Duration.ofHours(6);

  /**
   * One whose data is copied.
   *
   * @param empty whether there was none
   * @param quota of the dataset, in bytes; 0 if it has none
   */
  private record Copied(Rollback of, boolean empty, long quota) {}

  /**
   * Removes what some that were cut short left, and sees to it that there is room for the old
   * states beside what is there now.
   *
   * @throws Failure before anything is changed, if there is too little
   */
  static void requireRoom(List<Rollback> all) {
    long besides = 0;
    for (Rollback one : all) {
      besides += one.requireRoom(besides);
    }
  }

  /**
   * @return bytes that it needs
   */
  private long requireRoom(long besides) {
    discard(dataset, zfs);
    if (!hasData()) {
      return 0;
    }
    runLong(remove(place(NEXT)));
    Space space = new Space(dataset, zfs);
    long bytes = space.referenced(dataset.snapshot(snapshot));
    space.requireBeside(bytes, besides);
    return bytes;
  }

  static void run(List<Rollback> all) {
    List<Copied> copied = new ArrayList<>();
    try {
      all.forEach(one -> copied.add(one.copy()));
    } catch (Failure e) {
      copied.forEach(one -> one.of().takeBack(one.quota()));
      throw e;
    }
    copied.forEach(one -> one.of().vacate());
    copied.stream().filter(one -> !one.empty()).forEach(one -> one.of().enter());
    copied.forEach(one -> one.of().end(one.quota()));
  }

  private Copied copy() {
    discard(dataset, zfs);
    Dataset clone = source(dataset);
    zfs.run(ZfsCommands.clone(dataset.snapshot(snapshot), clone));
    zfs.mount(clone);
    List<String> there = zfs.host().list(Path.of(clone.mountpoint()));
    boolean empty = there.isEmpty();
    if (!empty && !there.contains(Dataset.DATA)) {
      discard(dataset, zfs);
      throw new Failure(
          dataset.snapshot(snapshot),
          "it was taken when a rollback had been cut short: it has no folder data",
          "go back to another one");
    }
    long quota = zfs.require(dataset).refquota();
    if (quota != 0) { // Both states are there for a while. Cut short, the next run sets it again.
      zfs.run(ZfsCommands.set(dataset, "refquota", "none"));
    }
    try {
      runLong(remove(place(NEXT)));
      if (!empty) {
        runLong(copy(Path.of(clone.mountpoint(), Dataset.DATA), place(NEXT)));
      }
    } catch (CommandFailed e) {
      takeBack(quota);
      throw e;
    }
    return new Copied(this, empty, quota);
  }

  /** A copy that found no room must not keep the pool full. */
  private void takeBack(long quota) {
    if (hasData()) {
      runLong(remove(place(NEXT)));
    }
    discard(dataset, zfs);
    limit(quota);
  }

  private void vacate() {
    if (hasData()) {
      runLong(remove(place(LAST)));
      runLong(move(place(Dataset.DATA), place(LAST)));
    }
  }

  private void enter() {
    runLong(move(place(NEXT), place(Dataset.DATA)));
  }

  private void end(long quota) {
    runLong(remove(place(LAST)));
    limit(quota);
    discard(dataset, zfs);
  }

  private void limit(long quota) {
    if (quota != 0) {
      zfs.runOnceFree(ZfsCommands.set(dataset, "refquota", Long.toString(quota)));
    }
  }

  private boolean hasData() {
    return zfs.host().list(Path.of(dataset.mountpoint())).contains(Dataset.DATA);
  }

  private Path place(String folder) {
    return Path.of(dataset.mountpoint(), folder);
  }

  private static Dataset source(Dataset dataset) {
    return dataset.beside(SUFFIX);
  }

  /** Destroys what one, or one that was cut short, copies from. */
  static void discard(Dataset dataset, Zfs zfs) {
    Dataset source = source(dataset);
    Optional<Found> clone = zfs.find(source);
    if (clone.isEmpty()) {
      return;
    }
    if (clone.get().mounted()) {
      zfs.runOnceFree(ZfsCommands.unmount(clone.get().mountpoint()));
    }
    zfs.runOnceFree(ZfsCommands.destroy(source.path()));
  }

  static List<String> remove(Path directory) {
    return List.of("rm", "--recursive", "--force", "--one-file-system", directory.toString());
  }

  static List<String> copy(Path from, Path to) {
    return List.of("cp", "--archive", "--no-target-directory", from.toString(), to.toString());
  }

  private static List<String> move(Path from, Path to) {
    return List.of("mv", "--no-target-directory", from.toString(), to.toString());
  }

  private void runLong(List<String> argv) {
    zfs.host().run(Command.of(argv).within(LONG));
  }
}
