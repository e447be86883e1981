package dev.flocker.zfs;

import dev.flocker.api.node.Command;
import java.time.Duration;
import java.util.List;

/**
 * Brings a snapshot's content back as the newest state. {@code zfs rollback} would destroy every
 * snapshot after it, and with them what replicas build upon; this goes forward instead.
 */
record Rollback(Dataset dataset, Zfs zfs) {

  private static final Duration LONG = Duration.ofHours(6);

  /** Can be done again after it was cut short: the snapshot stays what it was. */
  void to(String snapshot) {
    Dataset clone = dataset.beside("rollback");
    if (zfs.find(clone).isPresent()) {
      zfs.runOnceFree(ZfsCommands.destroy(clone.path()));
    }
    zfs.run(ZfsCommands.clone(dataset.snapshot(snapshot), clone));
    zfs.mount(clone);
    runLong(empty(dataset.mountpoint()));
    runLong(copy(clone.mountpoint(), dataset.mountpoint()));
    zfs.runOnceFree(ZfsCommands.unmount(clone.mountpoint()));
    zfs.runOnceFree(ZfsCommands.destroy(clone.path()));
  }

  static List<String> empty(String directory) {
    return List.of("find", directory, "-mindepth", "1", "-xdev", "-delete");
  }

  static List<String> copy(String from, String to) {
    return List.of("cp", "-a", "--", from + "/.", to);
  }

  private void runLong(List<String> argv) {
    zfs.host().run(Command.of(argv).within(LONG));
  }
}
