package dev.flocker.zfs;

import dev.flocker.api.node.Command;
import dev.flocker.api.node.CommandFailed;
import dev.flocker.api.node.Failure;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** How many bytes a volume takes up or would, and how many there are. */
record Space(Dataset dataset, Zfs zfs) {

  private static final String UNITS = "KMGT";

  /**
   * What streams of snapshots come to, by ZFS's own estimate where it makes one.
   *
   * @param base a snapshot that is there already; empty before a full stream
   * @param snapshots oldest first
   */
  long ofStreams(Optional<String> base, List<String> snapshots, Set<String> features) {
    if (!features.contains(ZfsCommands.OPENZFS)) {
      return ofGrowth(base, snapshots);
    }
    long bytes = 0;
    Optional<String> before = base;
    for (String snapshot : snapshots) {
      List<String> argv = ZfsCommands.estimate(dataset, before, snapshot, features);
      bytes += estimated(zfs.host().run(Command.of(argv)).output());
      before = Optional.of(snapshot);
    }
    return bytes;
  }

  static long estimated(String output) {
    return output
        .lines()
        .map(line -> line.split("\\s+"))
        .filter(words -> words.length == 2 && words[0].equals("size"))
        .mapToLong(words -> Long.parseLong(words[1]))
        .findFirst()
        .orElse(0);
  }

  /** zfs-fuse does not tell what changed: what became more is all that is certain. */
  private long ofGrowth(Optional<String> base, List<String> snapshots) {
    long bytes = 0;
    long before = base.map(b -> referenced(dataset.snapshot(b))).orElse(0L);
    for (String snapshot : snapshots) {
      long now = referenced(dataset.snapshot(snapshot));
      bytes += Math.max(0, now - before);
      before = now;
    }
    return bytes;
  }

  /** What it takes up as it is now, beyond a snapshot. */
  long sinceThen(Optional<String> base, boolean openZfs) {
    if (base.isPresent() && openZfs) {
      return number(dataset.path(), "written@" + base.get());
    }
    long before = base.map(b -> referenced(dataset.snapshot(b))).orElse(0L);
    return Math.max(0, referenced(dataset.path()) - before);
  }

  long referenced(String name) {
    return number(name, "referenced");
  }

  private long number(String name, String property) {
    List<String> argv = ZfsCommands.value(property, name);
    return Long.parseLong(zfs.host().run(Command.of(argv)).output().strip());
  }

  /**
   * What arrived of a first stream that was cut short counts as room: that is gone on with, or
   * destroyed.
   *
   * @param besides bytes that others need as well: not within this volume's own quota
   * @throws Failure if there is less room for the volume than it takes
   */
  void require(long bytes, long besides) {
    Dataset incoming = dataset.incoming();
    Map<String, Room> rooms = rooms(Stream.concat(places().stream(), Stream.of(incoming.path())));
    Room arrived = rooms.get(incoming.path());
    long partial = arrived == null || rooms.containsKey(dataset.path()) ? 0 : arrived.used();
    require(places(), bytes, 0, partial, rooms);
    require(shared(), bytes, besides, partial, rooms);
  }

  /** The same, where the volume's own limit does not count. */
  void requireBeside(long bytes, long besides) {
    List<String> places = places().subList(1, places().size());
    require(places, bytes, besides, 0, rooms(places.stream()));
  }

  private static void require(
      List<String> places, long bytes, long besides, long partial, Map<String, Room> rooms) {
    for (String name : places) {
      Room room = rooms.get(name);
      if (room != null) {
        long left = room.available() + partial;
        if (bytes > left - besides) {
          throw lacking(name, bytes, besides, left);
        }
        return;
      }
    }
  }

  private static Failure lacking(String name, long bytes, long besides, long left) {
    return new Failure(
        name,
        "it has room for %s, which is too little for %s%s"
            .formatted(
                text(left),
                text(bytes),
                besides == 0 ? "" : " besides the %s of others".formatted(text(besides))),
        "make room there: destroy snapshots that nobody needs, give the pool a disk, or raise its"
            + " quota");
  }

  /** Where it is or would be, the nearest first: quotas count. */
  private List<String> places() {
    return Stream.concat(Stream.of(dataset.path(), dataset.parent()), shared().stream()).toList();
  }

  /** What all volumes lie in, the nearest first. */
  private List<String> shared() {
    return List.of(Dataset.root(dataset.pool()), dataset.pool());
  }

  /** In bytes. */
  private record Room(long available, long used) {
    Room plus(Room other) {
      return new Room(available + other.available, used + other.used);
    }
  }

  /** Of each of these that is there. */
  private Map<String, Room> rooms(Stream<String> names) {
    Command command = Command.of(ZfsCommands.rooms(names.toList())).allowing(0, 1);
    Command.Result result = zfs.host().run(command);
    Map<String, Room> rooms = new HashMap<>();
    for (String line : result.output().lines().toList()) {
      String[] part = line.split("\t");
      long bytes = Long.parseLong(part[2]);
      Room room = part[1].equals("available") ? new Room(bytes, 0) : new Room(0, bytes);
      rooms.merge(part[0], room, Room::plus);
    }
    if (rooms.isEmpty()) {
      throw new CommandFailed(command, result.exit(), result.errors());
    }
    return rooms;
  }

  /** For a person: 1536 is 1.5K. */
  static String text(long bytes) {
    double size = bytes;
    int unit = -1;
    while (size >= 1024 && unit < UNITS.length() - 1) {
      size /= 1024;
      unit++;
    }
    return unit < 0
        ? bytes + " bytes"
        : String.format(Locale.ROOT, "%.1f", size).replaceFirst("\\.0$", "") + UNITS.charAt(unit);
  }
}
