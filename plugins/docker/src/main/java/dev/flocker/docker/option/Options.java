package dev.flocker.docker.option;

import dev.flocker.api.schema.Key;
import dev.flocker.api.value.AbsolutePath;
import dev.flocker.api.value.ByteSize;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The table of what can be said of a container, besides its image and what flocker itself brings to
 * it. Named as in Compose. A new option is one entry here, and one in the test's table of samples.
 */
public final class Options implements Supplier<List<Key<?>>> {

  /** The arguments stand behind the image: see {@link Table#behindImage}. */
  public static final Option<List<String>> COMMAND =
      Option.of(
              Key.listOf("command", String.class, "Arguments in place of the image's."),
              words -> List.of(),
              shown -> Optional.of(Readings.command(shown)))
          .ifDeclared();

  /** All but its first word stand behind the image. */
  public static final Option<List<String>> ENTRYPOINT =
      Option.of(
              Key.listOf(
                  "entrypoint",
                  String.class,
                  "Entry point in place of the image's; the image's arguments do not go with it."),
              words -> List.of("--entrypoint", words.getFirst()),
              shown -> Optional.of(Readings.entrypoint(shown)))
          .ifDeclared(words -> Integer.toString(words.size()));

  public static final Option<RestartPolicy> RESTART =
      Option.of(
              Key.of(
                      "restart",
                      RestartPolicy.class,
                      "When it is started again: always, on-failure, on-failure:N or never.")
                  .otherwise("always"),
              policy -> List.of(), // none is to start by itself before it is resumed
              shown -> Optional.of(Readings.restart(shown.at("HostConfig", "RestartPolicy"))))
          .updatable(policy -> List.of("--restart", policy.docker()));

  public static final Option<Duration> STOP_TIMEOUT =
      Option.of(
          Key.of(
                  "stop_timeout",
                  Duration.class,
                  "How long it may take to stop before it is killed.")
              .otherwise("10s"),
          timeout -> List.of("--stop-timeout", Long.toString(timeout.toSeconds())),
          shown -> Optional.of(Readings.stopTimeout(shown.at("Config", "StopTimeout"))));

  public static final Option<ByteSize> MEMORY =
      Option.size("memory", "--memory", "The most memory it may take.")
          .at("HostConfig", "Memory")
          .updatable(
              m -> // the swap that Docker allows by default follows
              List.of(
                      "--memory",
                      Long.toString(m.bytes()),
                      "--memory-swap",
                      Long.toString(2 * m.bytes())))
          .limit();

  /** Docker shows it of an image alone; there the processor may be one that is as good. */
  public static final Option<Platform> PLATFORM =
      Option.of(
              Key.of(
                  "platform",
                  Platform.class,
                  "What its image is pulled for, if not for its node's own processor:"
                      + " linux/amd64."),
              platform -> List.of("--platform", platform.text()),
              shown -> shown.names("platform").stream().findFirst().map(Platform::parse))
          .ifDeclared(platform -> Declaration.names(List.of(platform.text())));

  public static final Option<Network> NETWORK =
      Option.of(
              Key.of(
                  "network",
                  Network.class,
                  "A network of its own (bridge), the node's (host), none, or that of another"
                      + " container of its play: container:NAME."),
              network -> List.of("--network", network.mode()),
              shown -> Network.ofDocker(shown.at("HostConfig", "NetworkMode").text()))
          .normal(network -> Optional.of(network).filter(n -> !n.equals(Network.BRIDGE)));

  public static final Option<String> HOSTNAME =
      Option.text("hostname", "--hostname", "Its name for itself; else the beginning of its ID.")
          .at("Config", "Hostname")
          .ifDeclared();

  public static final Option<Map<String, String>> LABELS =
      Option.of(
              Key.mapOf("labels", String.class, "Docker's labels, for other tools."),
              all -> Option.repeated("--label", Forms.assignments(all)),
              shown -> Optional.of(Readings.labels(shown)))
          .ifDeclared(all -> Declaration.names(all.keySet()));

  public static final Option<List<String>> EXTRA_HOSTS =
      Option.texts("extra_hosts", "--add-host", "Names that it knows besides: NAME:ADDRESS.")
          .at("HostConfig", "ExtraHosts")
          .normal(all -> Optional.of(Forms.hosts(all)));

  public static final Option<List<String>> DNS =
      Option.texts("dns", "--dns", "Name servers in place of the node's.").at("HostConfig", "Dns");

  public static final Option<List<String>> TMPFS =
      Option.of(
              Key.listOf("tmpfs", String.class, "Folders in memory: PATH or PATH:OPTIONS.").orOne(),
              all -> Option.repeated("--tmpfs", all),
              shown -> Optional.of(Readings.tmpfs(shown.at("HostConfig", "Tmpfs"))))
          .normal(all -> Optional.of(Forms.sorted(all)));

  public static final Option<List<String>> DEVICES =
      Option.of(
              Key.listOf(
                      "devices",
                      String.class,
                      "Devices of the node: PATH or PATH:PATH-IN-CONTAINER:rwm.")
                  .orOne(),
              all -> Option.repeated("--device", all),
              shown ->
                  Optional.of(
                      shown.at("HostConfig", "Devices").items().stream()
                          .map(Readings::device)
                          .toList()))
          .normal(all -> Optional.of(Forms.devices(all)));

  public static final Option<Swap> MEMORY_SWAP =
      Option.value(
              Key.of(
                  "memory_swap",
                  Swap.class,
                  "Memory and swap together; -1 for all the swap there is."),
              "--memory-swap",
              json -> Optional.of(new Swap(json.number())))
          .at("HostConfig", "MemorySwap")
          .ifDeclared()
          .updatable()
          .limit();

  public static final List<Option<?>> ALL =
      List.of(
          COMMAND,
          ENTRYPOINT,
          Option.text("user", "--user", "User, or user:group, in place of the image's.")
              .at("Config", "User")
              .ifDeclared(),
          Option.value(
                  Key.of(
                      "working_dir",
                      AbsolutePath.class,
                      "Working directory in place of the image's."),
                  "--workdir",
                  json -> Optional.of(AbsolutePath.parse(json.text())))
              .at("Config", "WorkingDir")
              .ifDeclared(),
          RESTART,
          Option.text(
                  "stop_signal",
                  "--stop-signal",
                  "The signal that stops it, in place of the image's.")
              .at("Config", "StopSignal")
              .ifDeclared(),
          STOP_TIMEOUT,
          PLATFORM,
          Option.of(
                  Key.of(
                      "healthcheck",
                      DockersCheck.class,
                      "Docker's own check in place of the image's; health decides, if it is given."),
                  DockersCheck::arguments,
                  DockersCheck::seen)
              .normal(DockersCheck::normal)
              .ifDeclared(DockersCheck::detail),
          Option.yes("init", "--init", "Whether a small init of Docker's runs its processes.")
              .at("HostConfig", "Init")
              .normal(Optional::of)
              .ifDeclared(),
          Option.yes("tty", "--tty", "Whether it gets a terminal.").at("Config", "Tty"),
          Option.yes("stdin_open", "--interactive", "Whether its input stays open.")
              .at("Config", "OpenStdin"),
          HOSTNAME,
          LABELS,
          Option.of(
                  Key.of("logging", Logging.class, "Where Docker puts what it prints."),
                  Logging::arguments,
                  Logging::seen)
              .ifDeclared(Logging::detail),
          NETWORK,
          EXTRA_HOSTS,
          DNS,
          Option.texts("dns_search", "--dns-search", "Domains in which names are looked up.")
              .at("HostConfig", "DnsSearch"),
          Option.texts("dns_opt", "--dns-option", "Options of resolv.conf.")
              .at("HostConfig", "DnsOptions"),
          TMPFS,
          Option.size("shm_size", "--shm-size", "The size of /dev/shm; Docker gives 64M.")
              .at("HostConfig", "ShmSize")
              .ifDeclared(),
          Option.yes("read_only", "--read-only", "Whether it can write to its mounts alone.")
              .at("HostConfig", "ReadonlyRootfs"),
          DEVICES,
          Option.of(
              Key.of("gpus", String.class, "all, a number, or device=ID,ID."),
              gpus -> List.of("--gpus", gpus.startsWith("device=") ? '"' + gpus + '"' : gpus),
              shown -> Readings.gpus(shown.at("HostConfig", "DeviceRequests"))),
          Option.yes(
                  "privileged", "--privileged", "Whether it may do all that the node's root may.")
              .at("HostConfig", "Privileged"),
          Option.texts(
                  "cap_add", "--cap-add", "Capabilities beside Docker's usual: NET_ADMIN, ALL.")
              .at("HostConfig", "CapAdd")
              .normal(all -> Optional.of(Forms.capabilities(all))),
          Option.texts("cap_drop", "--cap-drop", "Capabilities to take away.")
              .at("HostConfig", "CapDrop")
              .normal(all -> Optional.of(Forms.capabilities(all))),
          Option.of(
                  Key.listOf(
                          "security_opt",
                          String.class,
                          "no-new-privileges, apparmor=..., label=..., seccomp=unconfined.")
                      .orOne(),
                  all -> Option.repeated("--security-opt", all),
                  shown -> Optional.of(Readings.security(shown)))
              .normal(all -> Optional.of(Forms.security(all)))
              .ifDeclared(Declaration::names),
          Option.texts("group_add", "--group-add", "Groups that its user is in, besides.")
              .at("HostConfig", "GroupAdd"),
          Option.table("sysctls", "--sysctl", "Settings of the kernel for it alone.")
              .at("HostConfig", "Sysctls"),
          Option.of(
                  Key.mapOf(
                      "ulimits", Ulimit.class, "Limits for each process: a number, or SOFT:HARD."),
                  all -> Option.repeated("--ulimit", Forms.assignments(all)),
                  shown -> Optional.of(Readings.ulimits(shown)))
              .ifDeclared(all -> Declaration.names(all.keySet())),
          MEMORY,
          Option.size(
                  "memory_reservation",
                  "--memory-reservation",
                  "What is left to it when memory is short.")
              .at("HostConfig", "MemoryReservation")
              .updatable()
              .limit(),
          MEMORY_SWAP,
          Option.value(
                  Key.of(
                      "cpu_shares",
                      CpuShares.class,
                      "Its weight when CPU time is short; 1024 is usual."),
                  "--cpu-shares",
                  json -> CpuShares.ofDocker(json.number()))
              .at("HostConfig", "CpuShares")
              .normal(s -> Optional.of(s).filter(o -> !o.equals(CpuShares.USUAL)))
              .updatable()
              .lifted("--cpu-shares", CpuShares.USUAL.toString())
              .limit(),
          Option.value(
                  Key.of(
                      "cpus", Cpus.class, "How many of the node's processors it may use: 0.5, 2."),
                  "--cpus",
                  json -> Optional.of(json.number()).filter(n -> n > 0).map(Cpus::new))
              .at("HostConfig", "NanoCpus")
              .updatable()
              .limit(),
          Option.text(
                  "cpuset", "--cpuset-cpus", "Which of the node's processors it may use: 0-2,4.")
              .at("HostConfig", "CpusetCpus")
              .updatable()
              .limit(),
          Option.number(
                  Key.of(
                      "pids_limit", int.class, "How many processes it may have; -1 for no limit."),
                  "--pids-limit")
              .at("HostConfig", "PidsLimit")
              .normal(n -> Optional.of(n).filter(o -> o > 0))
              .updatable()
              .lifted("--pids-limit", "-1")
              .limit(),
          Option.number(
                  Key.of(
                          "oom_score_adj",
                          int.class,
                          "How soon the kernel ends it when memory is short.")
                      .within(-1000, 1000),
                  "--oom-score-adj")
              .at("HostConfig", "OomScoreAdj")
              .normal(n -> Optional.of(n).filter(o -> o != 0)));

  @Override
  public List<Key<?>> get() {
    return ALL.stream().<Key<?>>map(Option::key).toList();
  }
}
