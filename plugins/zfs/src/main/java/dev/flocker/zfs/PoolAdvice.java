package dev.flocker.zfs;

import dev.flocker.api.node.Command;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Host;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a node without a pool gets one: OpenZFS for its distribution, and a disk that it has free.
 */
final class PoolAdvice {

  static final List<String> TOOL = List.of("sh", "-c", "command -v zpool");

  /** Smaller ones are no disks that anybody means. */
  private static final long SMALLEST = 1L << 30;

  private static final Pattern PAIR = Pattern.compile("([A-Z]+)=\"([^\"]*)\"");
  private static final Pattern ID = Pattern.compile("(?m)^(ID|ID_LIKE)=\"?([^\"\n]*)\"?$");

  static final List<String> BLOCK_DEVICES =
      List.of(
          "lsblk",
          "--pairs",
          "--bytes",
          "--paths",
          "--output",
          "NAME,TYPE,SIZE,FSTYPE,PTTYPE,RO,MODEL,MOUNTPOINT,PKNAME");

  /** Each a device, and a name of it that stays the same over boots. */
  static final List<String> NAMES =
      List.of(
          "sh",
          "-c",
          "for l in /dev/disk/by-id/*; do [ -L \"$l\" ] && echo \"$(readlink -f \"$l\") $l\"; done;"
              + " true");

  private final Host host;

  PoolAdvice(Host host) {
    this.host = host;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (host.run(Command.of(TOOL).allowing(0, 1, 127)).exit() != 0) {
      lines.add(install());
    }
    List<Disk> free = free();
    if (free.isEmpty()) {
      lines.add("it shows no free disk: give it one, which becomes a pool by");
      lines.add("  zpool create -o ashift=12 tank /dev/disk/by-id/DISK");
    } else {
      lines.add("a pool takes a whole disk, and what is on it is lost; free, as it shows, are:");
      free.forEach(disk -> lines.add("  " + disk.command()));
    }
    lines.add(
        "without a disk, for a trial, on a file: slower, and lost with the file system below:");
    lines.add("  truncate -s 20G /var/lib/flocker-pool && zpool create tank /var/lib/flocker-pool");
    return lines;
  }

  private String install() {
    Set<String> family = new HashSet<>();
    Matcher m = ID.matcher(host.read(Path.of("/etc/os-release")).orElse(""));
    while (m.find()) {
      family.addAll(List.of(m.group(2).split(" ")));
    }
    if (family.contains("ubuntu")) {
      return "apt-get install zfsutils-linux";
    }
    if (family.contains("debian")) {
      return "apt-get install linux-headers-$(dpkg --print-architecture) zfsutils-linux   (of Debian's contrib; the module"
          + " is built, which takes minutes)";
    }
    if (family.contains("arch")) {
      return "install zfs-dkms and zfs-utils (of the AUR, or of archzfs)";
    }
    if (family.contains("alpine")) {
      return "apk add zfs zfs-lts && modprobe zfs";
    }
    if (family.contains("fedora") || family.contains("rhel")) {
      return "dnf install zfs && modprobe zfs   (of OpenZFS's own repository for this release)";
    }
    return "install OpenZFS, as its documentation says for this distribution";
  }

  /**
   * A disk that nothing seems to use.
   *
   * @param name one that outlasts boots, where it has one
   */
  private record Disk(String path, String name, String size, String model) {

    String command() {
      String what = size + (model.isEmpty() ? "" : ", " + model);
      return "zpool create -o ashift=12 tank " + name + "   (" + path + ", " + what + ")";
    }
  }

  private List<Disk> free() {
    List<Map<String, String>> devices = devices();
    Set<String> parents = new HashSet<>();
    devices.forEach(d -> parents.add(d.getOrDefault("PKNAME", "")));
    Map<String, String> names = names();
    List<Disk> free = new ArrayList<>();
    for (Map<String, String> d : devices) {
      String path = d.getOrDefault("NAME", "");
      if (isEmpty(d) && !parents.contains(path) && isIdle(path)) {
        long size = Long.parseLong(d.get("SIZE"));
        String model = d.getOrDefault("MODEL", "").replace("\\x20", " ").strip();
        free.add(
            new Disk(path, names.getOrDefault(path, path), size / 1_000_000_000 + " GB", model));
      }
    }
    return free;
  }

  private static boolean isEmpty(Map<String, String> device) {
    String size = device.getOrDefault("SIZE", "");
    return device.getOrDefault("TYPE", "").equals("disk")
        && !device.getOrDefault("NAME", "").matches("/dev/(zram|nbd|drbd|fd)[0-9].*")
        && device.getOrDefault("RO", "").equals("0")
        && device.getOrDefault("FSTYPE", "").isEmpty()
        && device.getOrDefault("PTTYPE", "").isEmpty()
        && device.getOrDefault("MOUNTPOINT", "").isEmpty()
        && size.matches("[0-9]{1,18}")
        && Long.parseLong(size) >= SMALLEST;
  }

  /** Whether no other device is made of it, and nothing is written where signatures are. */
  private boolean isIdle(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return name.matches("[A-Za-z0-9]+")
        && host.list(Path.of("/sys/class/block", name, "holders")).isEmpty()
        && host.run(Command.of(beginning(path)).allowing(0, 1, 2)).exit() == 0;
  }

  /**
   * Succeeds if the first megabyte is all zeros: what an encrypted disk has there is not. Ends with
   * 1 if it is something else, and with 2 if it cannot be read, as on a node in a container.
   */
  static List<String> beginning(String path) {
    return List.of("cmp", "--silent", "--bytes=1048576", path, "/dev/zero");
  }

  /** None where it cannot be looked: in a container, say. */
  private List<Map<String, String>> devices() {
    List<Map<String, String>> devices = new ArrayList<>();
    try {
      for (String line : host.run(Command.of(BLOCK_DEVICES)).output().lines().toList()) {
        Map<String, String> device = new HashMap<>();
        Matcher m = PAIR.matcher(line);
        while (m.find()) {
          device.put(m.group(1), m.group(2));
        }
        devices.add(device);
      }
    } catch (Failure e) {
      return List.of();
    }
    return devices;
  }

  private Map<String, String> names() {
    Map<String, String> names = new HashMap<>();
    for (String line : host.run(Command.of(NAMES)).output().lines().toList()) {
      String[] words = line.split(" ", 2);
      // Names of numbers alone say nothing to a person.
      if (words.length == 2 && !words[1].matches(".*/(wwn|nvme-eui|nvme-nvme|dm-uuid)[-.].*")) {
        names.putIfAbsent(words[0], words[1]);
      }
    }
    return names;
  }
}
