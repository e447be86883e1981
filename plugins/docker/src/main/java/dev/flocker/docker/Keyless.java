package dev.flocker.docker;

import dev.flocker.docker.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What containers from outside can be made with, and a playbook has no key for. Which kind of
 * namespace for cgroups one has is left out: its Docker's own settings decide, unless it is said.
 */
final class Keyless {

  private static final Set<String> NONE = Set.of();
  private static final Set<String> ZERO = Set.of("0");
  private static final Set<String> NO = Set.of("false");
  private static final String CPUS = "write cpus";
  private static final String LINK = "write a link with that alias";
  private static final String ADDRESS = "an address in a network means nothing on several nodes";

  private static final List<Said> ALL =
      List.of(
          new Said("HostConfig", "PidMode", "--pid", NONE, ""),
          new Said("HostConfig", "IpcMode", "--ipc", Set.of("private", "shareable"), ""),
          new Said("HostConfig", "UTSMode", "--uts", NONE, ""),
          new Said("HostConfig", "UsernsMode", "--userns", NONE, ""),
          new Said(
              "HostConfig",
              "Runtime",
              "--runtime",
              Set.of("runc", "io.containerd.runc.v2"),
              "Docker on the node chooses it"),
          new Said("HostConfig", "CgroupParent", "--cgroup-parent", NONE, ""),
          new Said("HostConfig", "CpuPeriod", "--cpu-period", ZERO, CPUS),
          new Said("HostConfig", "CpuQuota", "--cpu-quota", ZERO, CPUS),
          new Said("HostConfig", "CpuRealtimePeriod", "--cpu-rt-period", ZERO, ""),
          new Said("HostConfig", "CpuRealtimeRuntime", "--cpu-rt-runtime", ZERO, ""),
          new Said("HostConfig", "CpusetMems", "--cpuset-mems", NONE, ""),
          new Said("HostConfig", "KernelMemory", "--kernel-memory", ZERO, ""),
          new Said("HostConfig", "MemorySwappiness", "--memory-swappiness", Set.of("-1"), ""),
          new Said("HostConfig", "OomKillDisable", "--oom-kill-disable", NO, ""),
          new Said("HostConfig", "BlkioWeight", "--blkio-weight", ZERO, ""),
          new Said("HostConfig", "BlkioWeightDevice", "--blkio-weight-device", NONE, ""),
          new Said("HostConfig", "BlkioDeviceReadBps", "--device-read-bps", NONE, ""),
          new Said("HostConfig", "BlkioDeviceWriteBps", "--device-write-bps", NONE, ""),
          new Said("HostConfig", "BlkioDeviceReadIOps", "--device-read-iops", NONE, ""),
          new Said("HostConfig", "BlkioDeviceWriteIOps", "--device-write-iops", NONE, ""),
          new Said("HostConfig", "DeviceCgroupRules", "--device-cgroup-rule", NONE, ""),
          new Said("HostConfig", "StorageOpt", "--storage-opt", NONE, ""),
          new Said("HostConfig", "Annotations", "--annotation", NONE, ""),
          new Said("HostConfig", "Links", "--link", NONE, LINK),
          new Said(
              "HostConfig", "PublishAllPorts", "--publish-all", NO, "name in ports what is needed"),
          new Said("Config", "Domainname", "--domainname", NONE, ""),
          new Said("Config", "MacAddress", "--mac-address", NONE, ADDRESS));

  private Keyless() {}

  /**
   * @param neutral what Docker shows of a container that was made without it, besides what is empty
   * @param instead what to do, or why there is none; may be empty
   */
  private record Said(String part, String key, String flag, Set<String> neutral, String instead) {

    boolean isIn(Json inspected) {
      String shown = shown(inspected.at(part, key));
      return !shown.isEmpty() && !neutral.contains(shown);
    }

    String note(Json inspected) {
      return notTaken(flag + " " + shown(inspected.at(part, key)), instead);
    }
  }

  /** A line for each, for people. */
  static List<String> notes(Json inspected) {
    List<String> notes = new ArrayList<>();
    ALL.stream().filter(said -> said.isIn(inspected)).forEach(s -> notes.add(s.note(inspected)));
    // Docker chooses a MAC address in each network by itself, and shows it like one that was asked.
    for (Json network : inspected.at("NetworkSettings", "Networks").entries().values()) {
      for (Json address : network.at("IPAMConfig").entries().values()) {
        String shown = shown(address);
        if (!shown.isEmpty()) {
          notes.add(notTaken("--ip " + shown, ADDRESS));
        }
      }
      for (String link : new TreeSet<>(network.at("Links").texts())) {
        notes.add(notTaken("--link " + link, LINK));
      }
    }
    return notes;
  }

  private static String notTaken(String what, String instead) {
    return what + " is not taken over" + (instead.isEmpty() ? "" : ": " + instead);
  }

  private static String shown(Json json) {
    boolean empty = json.text().isEmpty() || json.text().equals("[]") || json.text().equals("{}");
    if (empty) {
      return "";
    }
    return json.value() instanceof String text ? text : json.print();
  }
}
