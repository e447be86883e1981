package dev.flocker.zfs;

import dev.flocker.api.node.Movable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The command lines of ZFS that flocker uses, as argument lists. */
final class ZfsCommands {

  static final String COPY = "flocker:copy";

  /** One hold of this name on every snapshot that must not go. */
  static final String HOLD = "flocker";

  /** The receiver sets properties as it receives. */
  static final String OPENZFS = "openzfs";

  /** The exit code of {@code umount} of util-linux. */
  static final int UNMOUNT_FAILED = 32;

  private static final String LOOKED_AT =
      "type,guid,createtxg,userrefs,mounted,mountpoint,readonly,refquota,"
          + String.join(",", Found.PERMITTING)
          + ","
          + COPY;

  /** What flocker's root dataset says for all below it, unless an administrator says otherwise. */
  static final Map<String, String> OF_ROOT =
      new TreeMap<>(Map.of("setuid", "off", "devices", "off", "com.sun:auto-snapshot", "false"));

  /** What a stream may bring along and must not: it would do as it likes on the receiver. */
  private static final List<String> NEVER_RECEIVED =
      Stream.concat(Stream.of("mountpoint", "readonly", COPY), Found.PERMITTING.stream()).toList();

  /** Properties of {@link Properties} that only OpenZFS has. */
  static final List<String> NOT_IN_FUSE =
      List.of("acltype", "redundant_metadata", "relatime", "sync");

  private ZfsCommands() {}

  /** Also tells zfs-fuse from OpenZFS, whose tools would load the kernel module. */
  static List<String> tools() {
    return List.of("sh", "-c", "command -v zfs; command -v zfs-fuse; true");
  }

  static List<String> pools() {
    return List.of("zpool", "list", "-H", "-o", "name");
  }

  /** A dataset with its snapshots, and all below it. zfs-fuse has no {@code -t} here. */
  static List<String> look(String dataset) {
    return List.of("zfs", "get", "-rHp", "-o", "name,property,value,source", LOOKED_AT, dataset);
  }

  /** Of a dataset with its snapshots, and all below it. */
  static List<String> usage(String properties, String dataset) {
    return List.of("zfs", "get", "-rHp", "-o", "name,property,value", properties, dataset);
  }

  static List<String> guid(String snapshot) {
    return value("guid", snapshot);
  }

  static List<String> value(String property, String name) {
    return List.of("zfs", "get", "-Hp", "-o", "value", property, name);
  }

  static List<String> everything(Dataset dataset) {
    return List.of("zfs", "get", "-Hp", "-o", "property,value,source", "all", dataset.path());
  }

  /** Which snapshot each dataset of a pool is a clone of; {@code -} for those that are none. */
  static List<String> origins(String pool) {
    return List.of("zfs", "get", "-rHp", "-o", "name,value", "origin", pool);
  }

  /**
   * A type of change, a type of file and its path a line, with tabs between. What {@code head}
   * leaves out ends {@code zfs}.
   */
  static List<String> difference(String from, String to, int most) {
    String script = "zfs diff -FH \"$1\" \"$2\" | head -n " + (most + 1);
    return List.of("sh", "-c", script, "sh", from, to);
  }

  /** Its usage, with all properties and their values, among what it prints as errors. */
  static List<String> choices() {
    return List.of("zfs", "get");
  }

  static List<String> settings(List<String> properties, List<String> datasets) {
    List<String> argv = new ArrayList<>(List.of("zfs", "get", "-Hp", "-o"));
    argv.add("name,property,value,source");
    argv.add(String.join(",", properties));
    argv.addAll(datasets);
    return argv;
  }

  /** Of each of these that is there, what it has and takes up. */
  static List<String> rooms(List<String> datasets) {
    List<String> argv = new ArrayList<>(List.of("zfs", "get", "-Hp", "-o", "name,property,value"));
    argv.add("available,used");
    argv.addAll(datasets);
    return argv;
  }

  static List<String> createRoot(String pool) {
    List<String> argv = new ArrayList<>(List.of("zfs", "create", "-o", "readonly=on"));
    argv.addAll(List.of("-o", "canmount=off", "-o", "mountpoint=" + Dataset.ROOT));
    OF_ROOT.forEach((property, value) -> argv.addAll(List.of("-o", property + "=" + value)));
    argv.add(Dataset.root(pool));
    return argv;
  }

  static List<String> lookAtRoot(String root) {
    String properties = String.join(",", OF_ROOT.keySet());
    return List.of("zfs", "get", "-Hp", "-o", "property,source", properties, root);
  }

  static List<String> createProject(String parent) {
    return List.of("zfs", "create", "-o", "canmount=off", parent);
  }

  /** Writable and mounted; its record is there from the start. */
  static List<String> createOwner(Dataset dataset, VolumeState want, String record) {
    List<String> argv = new ArrayList<>(List.of("zfs", "create", "-o", COPY + "=" + record));
    want.quota().ifPresent(q -> argv.addAll(List.of("-o", "refquota=" + q.bytes())));
    want.properties().forEach((name, value) -> argv.addAll(List.of("-o", name + "=" + value)));
    argv.addAll(List.of("-o", "readonly=off", dataset.path()));
    return argv;
  }

  static List<String> set(Dataset dataset, String property, String value) {
    return set(dataset.path(), property, value);
  }

  static List<String> set(String dataset, String property, String value) {
    return List.of("zfs", "set", property + "=" + value, dataset);
  }

  static List<String> inherit(Dataset dataset, String property) {
    return List.of("zfs", "inherit", property, dataset.path());
  }

  static List<String> mount(Dataset dataset) {
    return List.of("zfs", "mount", dataset.path());
  }

  /** Containers get what is in it by mounts of their own; local users cannot list it. */
  static List<String> closeFolder() {
    return List.of("install", "-d", "-m", "0711", Dataset.ROOT);
  }

  /** What has something in it stays. */
  static List<String> removeEmpty(Path directory) {
    return List.of("rmdir", "--ignore-fail-on-non-empty", directory.toString());
  }

  /** What {@code zfs unmount} does after it has found out where. */
  static List<String> unmount(String mountpoint) {
    return List.of("umount", mountpoint);
  }

  static List<String> rename(Dataset from, Dataset to) {
    return List.of("zfs", "rename", from.path(), to.path());
  }

  /**
   * @param snapshots of different datasets, all at one instant; for zfs-fuse one
   */
  static List<String> snapshot(List<String> snapshots) {
    List<String> argv = new ArrayList<>(List.of("zfs", "snapshot"));
    argv.addAll(snapshots);
    return argv;
  }

  static List<String> hold(String snapshot) {
    return List.of("zfs", "hold", HOLD, snapshot);
  }

  static List<String> release(String snapshot) {
    return List.of("zfs", "release", HOLD, snapshot);
  }

  /** A snapshot, or a dataset that has none left. Never {@code -r}. */
  static List<String> destroy(String name) {
    return List.of("zfs", "destroy", name);
  }

  static List<String> clone(String snapshot, Dataset to) {
    return List.of("zfs", "clone", "-o", "canmount=noauto", snapshot, to.path());
  }

  /**
   * With its record from the start; not mounted.
   *
   * @param settings what it would inherit otherwise from where it is, not from its origin
   */
  static List<String> cloneOwner(
      String snapshot, Dataset to, Map<String, String> settings, String record) {
    List<String> argv = new ArrayList<>(List.of("zfs", "clone", "-o", COPY + "=" + record));
    settings.forEach((name, value) -> argv.addAll(List.of("-o", name + "=" + value)));
    argv.addAll(List.of("-o", "canmount=noauto", "-o", "readonly=off", snapshot, to.path()));
    return argv;
  }

  /**
   * No {@code -p} and no {@code -R}: a record that travelled along would make a second owner. No
   * {@code -I}: a snapshot that somebody else took on both ends under one name would be refused.
   */
  static List<String> send(
      Dataset dataset, Optional<String> base, String to, Set<String> features) {
    return send(dataset, base, to, features, List.of());
  }

  /** What such a stream comes to; zfs-fuse cannot say. */
  static List<String> estimate(
      Dataset dataset, Optional<String> base, String to, Set<String> features) {
    return send(dataset, base, to, features, List.of("-nvP"));
  }

  private static List<String> send(
      Dataset dataset,
      Optional<String> base,
      String to,
      Set<String> features,
      List<String> options) {
    List<String> argv = new ArrayList<>(List.of("zfs", "send"));
    argv.addAll(options);
    if (features.contains(Features.RAW)) {
      argv.add("-w");
    } else {
      if (features.contains(Features.LARGE)) {
        argv.add("-L");
      }
      if (features.contains(Features.COMPRESSED)) {
        argv.add("-c");
      }
    }
    base.ifPresent(b -> argv.addAll(List.of("-i", dataset.snapshot(b))));
    argv.add(dataset.snapshot(to));
    return argv;
  }

  /** Goes on where a receiver stopped; how it was sent is in the token. */
  static List<String> sendRest(String token) {
    return List.of("zfs", "send", "-t", token);
  }

  /** Fails if there is no going on from there. */
  static List<String> checkRest(String token) {
    return List.of("zfs", "send", "-nvP", "-t", token);
  }

  static List<String> abandon(Dataset dataset) {
    return List.of("zfs", "receive", "-A", dataset.path());
  }

  static List<String> poolProperties(String pool) {
    return List.of("zpool", "get", "-Hp", "-o", "property,value", "all", pool);
  }

  static List<String> key(String root) {
    return List.of("zfs", "get", "-Hp", "-o", "property,value", "keystatus,keylocation", root);
  }

  static List<String> loadKey(String root) {
    return List.of("zfs", "load-key", root);
  }

  /**
   * No {@code -F}: it destroys what diverged. Not mounted. zfs-fuse has no {@code -x}: there {@link
   * Found#requirePlain} refuses.
   */
  static List<String> receive(Dataset dataset, Set<String> features) {
    List<String> argv = new ArrayList<>(List.of("zfs", "receive", "-u"));
    if (features.contains(Movable.RESUMABLE)) {
      argv.add("-s");
    }
    if (features.contains(OPENZFS)) {
      argv.addAll(List.of("-o", "canmount=noauto"));
      NEVER_RECEIVED.forEach(property -> argv.addAll(List.of("-x", property)));
    }
    argv.add(dataset.path());
    return argv;
  }
}
