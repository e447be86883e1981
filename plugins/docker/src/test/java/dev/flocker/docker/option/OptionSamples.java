package dev.flocker.docker.option;

import java.util.List;
import java.util.Map;

/** A sample of each option. */
final class OptionSamples {

  /**
   * @param written as in a playbook
   * @param arguments of docker create, before the image
   * @param inspected the part of docker inspect that shows it, as Docker 20.10 printed it
   */
  record Sample(String key, Object written, List<String> arguments, String inspected) {}

  static final List<Sample> ALL =
      List.of(
          sample("command", List.of("a b", "c"), "{'Config': {'Cmd': ['a b', 'c']}}"),
          sample(
              "entrypoint",
              List.of("/x"),
              "{'Config': {'Entrypoint': ['/x']}}",
              "--entrypoint",
              "/x"),
          sample("user", "app:5", "{'Config': {'User': 'app:5'}}", "--user", "app:5"),
          sample("working_dir", "/srv", "{'Config': {'WorkingDir': '/srv'}}", "--workdir", "/srv"),
          sample(
              "restart",
              "on-failure:3",
              "{'HostConfig': {'RestartPolicy': {'Name': 'on-failure', 'MaximumRetryCount': 3}}}"),
          sample(
              "stop_signal",
              "SIGINT",
              "{'Config': {'StopSignal': 'SIGINT'}}",
              "--stop-signal",
              "SIGINT"),
          sample("stop_timeout", "1m", "{'Config': {'StopTimeout': 60}}", "--stop-timeout", "60"),
          sample("platform", "linux/arm64", "{}", "--platform", "linux/arm64"),
          sample(
              "healthcheck",
              Map.of("test", List.of("CMD", "x", "y z"), "interval", "30s", "retries", 2),
              "{'Config': {'Healthcheck': {'Test': ['CMD-SHELL', 'x \\'y z\\''], 'Interval': 30000000000,"
                  + " 'Timeout': 7, 'Retries': 2}}}",
              "--health-cmd",
              "x 'y z'",
              "--health-interval",
              "30s",
              "--health-retries",
              "2"),
          sample("init", true, "{'HostConfig': {'Init': true}}", "--init=true"),
          sample("tty", true, "{'Config': {'Tty': true}}", "--tty=true"),
          sample("stdin_open", true, "{'Config': {'OpenStdin': true}}", "--interactive=true"),
          sample("hostname", "h", "{'Config': {'Hostname': 'h'}}", "--hostname", "h"),
          sample(
              "labels",
              Map.of("c", "e f"),
              "{'Config': {'Labels': {'c': 'e f', 'of.the.image': '1'}}}",
              "--label",
              "c=e f"),
          sample(
              "logging",
              Map.of("driver", "json-file", "options", Map.of("max-size", "1m")),
              "{'HostConfig': {'LogConfig': {'Type': 'json-file', 'Config': {'max-size': '1m', 'tag': 'daemon'}}}}",
              "--log-driver",
              "json-file",
              "--log-opt",
              "max-size=1m"),
          sample("network", "host", "{'HostConfig': {'NetworkMode': 'host'}}", "--network", "host"),
          sample(
              "extra_hosts",
              List.of("a=1.2.3.4", "b:::1"),
              "{'HostConfig': {'ExtraHosts': ['a:1.2.3.4', 'b:::1']}}",
              "--add-host",
              "a:1.2.3.4",
              "--add-host",
              "b:::1"),
          sample("dns", "1.1.1.1", "{'HostConfig': {'Dns': ['1.1.1.1']}}", "--dns", "1.1.1.1"),
          sample(
              "dns_search",
              List.of("x.y"),
              "{'HostConfig': {'DnsSearch': ['x.y']}}",
              "--dns-search",
              "x.y"),
          sample(
              "dns_opt",
              List.of("ndots:2"),
              "{'HostConfig': {'DnsOptions': ['ndots:2']}}",
              "--dns-option",
              "ndots:2"),
          sample(
              "tmpfs",
              List.of("/t:size=4m", "/run"),
              "{'HostConfig': {'Tmpfs': {'/run': '', '/t': 'size=4m'}}}",
              "--tmpfs",
              "/run",
              "--tmpfs",
              "/t:size=4m"),
          sample(
              "shm_size",
              "128M",
              "{'HostConfig': {'ShmSize': 134217728}}",
              "--shm-size",
              "134217728"),
          sample("read_only", true, "{'HostConfig': {'ReadonlyRootfs': true}}", "--read-only=true"),
          sample(
              "devices",
              "/dev/null",
              "{'HostConfig': {'Devices': [{'PathOnHost': '/dev/null', 'PathInContainer': '/dev/null',"
                  + " 'CgroupPermissions': 'rwm'}]}}",
              "--device",
              "/dev/null:/dev/null:rwm"),
          sample(
              "gpus",
              "device=0,1",
              "{'HostConfig': {'DeviceRequests': [{'Driver': '', 'Count': 0, 'DeviceIDs': ['0', '1'],"
                  + " 'Capabilities': [['gpu']], 'Options': {}}]}}",
              "--gpus",
              "\"device=0,1\""),
          sample("privileged", true, "{'HostConfig': {'Privileged': true}}", "--privileged=true"),
          sample(
              "cap_add",
              List.of("SYS_TIME", "net_admin"),
              "{'HostConfig': {'CapAdd': ['NET_ADMIN', 'CAP_SYS_TIME']}}",
              "--cap-add",
              "CAP_NET_ADMIN",
              "--cap-add",
              "CAP_SYS_TIME"),
          sample(
              "cap_drop",
              List.of("ALL"),
              "{'HostConfig': {'CapDrop': ['all']}}",
              "--cap-drop",
              "ALL"),
          sample(
              "security_opt",
              List.of("no-new-privileges:true", "seccomp:unconfined"),
              "{'HostConfig': {'SecurityOpt': ['no-new-privileges', 'seccomp=unconfined', 'label=disable']}}",
              "--security-opt",
              "no-new-privileges",
              "--security-opt",
              "seccomp=unconfined"),
          sample(
              "group_add", List.of("5"), "{'HostConfig': {'GroupAdd': ['5']}}", "--group-add", "5"),
          sample(
              "sysctls",
              Map.of("net.core.somaxconn", "99"),
              "{'HostConfig': {'Sysctls': {'net.core.somaxconn': '99'}}}",
              "--sysctl",
              "net.core.somaxconn=99"),
          sample(
              "ulimits",
              Map.of("nofile", "1024:2048"),
              "{'HostConfig': {'Ulimits': [{'Name': 'nofile', 'Hard': 2048, 'Soft': 1024},"
                  + " {'Name': 'core', 'Hard': 0, 'Soft': 0}]}}",
              "--ulimit",
              "nofile=1024:2048"),
          sample("memory", "64M", "{'HostConfig': {'Memory': 67108864}}", "--memory", "67108864"),
          sample(
              "memory_reservation",
              "32M",
              "{'HostConfig': {'MemoryReservation': 33554432}}",
              "--memory-reservation",
              "33554432"),
          sample("memory_swap", "-1", "{'HostConfig': {'MemorySwap': -1}}", "--memory-swap", "-1"),
          sample("cpu_shares", "512", "{'HostConfig': {'CpuShares': 512}}", "--cpu-shares", "512"),
          sample("cpus", "0.5", "{'HostConfig': {'NanoCpus': 500000000}}", "--cpus", "0.5"),
          sample("cpuset", "0-1", "{'HostConfig': {'CpusetCpus': '0-1'}}", "--cpuset-cpus", "0-1"),
          sample("pids_limit", 99, "{'HostConfig': {'PidsLimit': 99}}", "--pids-limit", "99"),
          sample(
              "oom_score_adj",
              100,
              "{'HostConfig': {'OomScoreAdj': 100}}",
              "--oom-score-adj",
              "100"));

  private OptionSamples() {}

  private static Sample sample(String key, Object written, String inspected, String... arguments) {
    return new Sample(
        key, written, List.of(arguments), inspected.replace('\'', '"').replace("\\\"", "'"));
  }
}
