package dev.flocker.zfs;

import dev.flocker.api.node.Command;
import dev.flocker.api.node.CommandFailed;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Which of a volume's snapshots are held, kept and pruned. Those flocker did not take stay. */
record Retention(Dataset dataset, Zfs zfs) {

  /**
   * Holds before it lets go, so that what is needed is held throughout.
   *
   * @param guids those to hold
   * @param keep how many of the newest stay besides
   */
  void apply(Set<String> guids, int keep) {
    List<Found.Snapshot> ours = zfs.require(dataset).ours();
    for (Found.Snapshot needed : ours) {
      if (guids.contains(needed.guid())) {
        zfs.hold(dataset.snapshot(needed.name()));
      }
    }
    List<Found.Snapshot> free = ours.stream().filter(s -> !guids.contains(s.guid())).toList();
    for (Found.Snapshot snapshot : free) {
      if (snapshot.held()) {
        zfs.release(dataset.snapshot(snapshot.name()));
      }
    }
    free.subList(0, Math.max(0, free.size() - keep))
        .forEach(s -> prune(dataset.snapshot(s.name())));
  }

  /** One that someone else holds or has cloned stays. */
  private void prune(String snapshot) {
    Command command = Zfs.writing(ZfsCommands.destroy(snapshot)).allowing(0, 1);
    Command.Result result = zfs.host().run(command);
    boolean others =
        Stream.of("busy", "held", "dependent clones").anyMatch(result.errors()::contains);
    if (result.exit() != 0 && !others) {
      throw new CommandFailed(command, result.exit(), result.errors());
    }
  }
}
