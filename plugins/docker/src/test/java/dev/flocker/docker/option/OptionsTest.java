package dev.flocker.docker.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.flocker.api.schema.KeyTable;
import dev.flocker.api.schema.Schema;
import dev.flocker.api.schema.Values;
import dev.flocker.docker.Recorded;
import dev.flocker.docker.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Goes through the whole table: what is written, what docker create gets, what a node shows. */
class OptionsTest {

  record Holder(@KeyTable(Options.class) Values options) {}

  /**
   * @param written as in a playbook
   * @param arguments of docker create, before the image
   * @param inspected the part of docker inspect that shows it, as Docker 20.10 printed it
   */
  record Sample(String key, Object written, List<String> arguments, String inspected) {}

  private static final List<Sample> SAMPLES =
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

  /** What a node shows of a container that was made with nothing, by an image that says a lot. */
  private static final String PLAIN =
      "{'Config': {'Hostname': '0123456789ab', 'User': 'www', 'WorkingDir': '/x', 'Cmd': ['c'],"
          + " 'Entrypoint': ['e'], 'StopSignal': 'SIGQUIT', 'Labels': {'l': '1'},"
          + " 'Healthcheck': {'Test': ['CMD', 'h']}, 'Tty': false, 'OpenStdin': false},"
          + " 'HostConfig': {'NetworkMode': 'default', 'ShmSize': 67108864, 'Init': null,"
          + " 'RestartPolicy': {'Name': 'no', 'MaximumRetryCount': 0}, 'CapAdd': null, 'Memory': 0,"
          + " 'MemorySwap': 0, 'PidsLimit': null, 'NanoCpus': 0, 'CpuShares': 0, 'Dns': [],"
          + " 'LogConfig': {'Type': 'local', 'Config': {}}, 'Ulimits': [{'Name': 'nofile',"
          + " 'Soft': 1, 'Hard': 1}], 'SecurityOpt': null, 'OomScoreAdj': 0}}";

  private static Sample sample(String key, Object written, String inspected, String... arguments) {
    return new Sample(
        key, written, List.of(arguments), inspected.replace('\'', '"').replace("\\\"", "'"));
  }

  private static Values written(Map<String, Object> plain) {
    return Table.normal(Schema.of(Holder.class).decode(plain).options());
  }

  private static Values read(String inspected, Values declared) {
    return Table.read(
        Json.parse(inspected), Declaration.parse(Declaration.of(declared, Set.of()).toString()));
  }

  private static Values alone(String key, Values values) {
    Values alone = Values.NONE;
    for (Option<?> option : Options.ALL) {
      alone = option.key().name().equals(key) ? alone.with(option.key(), values) : alone;
    }
    return alone;
  }

  @TestFactory
  Stream<DynamicTest> eachOptionIsPassedAndReadBack() {
    return SAMPLES.stream()
        .map(
            s ->
                dynamicTest(
                    s.key(),
                    () -> {
                      Values want = alone(s.key(), written(Map.of(s.key(), s.written())));
                      assertThat(want).isNotEqualTo(Values.NONE);
                      assertThat(Table.create(want)).isEqualTo(s.arguments());
                      assertThat(alone(s.key(), read(s.inspected(), want))).isEqualTo(want);
                    }));
  }

  @Test
  void everyOptionHasASample() {
    assertThat(SAMPLES)
        .extracting(Sample::key)
        .containsExactlyElementsOf(Options.ALL.stream().map(o -> o.key().name()).toList());
  }

  @Test
  void whatTheImageAndDockerSayByThemselvesIsNotSeen() {
    Values none = written(Map.of("restart", "never"));
    assertThat(read(PLAIN.replace('\'', '"'), none)).isEqualTo(none);
  }

  @Test
  void allTogetherAsDockerShowedThem() {
    List<Json> recorded = Json.parse(Recorded.text("options.json")).items();
    Map<String, Object> all = new LinkedHashMap<>();
    SAMPLES.forEach(s -> all.put(s.key(), s.written()));
    all.putAll(Map.of("labels", Map.of("a", "b", "c", "e f"), "command", List.of("/x")));
    all.putAll(Map.of("cap_add", "net_admin", "security_opt", "no-new-privileges:true"));
    all.putAll(Map.of("healthcheck", Map.of("test", "x y", "interval", "30s", "retries", 2)));
    all.putAll(Map.of("gpus", "all", "stop_timeout", "10s", "restart", "never"));
    Set<String> elsewhere = Set.of("entrypoint", "user", "working_dir", "network", "privileged");
    Set<String> limits =
        Set.of("memory", "memory_reservation", "cpu_shares", "cpus", "cpuset", "pids_limit");
    all.keySet().removeAll(elsewhere);
    all.keySet().removeAll(limits); // that kernel had none
    Values want = written(all);
    assertThat(read(recorded.getFirst(), want)).isEqualTo(want);

    Values second =
        written(
            Map.of(
                "privileged",
                true,
                "network",
                "host",
                "gpus",
                "device=0,1",
                "command",
                List.of("/x"),
                "restart",
                "never"));
    assertThat(read(recorded.get(1), second)).isEqualTo(second);
  }

  private static Values read(Json json, Values declared) {
    return Table.read(json, Declaration.parse(Declaration.of(declared, Set.of()).toString()));
  }

  @Test
  void whatDockerUpdateChangesIsChangedInPlace() {
    assertThat(new TreeSet<>(Table.updatable()))
        .containsExactly(
            "cpu_shares",
            "cpus",
            "cpuset",
            "memory",
            "memory_reservation",
            "memory_swap",
            "pids_limit",
            "restart");
    assertThat(
            Table.update(
                written(Map.of("memory", "64M", "pids_limit", 5)),
                written(Map.of("cpu_shares", "2"))))
        .containsExactly(
            "--restart",
            "always",
            "--memory",
            "67108864",
            "--memory-swap",
            "134217728",
            "--cpu-shares",
            "1024",
            "--pids-limit",
            "5");
  }

  @Test
  void whatDockerUpdateCannotTakeAwayIsStuck() {
    Values none = written(Map.of());
    assertThat(Table.isStuck(none, written(Map.of("cpus", "1")))).isTrue();
    assertThat(Table.isStuck(none, written(Map.of("cpu_shares", "2", "pids_limit", 5)))).isFalse();
  }

  @Test
  void whatCanBeSaidInSeveralWaysIsComparedInOne() {
    assertThat(
            written(Map.of("init", false, "tty", false, "cpu_shares", "1024", "network", "bridge")))
        .isEqualTo(
            alone("init", written(Map.of("init", false)))
                .with(Options.RESTART.key(), written(Map.of()))
                .with(Options.STOP_TIMEOUT.key(), written(Map.of())));
    assertThat(written(Map.of("devices", "/dev/a:r")))
        .isEqualTo(written(Map.of("devices", List.of("/dev/a:/dev/a:r"))));
    assertThat(written(Map.of("healthcheck", Map.of("test", List.of("NONE")))))
        .isEqualTo(written(Map.of("healthcheck", Map.of("disable", true))));
  }

  @Test
  void theLabelNamesWhatWasDeclared() {
    Map<String, Object> all =
        SAMPLES.stream().collect(Collectors.toMap(Sample::key, Sample::written));
    Declaration declaration = Declaration.of(written(all), Set.of("B", "A"));
    assertThat(Declaration.parse(declaration.toString())).isEqualTo(declaration);
    assertThat(declaration.toString())
        .contains("entrypoint=1 user working_dir")
        .endsWith("environment=A,B");
  }
}
