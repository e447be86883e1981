package dev.flocker.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Change;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Observed;
import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Quiesceable.Health;
import dev.flocker.api.node.Scope;
import dev.flocker.api.schema.Schema;
import dev.flocker.api.value.AbsolutePath;
import dev.flocker.api.value.Secret;
import dev.flocker.docker.option.Options;
import dev.flocker.testkit.FakeHost;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DockerContainersTest {

  private static final Ref WEB = new Ref("container", "web");
  private static final Scope SHOP = new Scope("shop", Set.of(WEB));
  private static final String INSPECTED = Recorded.text("inspect.json");
  private static final Inspection RUNNING = Inspection.parse(INSPECTED).getFirst();
  private static final String OWN =
      RUNNING.id() + "\tweb\tshop\tcontainer web\t/var/lib/flocker/files/shop/web/1\tbb:1\n";

  private static final Map<String, Object> ONCE =
      Map.of("image", "bb:1", "once", "true", "restart", "never", "stop_timeout", "10s");

  private final FakeHost host = new FakeHost();
  private final DockerContainers half = new DockerContainers();

  @BeforeEach
  void record() {
    host.on(DockerCommands.inspect(List.of(RUNNING.id()))).prints(INSPECTED);
    host.on(DockerCommands.inspect(List.of("web"))).prints(INSPECTED);
    host.on(ShippedFiles.look("/var/lib/flocker/files/shop/web/1")).prints("");
    host.on(ImageCommands.images()).prints("bb:1\t" + RUNNING.image() + "\n");
    host.on(DockerCommands.limits()).prints("false false\n");
  }

  @Test
  void looksAtNothingThatIsNotAskedFor() {
    host.on(DockerCommands.list())
        .prints("77\tother\t\t\t\tbb:1\n88\tdb\tbank\tcontainer db\t\tbb:1\n");
    assertThat(half.observe(SHOP, host)).isEmpty();
    assertThat(host.ran()).containsExactly(DockerCommands.list());
  }

  @Test
  void seesItsOwnAndWhatARunThatDiedLeft() {
    host.on(DockerCommands.list())
        .prints("77\tweb.old\tshop\tcontainer web\t\tbb:1\n" + OWN + "88\tother\t\t\t\tbb:1\n");

    Observed<ContainerState> seen = half.observe(SHOP, host).getFirst();
    assertThat(seen.ref()).isEqualTo(WEB);
    assertThat(seen.project()).contains("shop");
    assertThat(seen.running()).isTrue();
    assertThat(seen.state().leftovers()).containsExactly("web.old");
    assertThat(seen.state().limits()).isFalse();
  }

  private String networkOf(String mode, String listed, String other) {
    String shown =
        INSPECTED.replace("\"NetworkMode\": \"default\"", "\"NetworkMode\": \"" + mode + "\"");
    FakeHost node = new FakeHost();
    node.on(DockerCommands.list()).prints(OWN + listed);
    node.on(DockerCommands.inspect(List.of(DB_ID, RUNNING.id())))
        .prints(shown.substring(0, shown.lastIndexOf(']')) + "," + other + "]");
    node.on(DockerCommands.inspect(List.of(RUNNING.id()))).prints(shown);
    node.on(ShippedFiles.look("/var/lib/flocker/files/shop/web/1")).prints("");
    node.on(ImageCommands.images()).prints("bb:1\t" + RUNNING.image() + "\n");
    node.on(DockerCommands.limits()).prints("false false\n");
    return half.observe(SHOP, node).stream()
        .filter(o -> o.ref().equals(WEB))
        .map(o -> o.state().options().get(Options.NETWORK.key()).orElseThrow().toString())
        .findFirst()
        .orElseThrow();
  }

  private static final String DB_ID = "d".repeat(64);

  @Test
  void theNetworkOfAnotherIsShownByNameAsLongAsItIsThatOnes() {
    String mode = "container:" + DB_ID;
    String db = DB_ID + "\tdb\tshop\tcontainer db\t\tbb:1\n";
    String shown =
        INSPECTED
            .substring(INSPECTED.indexOf('[') + 1, INSPECTED.lastIndexOf(']'))
            .replace(RUNNING.id(), DB_ID)
            .replace(RUNNING.startedAt().toString(), "%s");
    String before = shown.formatted("2020-01-01T00:00:00Z");
    String since = shown.formatted("2099-01-01T00:00:00Z");
    assertThat(shown).contains("%s");

    assertThat(networkOf(mode, db, before)).isEqualTo("container:db");
    assertThat(networkOf("container:db", db, before)).isEqualTo("container:db");
    assertThat(networkOf(mode, db, since)).as("started since").isEqualTo("container:dddddddddddd");
    assertThat(networkOf("container:db", db, since)).isEqualTo("container:dddddddddddd");
    assertThat(networkOf(mode, "", before)).as("gone").isEqualTo("container:dddddddddddd");
    assertThat(networkOf(mode, db.replace("\tdb\t", "\tdb.old\t"), before))
        .as("replaced")
        .isEqualTo("container:db.old");
  }

  @Test
  void whatJoinsAnotherIsMadeOnlyWhenItTakesItsPlace() {
    ContainerState want = wanting(Map.of("network", "container:db", "stop_timeout", "10s"));
    Change.Replace<ContainerState> replace = new Change.Replace<>(WEB, "shop", want, want, "1");
    String next = OWN.replace(RUNNING.id(), "9").replace("\tweb\t", "\tweb.next\t");
    List<String> create =
        DockerCommands.create(
            "web.next", WEB, "shop", want, Path.of("/var/lib/flocker/files/shop/web/1"));
    host.on(ImageCommands.imageId("bb:1")).prints(RUNNING.image() + "\n");
    host.on(ImageCommands.architectureOf("bb:1")).prints("amd64\n");
    host.on(ImageCommands.architecture()).prints("amd64\n");
    host.on(DockerCommands.listOf(WEB)).prints(OWN).prints(OWN).prints(OWN).prints(OWN + next);
    assertThat(create).contains("--network", "container:db");

    half.prepare(replace, host, Progress.NONE);
    assertThat(host.ran()).noneMatch(argv -> argv.contains("create"));
    assertThatThrownBy(() -> half.apply(replace, host, Progress.NONE))
        .as("nobody recorded an answer to that")
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("docker create --name web.next")
        .hasMessageContaining("--network container:db");
  }

  @Test
  void asksTheOneWhoseNetworkItHas() {
    String shared =
        INSPECTED
            .replace("\"NetworkMode\": \"default\"", "\"NetworkMode\": \"container:db\"")
            .replaceAll("\"IPAddress\": \"[0-9.]+\"", "\"IPAddress\": \"\"");
    host.on(DockerCommands.inspect(List.of("short"))).prints(shared);
    host.on(DockerCommands.inspect(List.of("db"))).prints(INSPECTED);
    host.listening("172.17.0.2", 80, 200);
    assertThat(new HealthProbe(new Ref("container", "short"), host).look(check("tcp", "80")))
        .isEqualTo(Health.GOOD);
  }

  @Test
  void whatLinksToItDoesNotHideIt() {
    String linked = OWN.replace("\tweb\t", "\tprobe/db,web,other/x\t");
    host.on(DockerCommands.list()).prints(linked);

    assertThat(half.observe(SHOP, host)).singleElement().matches(o -> o.ref().equals(WEB));
    assertThat(Own.parse(linked).getFirst().isOf(WEB)).isTrue();
  }

  @Test
  void aReplacementAloneIsNotWhatItWasToReplace() {
    host.on(DockerCommands.list()).prints(OWN.replace("\tweb\t", "\tweb.next\t"));

    assertThat(half.observe(SHOP, host)).isEmpty();
    assertThat(half.observe(Scope.EVERYTHING, host))
        .as("where nobody wants it")
        .singleElement()
        .matches(o -> o.ref().equals(WEB) && !o.running());
  }

  @Test
  void aContainerMayItselfHaveTheNameOfAReplacement() {
    Ref next = new Ref("container", "web.next");
    host.on(DockerCommands.list()).prints(OWN.replace("web\t", "web.next\t"));

    assertThat(half.observe(new Scope("shop", Set.of(next)), host))
        .singleElement()
        .matches(o -> o.ref().equals(next));
  }

  @Test
  void looksInTwoCommandsAndAtFilesWhereEveryImageKeptItsName() {
    host.on(DockerCommands.list()).prints(OWN);
    host.file("/sys/fs/cgroup/cgroup.controllers", "cpuset cpu io memory\n");

    assertThat(half.observe(SHOP, host).getFirst().state().limits()).isTrue();
    assertThat(host.ran())
        .containsExactly(
            DockerCommands.list(),
            DockerCommands.inspect(List.of(RUNNING.id())),
            ShippedFiles.look("/var/lib/flocker/files/shop/web/1"));
  }

  @Test
  void seesThatAnImagesNameWasGivenToAnother() {
    host.on(DockerCommands.list()).prints(OWN.replace("bb:1", RUNNING.image()));
    host.on(ImageCommands.images()).prints("").prints("bb:1\tsha256:other\n");

    String other = "bb:1@" + RUNNING.image();
    for (String image : List.of("bb:1", "bb:1", other, other)) {
      assertThat(half.observe(SHOP, host).getFirst().state().image()).isEqualTo(image);
    }
  }

  @Test
  void reportsWhoeverHasAWantedName() {
    host.on(DockerCommands.list()).prints(RUNNING.id() + "\tweb\t\t\t\tbb:1\n");
    assertThat(half.observe(SHOP, host)).singleElement().matches(o -> o.project().isEmpty());
    assertThat(half.observe(Scope.EVERYTHING, host)).isEmpty();
  }

  @Test
  void whatCannotBeLookedAtIsNotAbsent() {
    host.on(DockerCommands.list()).fails(1, "Cannot connect to the Docker daemon");
    assertThatThrownBy(() -> half.observe(SHOP, host)).isInstanceOf(Failure.class);
  }

  @Test
  void killsWhatDoesNotStopInItsTime() {
    host.file("/proc/" + RUNNING.pid() + "/comm", "sleep\n");
    host.on(DockerCommands.signal(RUNNING.id(), "SIGTERM")).prints("web\n");
    host.on(DockerCommands.signal(RUNNING.id(), "SIGKILL")).prints("web\n");

    assertThatThrownBy(() -> new Stop("web", host).within(Duration.ofSeconds(1)))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("does not end even when killed");
    assertThat(host.ran()).contains(DockerCommands.signal(RUNNING.id(), "SIGKILL"));
  }

  @Test
  void doesNotKillWhatStops() {
    host.on(DockerCommands.signal(RUNNING.id(), "SIGTERM")).prints("web\n");
    new Stop("web", host).within(Duration.ofSeconds(1));
    assertThat(host.ran()).doesNotContain(DockerCommands.signal(RUNNING.id(), "SIGKILL"));
  }

  @Test
  void stoppingWhatIsGoneIsNoFailure() {
    host.on(DockerCommands.inspect(List.of("gone"))).fails(1, "Error: No such container: gone");
    new Stop("gone", host).within(Duration.ofSeconds(1));
  }

  @Test
  void whatIsMeantToEndIsWellOnceItHas() {
    HealthCheck completed = check("completed", "true");
    assertThat(new HealthProbe(WEB, host).look(completed).detail()).isEqualTo("has not ended yet");
    FakeHost node = new FakeHost();
    String once = "\"flocker.once\": \"true\", \"flocker.project\"";
    String done =
        INSPECTED.replace("\"running\"", "\"exited\"").replace("\"flocker.project\"", once);
    node.on(DockerCommands.inspect(List.of("web"))).prints(done);
    HealthProbe probe = new HealthProbe(WEB, node);
    assertThat(probe.look(completed)).isEqualTo(Health.GOOD);
    assertThat(probe.look(HealthCheck.DOCKERS_OWN)).isEqualTo(Health.GOOD);
    assertThat(probe.upSince()).isPresent();
    half.resume(WEB, Schema.of(ContainerState.class).decode(ONCE), node);
    assertThat(node.ran()).as("done is done").doesNotContain(DockerCommands.start("web"));
  }

  @Test
  void probesTheContainersOwnAddress() {
    HealthCheck tcp = check("tcp", "80");
    assertThat(new HealthProbe(WEB, host).look(tcp).detail())
        .isEqualTo("accepts no connection on port 80");
    host.listening("172.17.0.2", 80, 503);
    assertThat(new HealthProbe(WEB, host).look(tcp)).isEqualTo(Health.GOOD);
    assertThat(new HealthProbe(WEB, host).look(check("http", "80/ok")).detail())
        .isEqualTo("answers 503 to http://172.17.0.2:80/ok");
  }

  @Test
  void asksByHttpAsItIsTold() {
    host.listening("172.17.0.2", 8443, 401);
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("port", "8443");
    keys.put("path", "/ok?all=1");
    keys.put("scheme", "https");
    keys.put("host", "shop.example");
    keys.put("headers", Map.of("Authorization", "Basic geheim"));
    HealthProbe probe = new HealthProbe(WEB, host);
    assertThat(probe.look(http(keys)).detail())
        .isEqualTo("answers 401 to https://172.17.0.2:8443/ok?all=1 as shop.example");
    assertThat(host.requests())
        .containsExactly(
            new FakeHost.Request(
                URI.create("https://172.17.0.2:8443/ok?all=1"),
                Map.of(
                    "Host",
                    new Secret("shop.example"),
                    "Authorization",
                    new Secret("Basic geheim"))));

    keys.put("codes", List.of("200-204", "401"));
    assertThat(probe.look(http(keys))).isEqualTo(Health.GOOD);
    keys.put("port", "81");
    assertThat(probe.look(http(keys)).detail())
        .isEqualTo("does not answer https://172.17.0.2:81/ok?all=1 as shop.example");
  }

  @Test
  void asksTheNodeWhereItHasTheNodesNetwork() {
    String shared =
        INSPECTED
            .replaceFirst("\"NetworkMode\": \"default\"", "\"NetworkMode\": \"host\"")
            .replaceAll("\"IPAddress\": \"[0-9.]+\"", "\"IPAddress\": \"\"");
    host.on(DockerCommands.inspect(List.of("short"))).prints(shared);
    host.listening("127.0.0.1", 80, 200);
    HealthProbe probe = new HealthProbe(new Ref("container", "short"), host);

    assertThat(probe.look(check("tcp", "80"))).isEqualTo(Health.GOOD);
    assertThat(probe.look(check("http", "80"))).isEqualTo(Health.GOOD);
  }

  @Test
  void givesItTheTimeThatItNeeds() {
    Map<String, Object> slow = Map.of("start_period", "5m", "timeout", "30s", "interval", "10s");
    ContainerState want = wanting(Map.of("health", slow));
    assertThat(half.patience(want)).isEqualTo(Duration.ofSeconds(330));
    assertThat(half.interval(want)).contains(Duration.ofSeconds(10));
    ContainerState usual = wanting(Map.of());
    assertThat(half.patience(usual)).isEqualTo(Duration.ofSeconds(60));
    assertThat(half.interval(usual)).isEmpty();
  }

  private static ContainerState wanting(Map<String, Object> more) {
    Map<String, Object> keys = new LinkedHashMap<>(Map.of("image", "bb:1"));
    keys.putAll(more);
    return Schema.of(ContainerState.class).decode(keys);
  }

  private static HealthCheck http(Map<String, Object> keys) {
    return Schema.of(HealthCheck.class).decode(Map.of("http", keys));
  }

  @Test
  void runsTheHealthCommandInTheContainer() {
    host.on("docker", "exec", "web", "ready")
        .fails(1, "")
        .fails(126, "exec: \"ready\": executable file not found in $PATH\n")
        .prints("");
    HealthCheck ready = Schema.of(HealthCheck.class).decode(Map.of("command", List.of("ready")));
    assertThat(new HealthProbe(WEB, host).look(ready).status()).isEqualTo(Health.Status.STARTING);
    assertThat(new HealthProbe(WEB, host).look(ready).detail())
        .isEqualTo(
            "its health command ends with exit code 126:"
                + " exec: \"ready\": executable file not found in $PATH");
    assertThat(new HealthProbe(WEB, host).look(ready)).isEqualTo(Health.GOOD);
  }

  @Test
  void aHealthCommandMayTakeAsLongAsTheContainer() {
    host.on("docker", "exec", "web", "ready").fails(-1, "did not end within 5m");
    Map<String, Object> keys = Map.of("command", List.of("ready"), "timeout", "5m");

    Health health = new HealthProbe(WEB, host).look(Schema.of(HealthCheck.class).decode(keys));
    assertThat(health.status()).isEqualTo(Health.Status.STARTING);
    assertThat(health.detail()).isEqualTo("its health command did not end within 5m");
    assertThat(host.commands().getLast().limit()).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void whatDiesAtItsStartHasFailed() {
    host.on(DockerCommands.inspect(List.of("short")))
        .prints(INSPECTED)
        .prints(INSPECTED.replace("\"Status\": \"running\"", "\"Status\": \"exited\""));
    host.on(DockerCommands.lastLines("short")).ends(0, "", "no disk\n");

    Health health =
        new HealthProbe(new Ref("container", "short"), host).look(HealthCheck.DOCKERS_OWN);
    assertThat(health.status()).isEqualTo(Health.Status.FAILED);
    assertThat(health.detail()).isEqualTo("is exited; its log ends:\nno disk");
  }

  @Test
  void makesTheImagesCheckItselfWhereDockerWaitsForAnInterval() {
    String starting =
        "[{\"State\":{\"Status\":\"running\",\"Pid\":7,\"Health\":{\"Status\":\"starting\"}},"
            + "\"Config\":{\"Healthcheck\":{\"Test\":[\"CMD-SHELL\",\"test -e /ready\"]}}}]";
    host.on(DockerCommands.inspect(List.of("short"))).prints(starting);
    host.on(DockerCommands.execute("short", List.of("/bin/sh", "-c", "test -e /ready")))
        .fails(1, "")
        .prints("");
    HealthProbe probe = new HealthProbe(new Ref("container", "short"), host);

    assertThat(probe.look(HealthCheck.DOCKERS_OWN).status()).isEqualTo(Health.Status.STARTING);
    assertThat(probe.look(HealthCheck.DOCKERS_OWN)).isEqualTo(Health.GOOD);
  }

  @Test
  void startsNothingOnAVolumeThatAStrangerWritesTo() {
    String admin = "77\tadmin\t\t\t\tbb:1\n";
    String renamed = "77\tweb-other\tshop\tcontainer web\t\tbb:1\n";
    for (String source :
        List.of("/flocker/shop/books/data", "/flocker/shop/books", "/flocker/shop/books/data/x")) {
      for (String listed : List.of(admin, renamed)) {
        assertThatThrownBy(() -> startOnBooks(listed, mounting(source, true)))
            .isInstanceOf(Failure.class)
            .hasMessageContaining("has its volume mounted writable");
      }
    }
    startOnBooks(admin, mounting("/flocker/shop/books/data", false));
    startOnBooks(admin, mounting("/", true));
    startOnBooks(
        OWN + "77\tdb\tshop\tcontainer db\t\tbb:1\n", mounting("/flocker/shop/books", true));
  }

  @Test
  void asksDockerOnceAboutAllStrangers() {
    FakeHost node = new FakeHost();
    node.on(DockerCommands.running()).prints("66\tother\t\t\t\tbb:1\n77\tadmin\t\t\t\tbb:1\n");
    node.on(DockerCommands.inspect(List.of("66", "77")))
        .prints(
            mounting("/srv", true).replace("77", "66").replace("]}]", "]},")
                + mounting("/flocker/shop/logs/data", true).substring(1));
    List<ContainerState.BindMount> mounts =
        Stream.of("books", "logs")
            .map(v -> AbsolutePath.parse("/flocker/shop/" + v + "/data"))
            .map(p -> new ContainerState.BindMount(p, p, false, Optional.empty(), Optional.empty()))
            .toList();

    assertThatThrownBy(() -> new Strangers(WEB, node).refuse(mounts))
        .hasMessageContaining("the container admin runs");
    assertThat(node.ran()).hasSize(2);
  }

  private static void startOnBooks(String listed, String inspected) {
    FakeHost node = new FakeHost();
    node.on(DockerCommands.running()).prints(listed);
    node.on(DockerCommands.inspect(List.of("77"))).prints(inspected);
    AbsolutePath books = AbsolutePath.parse("/flocker/shop/books/data");
    new Strangers(WEB, node)
        .refuse(
            List.of(
                new ContainerState.BindMount(
                    books,
                    AbsolutePath.parse("/data"),
                    false,
                    Optional.empty(),
                    Optional.empty())));
  }

  private static String mounting(String source, boolean writable) {
    return "[{\"Id\":\"77\",\"State\":{\"Pid\":7},\"Mounts\":[{\"Type\":\"bind\",\"Source\":\"%s\",\"RW\":%s}]}]"
        .formatted(source, writable);
  }

  @Test
  void saysWhyDockerCannotStartIt() {
    String created = INSPECTED.replace("\"Status\": \"running\"", "\"Status\": \"created\"");
    host.on(DockerCommands.inspect(List.of("short")))
        .prints(created)
        .prints(created.replaceFirst("\"Error\": \"\"", "\"Error\": \"no such file: /serve\""));
    HealthProbe probe = new HealthProbe(new Ref("container", "short"), host);

    assertThat(probe.look(HealthCheck.DOCKERS_OWN).detail()).isEqualTo("has not been started yet");
    assertThat(probe.look(HealthCheck.DOCKERS_OWN))
        .isEqualTo(new Health(Health.Status.FAILED, "cannot be started: no such file: /serve"));
  }

  private static HealthCheck check(String key, String value) {
    return Schema.of(HealthCheck.class).decode(Map.of(key, value));
  }

  /** An earlier version put them below the flocker_home of its run. */
  @Test
  void removesTheFilesOfWhatIsGoneWhereverTheyAre() {
    String old = "9\tweb.old\tshop\tcontainer web\t/srv/flocker/files/shop/web/1\tbb:1\n";
    String odd = old.replace("/srv/flocker/files/shop/web/1", "/etc");
    host.file("/srv/flocker/files/shop/web/1/0-0400", "secret").file("/etc/motd", "kept");
    host.on(DockerCommands.listOf(WEB)).prints(old).prints(odd);
    host.on(DockerCommands.remove("9")).prints("");

    half.settle(WEB, host);
    half.settle(WEB, host);
    assertThat(host.files().keySet()).containsExactly(Path.of("/etc/motd"));
  }
}
