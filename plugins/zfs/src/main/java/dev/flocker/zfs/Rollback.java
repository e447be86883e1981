package dev.flocker.zfs;

import dev.flocker.api.node.Command;
import dev.flocker.api.node.CommandFailed;
import dev.flocker.api.node.Failure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Brings a snapshot's data back as the newest state. {@code zfs rollback} would destroy every
 * snapshot after it, and with them what replicas build upon; this goes forward instead. The data is
 * copied beside what is there and takes its place whole: cut short at any moment, it leaves one of
 * the two whole, and ZFS itself keeps the order over a power failure. It can be done again.
 */
record Rollback(Dataset dataset, Zfs zfs) {

  /** The folder that data is copied to: nothing is started on it. */
  static final String NEXT = "data.rollback";

  /** What was there before, until it is gone; the snapshot taken before keeps it. */
  static final String LAST = "data.before-rollback";

  private static final Duration LONG = Duration.ofHours(6);

  /**
   * Removes what one that was cut short left, and sees to it that there is room for the old state
   * beside what is there now.
   *
   * @throws Failure before anything is changed, if there is too little
   */
  void requireRoom(String snapshot) {
    discard();
    Path place = Path.of(dataset.mountpoint());
    if (zfs.host().list(place).contains(Dataset.DATA)) {
      runLong(remove(place.resolve(NEXT)));
      Space space = new Space(dataset, zfs);
      space.requireBeside(space.referenced(dataset.snapshot(snapshot)));
    }
  }

  void to(String snapshot) {
    discard();
    Dataset clone = source();
    zfs.run(ZfsCommands.clone(dataset.snapshot(snapshot), clone));
    zfs.mount(clone);
    List<String> there = zfs.host().list(Path.of(clone.mountpoint()));
    boolean empty = there.isEmpty();
    if (!empty && !there.contains(Dataset.DATA)) {
      discard();
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
      bring(Path.of(clone.mountpoint(), Dataset.DATA), empty);
    } catch (CommandFailed e) {
      takeBack(quota);
      throw e;
    }
    limit(quota);
    discard();
  }

  private void limit(long quota) {
    if (quota != 0) {
      zfs.runOnceFree(ZfsCommands.set(dataset, "refquota", Long.toString(quota)));
    }
  }

  /** A copy that found no room must not keep the pool full. */
  private void takeBack(long quota) {
    Path place = Path.of(dataset.mountpoint());
    if (zfs.host().list(place).contains(Dataset.DATA)) {
      runLong(remove(place.resolve(NEXT)));
    }
    discard();
    limit(quota);
  }

  private Dataset source() {
    return dataset.beside("rollback");
  }

  /** Destroys what this, or one that was cut short, copies from. */
  void discard() {
    Optional<Found> clone = zfs.find(source());
    if (clone.isEmpty()) {
      return;
    }
    if (clone.get().mounted()) {
      zfs.runOnceFree(ZfsCommands.unmount(clone.get().mountpoint()));
    }
    zfs.runOnceFree(ZfsCommands.destroy(source().path()));
  }

  private void bring(Path from, boolean empty) {
    Path place = Path.of(dataset.mountpoint());
    Path data = place.resolve(Dataset.DATA);
    runLong(remove(place.resolve(NEXT)));
    if (!empty) {
      runLong(copy(from, place.resolve(NEXT)));
    }
    if (zfs.host().list(place).contains(Dataset.DATA)) {
      runLong(remove(place.resolve(LAST)));
      runLong(empty ? move(data, place.resolve(LAST)) : exchange(place));
    } else if (!empty) {
      runLong(move(place.resolve(NEXT), data));
    }
    runLong(remove(place.resolve(LAST)));
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

  /** In one process; between the two, nothing is started either. */
  static List<String> exchange(Path place) {
    String data = place.resolve(Dataset.DATA).toString();
    String last = place.resolve(LAST).toString();
    String next = place.resolve(NEXT).toString();
    String script = "mv -T \"$1\" \"$2\" && mv -T \"$3\" \"$1\"";
    return List.of("sh", "-c", script, "sh", data, last, next);
  }

  private void runLong(List<String> argv) {
    zfs.host().run(Command.of(argv).within(LONG));
  }
}
