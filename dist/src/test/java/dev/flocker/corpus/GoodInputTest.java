package dev.flocker.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Declared;
import dev.flocker.api.ResourceType;
import dev.flocker.api.value.Problem;
import dev.flocker.cli.model.Item;
import dev.flocker.cli.model.Project;
import dev.flocker.cli.playbook.Playbooks;
import dev.flocker.cli.playbook.ReadOptions;
import dev.flocker.cli.playbook.Reading;
import dev.flocker.testkit.TestTopology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in order reads without a word. */
class GoodInputTest {

  @TempDir Path folder;

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private ReadOptions options(String... extraVars) throws IOException {
    Path inventory = write("hosts", "n1 size=1\nn2 size=2\nn3 size=2\n");
    return new ReadOptions(List.of(inventory.toString()), List.of(extraVars), Map.of(), Map.of());
  }

  private static Reading good(Reading reading) {
    assertThat(reading.problems()).isEmpty();
    assertThat(reading.warnings()).isEmpty();
    return reading;
  }

  @Test
  void whatIsShippedAsItIsNeedBeNoText() throws IOException {
    Files.write(folder.resolve("logo.png"), new byte[] {0, (byte) 0x89, 'P', 'N', 'G'});
    write("odd.conf", "{{#unclosed}");
    Path playbook =
        write(
            "site.yml",
            "- {project: p, hosts: n1, resources: [{container: {name: ab, image: a, files: [\n"
                + "  {path: /logo, src: logo.png, template: false},\n"
                + "  {path: /odd, src: odd.conf, template: false}]}}]}\n");
    good(Playbooks.read(List.of(playbook), options(), OwnPlugins.types()));
    write("site.yml", Files.readString(playbook).replace("template: false", "mode: '0600'"));
    assertThat(Playbooks.read(List.of(playbook), options(), OwnPlugins.types()).problems())
        .extracting(Problem::toString)
        .hasSize(2)
        .anyMatch(p -> p.contains("site.yml:2:") && p.contains("logo.png is not UTF-8 text"))
        .anyMatch(p -> p.contains("site.yml:3:") && p.contains("odd.conf:1:"));
  }

  @Test
  void readsFilesOfVariablesAsDockerComposeDoes() throws IOException {
    write("a.env", "export WHO=me # a comment\nURL=\"https://$HOST/${WHO}\"\nTERM\n");
    write("b.env", "WHO='you'\n");
    Path playbook =
        write(
            "site.yml",
            """
            - project: p
              hosts: n1
              resources:
                - container: {name: ab, image: a, env_file: [a.env, b.env]}
                - container: {name: cd, image: a, env_file: a.env, environment: {URL: own}}
            """);
    ReadOptions here =
        new ReadOptions(
            options().inventories(), List.of(), Map.of("HOST", "h", "TERM", "xterm"), Map.of());
    List<Item> items =
        good(Playbooks.read(List.of(playbook), here, OwnPlugins.types()))
            .projects()
            .getFirst()
            .items();
    assertThat(variables(items.get(0)))
        .isEqualTo(Map.of("WHO", "you", "URL", "https://h/me", "TERM", "xterm"));
    assertThat(variables(items.get(1)))
        .isEqualTo(Map.of("WHO", "me", "URL", "own", "TERM", "xterm"));
    assertThat(items.toString()).doesNotContain("https://h/me");
  }

  @Test
  void aPlaysRegistriesAreThoseOfItsContainers() throws IOException {
    write("secrets.yml", "token: hunter2\n");
    Path playbook =
        write(
            "site.yml",
            """
            - project: p
              hosts: n1
              secret_vars_files: secrets.yml
              registries: [{server: r.example, username: bot, password: "{{token}}"}]
              resources:
                - volume: {name: data}
                - container: {name: ab, image: r.example/a}
                - container: {name: cd, image: a}
                - container:
                    name: ef
                    image: r.example/a
                    registries: [{server: r.example, username: own, password: other}]
                - container: {name: gone, state: absent}
            """);
    List<Item> items =
        good(Playbooks.read(List.of(playbook), options(), OwnPlugins.types()))
            .projects()
            .getFirst()
            .items();
    assertThat(items.toString()).doesNotContain("hunter2");
    assertThat(state(items.get(1)).get("login"))
        .isEqualTo(Map.of("server", "r.example", "username", "bot", "password", "hunter2"));
    assertThat(state(items.get(2)).get("login")).isNull();
    assertThat(state(items.get(3)).get("login").toString()).contains("own", "other");
  }

  private static Map<String, String> variables(Item container) {
    Map<String, String> variables = new TreeMap<>();
    ((Map<?, ?>) state(container).get("environment"))
        .forEach((k, v) -> variables.put(k + "", v + ""));
    return variables;
  }

  private static Map<String, Object> state(Item container) {
    ResourceType<Record, Record> type = OwnPlugins.planned().type("container");
    TestTopology topology = new TestTopology("p").node("n1", "10.0.0.11");
    @SuppressWarnings("unchecked")
    Declared<Record> declared = (Declared<Record>) container.declared();
    return type.state().encode(type.desired(declared, "n1", topology));
  }

  @Test
  void mergesPlaysAndTakesOutTheCommonKeys() throws IOException {
    write("secrets.yml", "password: hunter2\n");
    Path playbook =
        write(
            "site.yml",
            """
            - project: shop
              hosts: n1:n2
              tags: base
              vars: {version: "15"}
              secret_vars_files: secrets.yml
              resources:
                - container:
                    name: db
                    on: n2
                    tags: [db]
                    image: "postgres:{{version}}"
                    memory: "{{size}}G"
                    environment: {PASSWORD: "x{{password}}", CPUS: "{{facts.cpus}}"}
            - project: shop
              hosts: n3
              resources:
                - container: {name: old, state: absent}
                - link: {from: web, local_port: 80, state: absent}
                - container: {name: off, image: "x:1", when: false}
            """);
    Reading reading =
        good(Playbooks.read(List.of(playbook), options("version=16"), OwnPlugins.types()));
    Project shop = reading.projects().getFirst();
    assertThat(reading.projects()).hasSize(1);
    assertThat(shop.nodes()).extracting(n -> n.name()).containsExactly("n1", "n2", "n3");
    assertThat(shop.items())
        .extracting(i -> i.declared().ref().toString())
        .containsExactly("container db", "container old", "link web:80", "container off");
    Item db = shop.items().getFirst();
    assertThat(db.declared().on()).containsExactly("n2");
    assertThat(db.tags()).containsExactly("base", "db");
    assertThat(db.declared().spec().toString()).contains("16").doesNotContain("hunter2");
    assertThat(shop.items()).extracting(Item::absent).containsExactly(false, true, true, false);
    assertThat(shop.items()).extracting(Item::selected).containsExactly(true, true, true, false);
    assertThat(reading.secrets()).contains("hunter2", "xhunter2");
    assertThat(reading.needsFacts()).isTrue();
  }

  @Test
  void flockersFilesBecomeResources() throws IOException {
    Path application =
        write(
            "application.yml",
            """
            version: 1
            applications:
              db:
                image: "postgres:15"
                ports: [{internal: 5432, external: 15432}]
                volume: {mountpoint: /data, maximum_size: 1G}
                mem_limit: 1000000
                cpu_shares: 512
                restart_policy: {name: on-failure, maximum_retry_count: 3}
              web:
                image: "web:1"
                environment: {A: b}
                links: [{local_port: 5432, remote_port: 15432, alias: pg}]
            """);
    Path deployment = write("deployment.yml", "version: 1\nnodes: {n1: [db], n2: [web]}\n");
    ReadOptions none = new ReadOptions(List.of(), List.of(), Map.of(), Map.of());
    Reading reading =
        good(Playbooks.deploy(application, deployment, "shop", none, OwnPlugins.types()));
    Project shop = reading.projects().getFirst();
    assertThat(shop.nodes()).extracting(n -> n.name()).containsExactly("n1", "n2");
    assertThat(shop.items())
        .extracting(i -> i.declared().ref().toString())
        .containsExactly("container db", "volume db", "container web", "link web:5432");
    assertThat(shop.items().getLast().declared().spec().toString())
        .contains("to=db")
        .contains("remotePort=5432");
  }
}
