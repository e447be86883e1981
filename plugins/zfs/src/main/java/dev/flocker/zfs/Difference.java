package dev.flocker.zfs;

import dev.flocker.api.node.Command;
import dev.flocker.api.node.CommandFailed;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What has changed in a volume since a snapshot. */
record Difference(Local local) {

  static final int MOST = 1000;

  /**
   * @throws Failure if ZFS here cannot tell
   */
  List<String> lines(Version from, Optional<Version> to) {
    Found found = local.require();
    found.own();
    if (!Features.isOpenZfs(local.zfs().host())) {
      throw new Failure(
          found.dataset(),
          "zfs-fuse has no zfs diff",
          "compare clones of both snapshots: flocker volume clone, and then diff -r");
    }
    String since = local.dataset().snapshot(found.named(from));
    String until =
        to.map(v -> local.dataset().snapshot(found.named(v))).orElse(local.dataset().path());
    Command command = Zfs.writing(ZfsCommands.difference(since, until, MOST));
    Command.Result result = local.zfs().host().run(command);
    if (result.output().isEmpty() && !result.errors().isBlank()) {
      throw new CommandFailed(command, 1, result.errors()); // head ends well in any case
    }
    return shown(result.output().lines().toList(), found.mountpoint());
  }

  /** Of what containers get, without the way there. */
  static List<String> shown(List<String> printed, String mountpoint) {
    String data = mountpoint + "/" + Dataset.DATA + "/";
    List<String> lines = new ArrayList<>();
    for (String line : printed.subList(0, Math.min(MOST, printed.size()))) {
      if (line.contains(data)) {
        lines.add(line.replace(data, "").replace('\t', ' '));
      }
    }
    if (printed.size() > MOST) {
      lines.add("and more");
    }
    return lines;
  }
}
