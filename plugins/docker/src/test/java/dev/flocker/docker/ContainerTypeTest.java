package dev.flocker.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Declared;
import dev.flocker.api.Diff;
import dev.flocker.api.Implied;
import dev.flocker.api.Offer;
import dev.flocker.api.Ref;
import dev.flocker.api.Relation;
import dev.flocker.api.ResourceType;
import dev.flocker.api.node.Command;
import dev.flocker.api.node.Host;
import dev.flocker.api.schema.Sources;
import dev.flocker.api.value.AbsolutePath;
import dev.flocker.api.value.LocalFile;
import dev.flocker.api.value.LocalFolder;
import dev.flocker.api.value.Place;
import dev.flocker.api.value.Port;
import dev.flocker.api.value.Problem;
import dev.flocker.api.value.Secret;
import dev.flocker.api.value.SourceFile;
import dev.flocker.api.value.Tree;
import dev.flocker.api.value.VariablesFile;
import dev.flocker.docker.json.Json;
import dev.flocker.docker.option.Options;
import dev.flocker.docker.option.RestartPolicy;
import dev.flocker.testkit.ResourceTypeContract;
import dev.flocker.testkit.SshHost;
import dev.flocker.testkit.TestTopology;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ContainerTypeTest extends ResourceTypeContract<Container, ContainerState> {

  static final Ref WEB = new Ref("container", "web");
  private static final Ref DATA = new Ref("volume", "data");

  @Override
  protected ResourceType<Container, ContainerState> type() {
    return new ContainerType();
  }

  @Override
  protected List<String> examples() {
    return List.of(
        """
        {name: contract-web, image: 'flocker-test:1', command: [sleep, '1000'],
         environment: {GREETING: 'hello you', LINES: "a\\nb\\n"}, env_file: a.env,
         files: [{path: '/etc/app.conf', src: app.conf.hbs, mode: '0640'}],
         ports: [{internal: 80, external: 18080}], stop_timeout: 1s, memory: 64M, cpu_shares: 512}
        """,
        "{name: db, image: postgres}",
        """
        {name: db, image: 'registry.example:5000/a/b@sha256:%s', restart: 'on-failure:3',
         volumes: [{name: data, mountpoint: '/data'}], entrypoint: ['/bin/sh', '-c'], user: app,
         working_dir: '/srv', health: {tcp: 5432, timeout: 2m}, supervisor: systemd}
        """
            .formatted("0".repeat(64)),
        "{name: db, image: 'flocker-test:empty', archive: saved.tar, health: {http: '8080/ok'}}",
        """
        {name: web, image: 'a:1', health: {start_period: 1m, interval: 2s, http: {port: 8443,
         scheme: https, host: shop.example, headers: {A: b}, codes: [200-299, 401]}}}
        """,
        "{name: web, image: 'r.example/a:1', registries: [{server: r.example, username: a, password: b}]}",
        "{name: web, image: 'a:1', platform: 'linux/arm64'}",
        "{name: db, image: 'a:1', health: {command: [pg_isready]}, supervisor: docker}");
  }

  @Test
  void itsOwnVariablesWinOverThoseOfFiles() {
    Container spec =
        decode(
            ", \"env_file\": [\"a.env\"], \"environment\": {\"GREETING\": \"own\"}",
            new ArrayList<>());
    Declared<Container> declared = new Declared<>(WEB, spec, List.of("n1"), Place.NOWHERE);
    assertThat(type().desired(declared, "n1", topology()).environment())
        .isEqualTo(Map.of("GREETING", new Secret("own"), "OF_FILE", new Secret("1")));
  }

  @Test
  void followsTheOneWhoseNetworkItHas() {
    Ref db = new Ref("container", "db");
    Container spec = decode(", \"network\": \"container:db\"", new ArrayList<>());
    assertThat(type().relations(spec))
        .containsExactly(
            new Relation(Relation.Kind.FOLLOWS, db), new Relation(Relation.Kind.SHARES, db));
  }

  @Test
  void saysWhatIsOnNoVolume() {
    assertThat(notes(List.of(), List.of())).isEmpty();
    assertThat(notes(List.of("/var/lib/a"), List.of()))
        .singleElement()
        .satisfies(
            note ->
                assertThat(note.toString())
                    .contains("container web: what its image writes to /var/lib/a is on no volume")
                    .contains("it stays behind on n1 when the container is replaced or moves")
                    .contains("mountpoint: /var/lib/a}]"));
  }

  @Test
  void saysThatAVolumeWhichIsMountedOnlyNowLacksWhatWasWrittenBefore() {
    assertThat(notes(List.of("/var/lib/a/"), List.of(volume("/var/lib/a"))))
        .singleElement()
        .satisfies(
            note ->
                assertThat(note.toString())
                    .contains("its volume at /var/lib/a/ does not get what is there now")
                    .contains("that stays behind on n1; copy it out first"));
  }

  private static Map<String, Object> volume(String mountpoint) {
    return Map.of("name", "data", "mountpoint", mountpoint);
  }

  private List<Problem> notes(List<String> anonymous, List<Map<String, Object>> volumes) {
    Map<String, Object> state = new TreeMap<>(type().state().encode(DockerCommandsTest.PLAIN));
    state.put("anonymous", anonymous);
    Container spec =
        type().declared().decode(Map.of("name", "web", "image", "a:1", "volumes", volumes));
    List<Problem> notes = new ArrayList<>();
    type()
        .advise(
            new Declared<>(WEB, spec, List.of("n1"), Place.NOWHERE),
            Map.of("n1", type().state().decode(state)),
            topology(),
            notes::add);
    return notes;
  }

  @Test
  void aPortOfLinksIsPublishedOnTheNodesAddressIfTheNodeHasIt() {
    String trie = "+-- 0.0.0.0/0 3 0 5\n     |-- 10.0.0.11\n        /32 host LOCAL\n";
    ContainerState chosen = publishing("10.0.0.11", true);
    ContainerState made = publishing("10.0.0.11", false);
    assertThat(chosen.publishable(Addresses.parse(trie))).isEqualTo(chosen);
    ContainerState open = publishing("", false);
    assertThat(chosen.publishable(Addresses.parse(""))).as("behind NAT").isEqualTo(open);
    assertThat(type().diff(chosen, made)).isEqualTo(Diff.NONE);
    assertThat(type().diff(chosen, open)).as("one made before").isEqualTo(Diff.NONE);
    assertThat(type().diff(chosen, publishing("10.0.0.12", false)).kind())
        .isEqualTo(Diff.Kind.REPLACE);
    assertThat(type().diff(open, made).kind()).as("declared now").isEqualTo(Diff.Kind.REPLACE);
    assertThat(DockerCommands.create("web", WEB, "shop", chosen, Path.of("/f")))
        .contains("10.0.0.11:20080:80");
  }

  private ContainerState publishing(String address, boolean orEverywhere) {
    Map<String, Object> state = new TreeMap<>(type().state().encode(DockerCommandsTest.PLAIN));
    Map<String, Object> port = new TreeMap<>(Map.of("internal", "80", "external", "20080"));
    port.put("or_everywhere", orEverywhere);
    if (!address.isEmpty()) {
      port.put("address", address);
    }
    state.put("ports", List.of(port));
    return type().state().decode(state);
  }

  @Test
  void movesAsTheImageThatRuns() {
    ContainerState there = DockerCommandsTest.PLAIN.madeFrom(List.of("sha256:1"));
    ContainerType type = new ContainerType();
    assertThat(type.arriving(DockerCommandsTest.PLAIN, there).imageIds())
        .containsExactly("sha256:1");
    assertThat(type.arriving(DockerCommandsTest.FULL, DockerCommandsTest.FULL).imageIds())
        .isEmpty();
  }

  @Test
  void movesAsTheImageThatRunsAlsoWhereItsTagMeansAnotherOneNow() {
    ContainerState want = DockerCommandsTest.PLAIN;
    ContainerState there = named(want.image() + "@sha256:1");
    ContainerState other = named("other:1@sha256:1");

    assertThat(type().arriving(want, there).imageIds()).containsExactly("sha256:1");
    assertThat(type().arriving(want, other).imageIds()).as("made from another tag").isEmpty();
    assertThat(type().diff(want, there).kind()).as("where it stays").isEqualTo(Diff.Kind.REPLACE);
  }

  private ContainerState named(String image) {
    ContainerState made = DockerCommandsTest.PLAIN.madeFrom(List.of("sha256:1"));
    Map<String, Object> state = new TreeMap<>(type().state().encode(made));
    state.put("image", image);
    return type().state().decode(state);
  }

  @Override
  protected TestTopology topology() {
    return new TestTopology("contract")
        .node("n1", "10.0.0.11")
        .offer(DATA, new Offer.Directory(AbsolutePath.parse("/flocker/contract/data/data")));
  }

  @Override
  protected Sources sources() {
    return SOURCES;
  }

  private static final Sources SOURCES =
      new Sources() {
        @Override
        public LocalFile local(Tree.Scalar path) {
          return new LocalFile(
              String.valueOf(ContainerTypeTest.class.getResource(path.text()).getPath()), 1);
        }

        @Override
        public LocalFolder folder(Tree.Scalar path) {
          return LocalFolder.of(
              Path.of(ContainerTypeTest.class.getResource(path.text()).getPath()));
        }

        @Override
        public VariablesFile variables(Tree.Scalar path) {
          return new VariablesFile(
              path.text(), Map.of("OF_FILE", new Secret("1"), "GREETING", new Secret("2")));
        }

        @Override
        public SourceFile source(Tree.Scalar path) {
          Secret text = new Secret("content of " + path.text() + "\n");
          LocalFile file = new LocalFile("/playbooks/" + path.text(), 1);
          return new SourceFile(path.text(), file, Optional.of(text), "");
        }
      };

  @Override
  protected Optional<Lab<ContainerState>> lab() {
    SshHost host = SshHost.ofLab(Map.of());
    LabImage.make(host);
    return Optional.of(
        new Lab<>(
            new DockerProvider().node(),
            host,
            List.of(
                Command.of("docker", "ps", "-a", "--no-trunc", "--format", "{{.ID}} {{.Names}}"),
                Command.of("find", "/var/lib/flocker", "-printf", "%p %s %T@\\n"))));
  }

  @Override
  protected Optional<Consumer<Host>> changeByHand() {
    String anew =
        "docker rm -f contract-web && docker create --name contract-web"
            + " --label flocker.project=contract --label 'flocker.resource=container contract-web'"
            + " flocker-test:1 sleep 1000";
    return Optional.of(host -> host.run(Command.of("sh", "-c", anew)));
  }

  private final ContainerType type = new ContainerType();

  private static Container container(String keys) {
    List<Problem> problems = new ArrayList<>();
    Container spec = decode(keys, problems);
    assertThat(problems).isEmpty();
    return spec;
  }

  static Container decode(String keys, List<Problem> problems) {
    Tree tree =
        Tree.of(Json.parse("{\"name\": \"web\", \"image\": \"web:1\"" + keys + "}").value());
    return new ContainerType()
        .declared()
        .decode(tree, "container web", Set.of(), SOURCES, problems::add);
  }

  @Test
  void bringsItsVolumesRoutesAndUnit() {
    Container plain = container(", \"ports\": [{\"internal\": 80, \"external\": 8080}]");
    Map<String, Object> route = Map.of("port", "8080", "to", "container web");
    Map<String, Object> unit =
        Map.of("container", "web", "restart", "always", "stop_timeout", "10s", "mounts", List.of());
    assertThat(type.implied(plain, "shop", topology()))
        .containsExactly(
            new Implied(new Ref("route", "8080"), route, true),
            new Implied(new Ref("unit", "web"), unit, false));

    Container ends = container(", \"health\": {\"min_uptime\": \"0s\"}");
    assertThat(type.implied(ends, "shop", topology()))
        .extracting(implied -> implied.spec().get("ends"))
        .containsExactly(true);

    Container mounts =
        container(", \"volumes\": [{\"name\": \"data\", \"mountpoint\": \"/data\"}]");
    List<Implied> implied = type.implied(mounts, "shop", topology());
    assertThat(implied.getFirst()).isEqualTo(new Implied(DATA, Map.of("name", "data"), true));
    assertThat(implied.getLast().firm()).isTrue();
    assertThat(implied.getLast().spec())
        .containsEntry("mounts", List.of("/flocker/shop/data/data"));
    assertThat(type.relations(mounts)).containsExactly(new Relation(Relation.Kind.USES, DATA));

    assertThat(type.implied(container(", \"supervisor\": \"docker\""), "shop", topology()))
        .isEmpty();
  }

  private ContainerState desired(String keys, TestTopology topology) {
    Container spec = container(keys);
    topology.declare(type, spec, "n1");
    return type.desired(new Declared<>(WEB, spec, List.of("n1"), Place.NOWHERE), "n1", topology);
  }

  @Test
  void whatOthersOfferBecomesPartOfIt() {
    Ref link = new Ref("link", "web:80");
    ContainerState state =
        desired(
            ", \"environment\": {\"A\": \"own\"}, \"extra_hosts\": [\"books=10.9.9.9\"]",
            topology()
                .offer(link, new Offer.Variable(WEB, "DB_PORT", "tcp://127.0.0.1:5432"))
                .offer(
                    new Ref("link", "web:81"),
                    new Offer.Host(WEB, new Ref("container", "db"), List.of("books"), "127.70.1.2"))
                .offer(new Ref("container", "db"), new Offer.Alias("ledger"))
                .offer(WEB, new Offer.Endpoint(new Port(80), Optional.of(new Port(20080))))
                .relate(new Ref("unit", "web"), Relation.Kind.SUPERVISES, WEB));

    assertThat(state.environment())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("A", new Secret("own"), "DB_PORT", new Secret("tcp://127.0.0.1:5432")));
    assertThat(state.options().get(Options.EXTRA_HOSTS.key()))
        .as("what the playbook says of a name counts")
        .contains(List.of("books:10.9.9.9", "db:127.70.1.2", "ledger:127.70.1.2"));
    assertThat(state.ports())
        .as("chosen for links, which dial the node's own address")
        .containsExactly(
            new PublishedPort(new Port(80), new Port(20080), Optional.of("10.0.0.11"), true));
    assertThat(state.restart()).isEqualTo(RestartPolicy.NEVER);
  }

  @Test
  void onlyLimitsRestartAndHealthChangeInPlace() {
    ContainerState have = desired("", topology());
    assertThat(type.diff(desired(", \"memory\": \"64M\"", topology()), have).kind())
        .isEqualTo(Diff.Kind.IN_PLACE);
    assertThat(type.diff(desired(", \"restart\": \"never\"", topology()), have).kind())
        .isEqualTo(Diff.Kind.IN_PLACE);
    String once = ", \"restart\": \"never\", \"health\": {\"completed\": true}";
    assertThat(type.diff(desired(once, topology()), have).kind())
        .as("one that is meant to end is another one")
        .isEqualTo(Diff.Kind.REPLACE);
    assertThat(type.diff(desired(", \"cpu_shares\": 1024", topology()), have)).isEqualTo(Diff.NONE);
    assertThat(type.diff(have, desired(", \"memory\": \"64M\"", topology())).kind())
        .isEqualTo(Diff.Kind.REPLACE);
    assertThat(type.diff(desired(", \"image\": \"web:2\"", topology()), have).kind())
        .isEqualTo(Diff.Kind.REPLACE);
    Diff health = type.diff(desired(", \"health\": {\"tcp\": 80}", topology()), have);
    assertThat(health.kind()).isEqualTo(Diff.Kind.IN_PLACE);
    assertThat(health.changes()).containsExactly(new Diff.Change("health", "", "{tcp: 80}"));
  }

  @Test
  void aChangedVariableShowsNoValue() {
    Diff diff =
        type.diff(
            desired(", \"environment\": {\"PW\": \"geheim\"}", topology()),
            desired(", \"environment\": {\"PW\": \"alt\"}", topology()));

    assertThat(diff.kind()).isEqualTo(Diff.Kind.REPLACE);
    assertThat(diff.toString()).contains("PW").doesNotContain("geheim").doesNotContain("alt");
  }

  @Test
  void anotherBuildUnderTheSameTagIsAnotherImage() {
    ContainerState want =
        desired(", \"image\": \"flocker-test:empty\", \"archive\": \"saved.tar\"", topology());
    assertThat(want.imageIds()).hasSize(1);
    ContainerState same = desired(", \"image\": \"flocker-test:empty\"", topology());
    assertThat(type.diff(want, same).kind()).isEqualTo(Diff.Kind.REPLACE);
    assertThat(type.diff(same, want)).isEqualTo(Diff.NONE);
  }
}
