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
    return OptionSamples.ALL.stream()
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
    assertThat(OptionSamples.ALL)
        .extracting(OptionSamples.Sample::key)
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
    OptionSamples.ALL.forEach(s -> all.put(s.key(), s.written()));
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
        OptionSamples.ALL.stream()
            .collect(Collectors.toMap(OptionSamples.Sample::key, OptionSamples.Sample::written));
    Declaration declaration = Declaration.of(written(all), Set.of("B", "A"));
    assertThat(Declaration.parse(declaration.toString())).isEqualTo(declaration);
    assertThat(declaration.toString())
        .contains("entrypoint=1 user working_dir")
        .endsWith("environment=A,B");
  }
}
