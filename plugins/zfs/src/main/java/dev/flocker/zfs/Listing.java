package dev.flocker.zfs;

import dev.flocker.api.node.Command;
import dev.flocker.api.node.Host;
import dev.flocker.api.node.Snapshot;
import dev.flocker.api.node.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Every snapshot of a volume on one node, whoever took it, and what ZFS keeps it for. */
record Listing(Dataset dataset, Host host) {

  /** {@code userrefs}: how many hold it. */
  static final String PROPERTIES = "guid,createtxg,creation,used,userrefs";

  /** Oldest first. */
  List<Snapshot> snapshots() {
    String seen = host.run(Command.of(ZfsCommands.usage(PROPERTIES, dataset.path()))).output();
    Map<String, List<String>> clones = clones();
    String begin = dataset.path() + "@";
    return Usage.parse(seen).entrySet().stream()
        .filter(e -> e.getKey().startsWith(begin))
        .sorted(Comparator.comparingLong(e -> Usage.number(e.getValue(), "createtxg")))
        .map(
            e ->
                snapshot(
                    e.getKey().substring(begin.length()),
                    e.getValue(),
                    clones.getOrDefault(e.getKey(), List.of())))
        .toList();
  }

  private static Snapshot snapshot(String name, Map<String, String> values, List<String> clones) {
    List<String> keepers = new ArrayList<>(clones);
    long own = name.startsWith(Found.LABEL) ? 1 : 0;
    if (Usage.number(values, "userrefs") > own) {
      keepers.add("zfs hold of others");
    }
    return new Snapshot(
        new Version(name, values.getOrDefault("guid", "")),
        Instant.ofEpochSecond(Usage.number(values, "creation")),
        Usage.number(values, "used"),
        keepers);
  }

  /** What builds upon which snapshot. */
  private Map<String, List<String>> clones() {
    Map<String, List<String>> clones = new TreeMap<>();
    String root = Dataset.root(dataset.pool()) + "/";
    for (String line :
        host.run(Command.of(ZfsCommands.origins(dataset.pool()))).output().lines().toList()) {
      String[] part = line.split("\t", -1);
      if (part.length == 2 && !part[1].equals("-")) {
        String clone = part[0].startsWith(root) ? part[0].substring(root.length()) : part[0];
        clones.computeIfAbsent(part[1], s -> new ArrayList<>()).add("clone " + clone);
      }
    }
    return clones;
  }
}
