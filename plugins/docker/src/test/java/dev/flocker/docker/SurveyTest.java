package dev.flocker.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.node.Command;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Outside;
import dev.flocker.api.schema.Sources;
import dev.flocker.api.value.Tree;
import dev.flocker.testkit.FakeHost;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Two containers of one image on one network, made by hand, as Docker 20.10 shows them: {@code
 * page} with {@code --restart unless-stopped --tmpfs /tmp:size=5m --init --health-cmd true
 * --health-interval 5s -e TZ=UTC -w /srv --user 999} and {@code sleep infinity}; {@code shop-kv-1},
 * which Compose is said to have made, with everything that the tests name.
 */
class SurveyTest {

  private static final String INSPECTED = sample("outside.json");
  private static final List<String> IDS =
      Pattern.compile("\n        \"Id\": \"([0-9a-f]{64})\"")
          .matcher(INSPECTED)
          .results()
          .map(m -> m.group(1))
          .toList();

  private final FakeHost host = new FakeHost();
  private List<Outside> found = List.of();

  private static String sample(String name) {
    try (var in = SurveyTest.class.getResourceAsStream("/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @BeforeEach
  void survey() {
    String line = "%s\t%s\t\t\t\tmariadb:10.11\n";
    host.on(DockerCommands.list())
        .prints(line.formatted(IDS.get(0), "page") + line.formatted(IDS.get(1), "shop-kv-1"));
    host.on(DockerCommands.inspect(IDS)).prints(INSPECTED);
    String image = Inspection.parse(INSPECTED).getFirst().image();
    host.on(ImageCommands.imagesById(Set.of(image))).prints(sample("outside-image.json"));
    host.on(DockerCommands.loggingDriver()).prints("json-file\n");
    host.on("stat", "--format=%F", "/srv/cache").prints("directory\n");
    found = new Survey(host).of(List.of(), "");
  }

  private Map<String, Object> keys(int index) {
    return found.get(index).keys();
  }

  @Test
  void saysWhatPageWasMadeWithAndNothingElse() {
    String volume = (String) from(keys(0), 0).get("docker_volume");
    assertThat(keys(0))
        .isEqualTo(
            Map.ofEntries(
                Map.entry("name", "page"),
                Map.entry("adopt", IDS.get(0).substring(0, 12)),
                Map.entry("image", "mariadb:10.11"),
                Map.entry("command", List.of("sleep", "infinity")),
                Map.entry("user", "999"),
                Map.entry("working_dir", "/srv"),
                Map.entry("restart", "unless-stopped"),
                Map.entry("healthcheck", Map.of("test", List.of("true"), "interval", "5s")),
                Map.entry("init", true),
                Map.entry("tmpfs", List.of("/tmp:size=5m")),
                Map.entry(
                    "volumes",
                    List.of(
                        Map.of(
                            "name",
                            "page-mysql",
                            "mountpoint",
                            "/var/lib/mysql",
                            "from",
                            Map.of("docker_volume", volume))))));
    assertThat(volume).as("an anonymous one").matches("[0-9a-f]{64}");
    assertThat(found.get(0).secrets()).isEqualTo(Map.of("environment", Map.of("TZ", "UTC")));
    assertThat(found.get(0).notes()).isEmpty();
  }

  @Test
  void saysWhereTheOtherHasItsDataAndPorts() {
    Map<String, Object> kv = keys(1);
    assertThat(kv)
        .containsEntry("name", "kv")
        .containsEntry("entrypoint", List.of("sleep"))
        .containsEntry("command", List.of("infinity"))
        .containsEntry("restart", "never")
        .containsEntry("hostname", "kvhost")
        .containsEntry("labels", Map.of("mine", "1"))
        .containsEntry("ulimits", Map.of("nofile", "1000:2000"))
        .containsEntry("aliases", List.of("kvhost", "shop-kv-1"))
        .doesNotContainKey("memory_swap");
    assertThat(from(kv, 0)).isEqualTo(Map.of("path", "/srv/cache"));
    assertThat(from(kv, 1)).isEqualTo(Map.of("docker_volume", "kv_data"));
    assertThat(kv.get("mounts").toString()).contains("/etc/localtime").contains("read_only=true");
    assertThat(kv.get("ports").toString())
        .contains("internal=53, external=53, protocol=udp")
        .contains("internal=6379, external=6379, address=127.0.0.1");
    assertThat(found.get(1).secrets().get("environment")).containsEntry("TOKEN", "a{{b}}");
    assertThat(found.get(1).notes())
        .satisfiesExactly(
            note -> assertThat(note).contains("/srv/cache becomes"),
            note -> assertThat(note).contains("--publish-all true is not taken over"));
  }

  /** As Docker shows {@code page}, had it been made with these. */
  private List<String> notesOfPage(Map<String, String> shownInstead) {
    String inspected = INSPECTED;
    for (Map.Entry<String, String> e : shownInstead.entrySet()) {
      inspected = inspected.replaceFirst(Pattern.quote(e.getKey()), e.getValue());
      assertThat(inspected).contains(e.getValue());
    }
    host.on(DockerCommands.inspect(IDS)).prints(inspected);
    host.run(Command.of(DockerCommands.inspect(IDS))); // as it was made
    return new Survey(host).of(List.of(), "").getFirst().notes();
  }

  @Test
  void saysThatOneWhichGoesAsItStopsCannotBeTakenOver() {
    assertThat(notesOfPage(Map.of("\"AutoRemove\": false", "\"AutoRemove\": true")))
        .singleElement()
        .asString()
        .contains("Docker removes it once it stops", "--volumes-from page --name page-2");
  }

  @Test
  void saysWhatAPlaybookHasNoKeyFor() {
    Map<String, String> made = new LinkedHashMap<>();
    made.put("\"PidMode\": \"\"", "\"PidMode\": \"host\"");
    made.put("\"IpcMode\": \"private\"", "\"IpcMode\": \"host\"");
    made.put("\"UTSMode\": \"\"", "\"UTSMode\": \"host\"");
    made.put("\"UsernsMode\": \"\"", "\"UsernsMode\": \"host\"");
    made.put("\"Runtime\": \"runc\"", "\"Runtime\": \"runsc\"");
    made.put("\"CpuPeriod\": 0", "\"CpuPeriod\": 100000");
    made.put("\"CpuQuota\": 0", "\"CpuQuota\": 50000");
    made.put("\"CgroupParent\": \"\"", "\"CgroupParent\": \"m.slice\"");
    made.put("\"DeviceCgroupRules\": null", "\"DeviceCgroupRules\": [\"c 1:3 mr\"]");
    made.put("\"BlkioWeight\": 0", "\"BlkioWeight\": 300");
    made.put("\"MemorySwappiness\": null", "\"MemorySwappiness\": 0");
    made.put("\"Init\": true", "\"Init\": true, \"StorageOpt\": {\"size\": \"9G\"}");
    made.put("\"Domainname\": \"\"", "\"Domainname\": \"a.example\", \"MacAddress\": \"92:d0\"");
    made.put("\"Links\": null", "\"Links\": [\"/kv:/page/cache\"]");
    made.put("\"IPAMConfig\": null", "\"IPAMConfig\": {\"IPv4Address\": \"172.18.0.9\"}");

    assertThat(notesOfPage(made))
        .containsExactlyInAnyOrder(
            "container page: --pid host is not taken over",
            "container page: --ipc host is not taken over",
            "container page: --uts host is not taken over",
            "container page: --userns host is not taken over",
            "container page: --runtime runsc is not taken over: Docker on the node chooses it",
            "container page: --cpu-period 100000 is not taken over: write cpus",
            "container page: --cpu-quota 50000 is not taken over: write cpus",
            "container page: --cgroup-parent m.slice is not taken over",
            "container page: --device-cgroup-rule [\"c 1:3 mr\"] is not taken over",
            "container page: --blkio-weight 300 is not taken over",
            "container page: --memory-swappiness 0 is not taken over",
            "container page: --storage-opt {\"size\": \"9G\"} is not taken over",
            "container page: --domainname a.example is not taken over",
            "container page: --mac-address 92:d0 is not taken over: an address in a network means"
                + " nothing on several nodes",
            "container page: --link [\"/kv:/page/cache\"] is not taken over: write a link with that"
                + " alias",
            "container page: --ip 172.18.0.9 is not taken over: an address in a network means nothing"
                + " on several nodes");
  }

  @Test
  void isWellWhereItTakesConnectionsNowUnlessDockerChecksIt() {
    assertThat(keys(1)).doesNotContainKey("health");

    host.listening("172.18.0.2", 6379, 0).listening("172.18.0.3", 80, 0);
    found = new Survey(host).of(List.of(), "");

    assertThat(keys(1)).containsEntry("health", Map.of("tcp", 6379));
    assertThat(keys(0)).doesNotContainKey("health");
    allOfItIsWhatAPlaybookMaySay();
  }

  @Test
  void allOfItIsWhatAPlaybookMaySay() {
    for (Outside outside : found.subList(0, 2)) {
      Map<String, Object> all = new LinkedHashMap<>(outside.keys());
      all.putAll(outside.secrets());
      List<Object> problems = new ArrayList<>();
      new ContainerType()
          .declared()
          .decode((Tree.Mapping) Tree.of(all), "container", Set.of(), Sources.NONE, problems::add);
      assertThat(problems).isEmpty();
    }
  }

  @Test
  void thoseOfOneNetworkReachEachOther() {
    assertThat(found.subList(2, found.size()))
        .allMatch(o -> o.type().equals("link"))
        .extracting(o -> o.keys().get("from") + " " + o.keys().get("remote_port"))
        .contains("page 6379", "page 53/udp", "kv 3306");
  }

  @Test
  void onlyThoseThatAreAskedFor() {
    host.on(DockerCommands.inspect(IDS.subList(1, 2))).prints("[]");
    assertThat(new Survey(host).of(List.of("shop-kv-1"), "")).isEmpty();
    assertThat(new Survey(host).of(List.of(), "shop"))
        .extracting(o -> o.keys().get("name"))
        .containsExactly("kv");
    assertThatThrownBy(() -> new Survey(host).of(List.of("nosuch"), ""))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("there are: page, shop-kv-1");
  }

  private static Map<?, ?> from(Map<String, Object> keys, int volume) {
    Map<?, ?> mount = (Map<?, ?>) ((List<?>) keys.get("volumes")).get(volume);
    return (Map<?, ?>) mount.get("from");
  }
}
