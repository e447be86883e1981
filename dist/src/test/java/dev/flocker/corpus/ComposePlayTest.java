package dev.flocker.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.value.Place;
import dev.flocker.api.value.Problem;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.compose.ComposeFiles;
import dev.flocker.cli.compose.ConvertedPlaybook;
import dev.flocker.cli.compose.Exposed;
import dev.flocker.cli.compose.Placement;
import dev.flocker.cli.model.Item;
import dev.flocker.cli.plan.Checks;
import dev.flocker.cli.playbook.Playbooks;
import dev.flocker.cli.playbook.ReadOptions;
import dev.flocker.cli.playbook.Reading;
import dev.flocker.cli.yaml.NamedFile;
import dev.flocker.cli.yaml.YamlWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plays that name Compose files. */
class ComposePlayTest {

  private static final String FILE =
      """
      services:
        db:
          image: "postgres:${PG:-15}"
          environment: {POSTGRES_PASSWORD: "{{secret}}", MODE: plain}
          volumes: [data:/var/lib/postgresql/data]
          expose: [5432]
        web:
          image: web
          command: echo "{{.Name}} {% x %}"
          profiles: [web]
      volumes: {data: }
      """;

  @TempDir Path folder;

  @BeforeEach
  void furnish() throws IOException {
    write("compose.yaml", FILE);
    write("hosts", "n1 ansible_host=10.0.0.1\nn2 ansible_host=10.0.0.2\n");
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Reading play(String keys) throws IOException {
    Path playbook =
        write("site.yml", "- project: shop\n  hosts: all\n  " + keys.strip().replace("\n", "\n  "));
    ReadOptions options =
        new ReadOptions(
            List.of(folder.resolve("hosts").toString()), List.of(), Map.of("PG", "16"), Map.of());
    return Playbooks.read(List.of(playbook), options, OwnPlugins.types());
  }

  private static List<String> problems(Reading reading) {
    List<Problem> problems = new ArrayList<>(reading.problems());
    if (problems.isEmpty()) {
      Checks.check(reading.projects(), OwnPlugins.planned(), problems::add);
    }
    return problems.stream().map(Problem::toString).toList();
  }

  private static List<String> links(Reading reading) {
    return reading.projects().getFirst().items().stream()
        .filter(i -> i.declared().ref().type().equals("link"))
        .map(i -> i.declared().spec().toString())
        .toList();
  }

  private static Item item(Reading reading, String ref) {
    return reading.projects().getFirst().items().stream()
        .filter(i -> i.declared().ref().toString().equals(ref))
        .findFirst()
        .orElseThrow(() -> new AssertionError(reading.problems().toString()));
  }

  @Test
  void portsOfEveryKindAreTakenOver() throws IOException {
    write(
        "ports.yaml",
        """
        services:
          dns:
            image: dns
            ports: ["53:53/udp", "53:53", "127.0.0.1:9153:9153", "8000-8002:8000-8002"]
          web:
            image: web
            expose: ["5353/udp"]
            ports: [{target: 80, published: 8080, host_ip: 10.0.0.1, protocol: tcp, mode: host}]
        """);
    Reading reading = play("compose: ports.yaml\non: {\"*\": n1}");
    assertThat(problems(reading)).isEmpty();
    assertThat(reading.warnings()).isEmpty();
    assertThat(item(reading, "container dns").declared().spec().toString())
        .contains("protocol=udp", "address=Optional[127.0.0.1]", "external=Optional[8002]");
    assertThat(links(reading))
        .anyMatch(l -> l.contains("from=web") && l.contains("remotePort=53/udp"))
        .anyMatch(l -> l.contains("from=web") && l.contains("remotePort=9153"))
        .anyMatch(l -> l.contains("from=dns") && l.contains("remotePort=5353/udp"));
  }

  @Test
  void placesServicesByNameAndTheRestByAStar() throws IOException {
    Reading reading =
        play(
            """
            compose: compose.yaml
            profiles: web
            on: {db: "{{inventory_hostname}}n1", "*": [n1, n2]}
            """
                .replace("{{inventory_hostname}}", ""));
    assertThat(problems(reading)).isEmpty();
    assertThat(item(reading, "container db").declared().on()).containsExactly("n1");
    assertThat(item(reading, "container web").declared().on()).containsExactly("n1", "n2");
    assertThat(links(reading))
        .anyMatch(l -> l.contains("from=web") && l.contains("to=db") && l.contains("Port=5432"));
  }

  @Test
  void aServiceMayNameCandidates() throws IOException {
    Reading reading = play("compose: compose.yaml\non: {db: {one_of: [n2, n1]}}");
    assertThat(problems(reading)).isEmpty();
    Item db = item(reading, "container db");
    assertThat(db.candidates()).containsExactly("n2", "n1");
    assertThat(db.declared().on()).containsExactly("n2");
  }

  @Test
  void takesBracesAsTheyAre() throws IOException {
    Reading reading = play("compose: compose.yaml\nprofiles: [web]\non: {\"*\": n1}");
    assertThat(problems(reading)).isEmpty();
    assertThat(item(reading, "container web").written().toString()).contains("{{.Name}} {% x %}");
    assertThat(item(reading, "container db").written().toString()).contains("{{secret}}");
  }

  @Test
  void resourcesBesideItAddAndOverrideKeyByKey() throws IOException {
    Reading reading =
        play(
            """
            vars: {size: 2}
            compose: [compose.yaml]
            on: {"*": n1}
            resources:
              - container:
                  name: db
                  memory: "{{size}}G"
                  environment: {POSTGRES_PASSWORD: "x{{size}}"}
                  health: {tcp: 5432}
              - volume: {name: data, quota: 1G}
              - route: {port: 5432, to: container db}
              - container: {name: more, on: n2, image: more}
            """);
    String db = item(reading, "container db").written().toString();
    assertThat(reading.problems()).isEmpty();
    assertThat(db).contains("2G", "x2", "plain", "postgres:16", "/var/lib/postgresql/data");
    assertThat(db).doesNotContain("{{secret}}");
    assertThat(item(reading, "volume data").written().toString()).contains("1G");
    assertThat(item(reading, "container more").declared().on()).containsExactly("n2");
  }

  @Test
  void whatIsConvertedIsTheSame() throws IOException {
    Reading before = play("compose: compose.yaml\nprofiles: [web]\non: {\"*\": n1}");
    ComposeFiles.Source source =
        new ComposeFiles.Source(
            List.of(new NamedFile(folder.resolve("compose.yaml"), Place.NOWHERE)),
            List.of(),
            List.of("web"),
            "shop");
    Placement n1 = new Placement(Map.of(), Optional.of(Tree.of("n1")), true);
    List<Tree> resources =
        new ComposeFiles(
                Map.of("PG", "16"),
                OwnPlugins.types().get("container").declared(),
                Exposed.never(),
                p -> {
                  throw new AssertionError(p.toString());
                },
                note -> {})
            .resources(source, n1, folder);
    String text =
        String.join("\n", YamlWriter.lines(ConvertedPlaybook.of("shop", resources))) + "\n";
    Path playbook = write("converted.yml", text);
    ReadOptions options =
        new ReadOptions(List.of(folder.resolve("hosts").toString()), List.of(), Map.of(), Map.of());
    Reading after = Playbooks.read(List.of(playbook), options, OwnPlugins.types());
    assertThat(problems(after)).as(text).isEmpty();
    assertThat(after.warnings()).isEmpty();
    assertThat(specs(after)).isEqualTo(specs(before)).hasSize(3);
  }

  private static List<Object> specs(Reading reading) {
    List<Object> specs = new ArrayList<>();
    reading.projects().getFirst().items().forEach(i -> specs.add(i.declared().spec()));
    return specs;
  }

  @Test
  void theDeploymentSaysWhereServicesRun() throws IOException {
    write("deployment.yml", "version: 1\nnodes: {n2: [db, web]}\n");
    Reading reading = play("compose: compose.yaml\ndeployment: deployment.yml");
    assertThat(problems(reading)).isEmpty();
    assertThat(item(reading, "container web").declared().on()).containsExactly("n2");
    write("deployment.yml", "version: 1\nnodes: {n2: [dbx]}\n");
    assertThat(problems(play("compose: compose.yaml\ndeployment: deployment.yml")))
        .containsExactly(
            folder
                + "/deployment.yml:2:14: on: there is no service \"dbx\"; did you mean"
                + " \"db\"?");
  }

  @Test
  void pathsLeadFromTheComposeFileAndItsEnvFileFromThePlaybook() throws IOException {
    Files.createDirectories(folder.resolve("cloud"));
    write("cloud/my.conf", "x");
    write("my.env", "IMAGE=i\n");
    write(
        "cloud/compose.yaml",
        "services: {app: {image: $IMAGE, volumes: [\"./my.conf:/etc/my.conf:ro\"]}}");
    Reading reading = play("compose: cloud/compose.yaml\nenv_file: my.env\non: {app: n1}");
    assertThat(problems(reading)).isEmpty();
    assertThat(item(reading, "container app").written().toString()).contains("cloud/my.conf");
  }

  @Test
  void saysWhatIsWrongWithThePlay() throws IOException {
    assertThat(problems(play("compose: compose.yaml\non: n1\ndeployment: x.yml\nresources: {}")))
        .extracting(p -> p.replaceFirst("^.*site.yml:", ""))
        .contains(
            "4:7: play: on: is not a mapping; write on: {SERVICE: NODE, \"*\": NODE}",
            "4:7: play: has both on and deployment; say in one of them where it runs",
            "6:14: play: resources: is not a list; write \"- container: ...\"");
    assertThat(problems(play("resources: []\nprofiles: [a]\non: {a: b}")))
        .extracting(p -> p.replaceFirst("^.*site.yml:", ""))
        .containsExactly(
            "4:3: play: has \"profiles\" without \"compose\"; remove it",
            "5:3: play: has \"on\" without \"compose\"; write it below each resource");
    assertThat(problems(play("compose: none.yaml\non: {db: n1}")))
        .extracting(p -> p.replaceFirst("^.*site.yml:", "").replace(folder.toString(), ""))
        .containsExactly(
            "3:12: Compose file: /none.yaml does not exist; check its name and its folder");
    assertThat(problems(play("compose: compose.yaml\napplication: a.yml")))
        .extracting(p -> p.replaceFirst("^.*site.yml:", ""))
        .containsExactly(
            "1:3: play: has both application and compose; give it one of resources, compose,"
                + " application with deployment, or import_playbook");
    assertThat(problems(play("compose: compose.yaml")))
        .singleElement()
        .asString()
        .contains("3:12: compose: nothing says on which of n1, n2 its services run");
  }
}
