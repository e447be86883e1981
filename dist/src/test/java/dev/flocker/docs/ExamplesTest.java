package dev.flocker.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.value.Problem;
import dev.flocker.cli.plan.Checks;
import dev.flocker.cli.playbook.Playbooks;
import dev.flocker.cli.playbook.ReadOptions;
import dev.flocker.cli.playbook.Reading;
import dev.flocker.cli.template.Controller;
import dev.flocker.cli.template.Pipes;
import dev.flocker.cli.vault.Vault;
import dev.flocker.corpus.OwnPlugins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every example is in order: the playbooks of playbooks/, and every block of YAML in a page. The
 * first line of a block says what it is, as in {@code ```yaml playbook}.
 */
class ExamplesTest {

  private static final Set<String> KINDS =
      Set.of("playbook", "inventory", "application", "deployment", "settings", "compose");

  @TempDir Path folder;

  /** What examples name is there. */
  @BeforeEach
  void furnish() throws IOException, InterruptedException {
    copy(Pages.ROOT.resolve("playbooks"), folder);
    Files.copy(folder.resolve("secrets.yml"), folder.resolve("year/secrets.yml"));
    keeper("keeper");
    keeper("year/keeper");
    image("images/postgres.tar", "postgres:15");
    image("images/shop-web.tar", "shop-web:1");
    Files.writeString(folder.resolve("app.conf.hbs"), "version = {{pg_version}}\n");
    for (String file : List.of("web/Dockerfile", "conf.d/a.conf", "logo.png")) {
      Files.createDirectories(folder.resolve(file).getParent());
      Files.writeString(folder.resolve(file), "x");
    }
    Files.writeString(folder.resolve("hosts"), hosts());
    Files.writeString(folder.resolve("compose.yaml"), only("yaml compose"));
  }

  /** A program that templates read secrets of, as playbooks/year has it. */
  private void keeper(String copy) throws IOException {
    Files.copy(
        Pages.ROOT.resolve("playbooks/year/keeper"),
        folder.resolve(copy),
        StandardCopyOption.COPY_ATTRIBUTES);
  }

  private static String hosts() {
    return "n1 ansible_host=10.0.0.1\nn2 ansible_host=10.0.0.2\nn3 ansible_host=10.0.0.3\n";
  }

  /** An archive as docker save makes it, as far as anyone looks before it is loaded. */
  private void image(String archive, String tag) throws IOException, InterruptedException {
    String manifest = "[{\"Config\":\"c0ffee.json\",\"RepoTags\":[\"" + tag + "\"],\"Layers\":[]}]";
    Files.writeString(folder.resolve("manifest.json"), manifest);
    Files.createDirectories(folder.resolve(archive).getParent());
    ProcessBuilder tar = new ProcessBuilder("tar", "-cf", archive, "manifest.json");
    assertThat(tar.directory(folder.toFile()).start().waitFor()).isZero();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".yml")).toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }

  static Stream<Pages.Block> yaml() throws IOException {
    return Pages.blocks().filter(b -> b.kind().startsWith("yaml"));
  }

  @ParameterizedTest
  @MethodSource("yaml")
  void everyBlockSaysWhatItIs(Pages.Block block) {
    assertThat(KINDS).contains(block.kind().substring("yaml".length()).strip());
  }

  static Stream<Pages.Block> playbooks() throws IOException {
    return yaml().filter(b -> b.kind().equals("yaml playbook"));
  }

  @ParameterizedTest
  @MethodSource("playbooks")
  void everyPlaybookOfAPageIsInOrder(Pages.Block block) throws IOException {
    Path playbook = Files.writeString(folder.resolve("page.yml"), block.text());
    assertInOrder(Playbooks.read(List.of(playbook), options("hosts"), OwnPlugins.types()));
  }

  static Stream<Pages.Block> inventories() throws IOException {
    return yaml().filter(b -> b.kind().equals("yaml inventory"));
  }

  @ParameterizedTest
  @MethodSource("inventories")
  void everyInventoryOfAPageIsInOrder(Pages.Block block) throws IOException {
    Files.writeString(folder.resolve("page-hosts.yml"), block.text());
    Path playbook =
        Files.writeString(
            folder.resolve("page.yml"), "- {project: p, hosts: all, resources: []}\n");
    Reading reading =
        Playbooks.read(List.of(playbook), options("page-hosts.yml"), OwnPlugins.types());
    assertInOrder(reading);
    assertThat(reading.projects().getFirst().nodes()).isNotEmpty();
  }

  @Test
  void theTwoFilesOfThePagesAreInOrder() throws IOException {
    Path application = Files.writeString(folder.resolve("a.yml"), only("yaml application"));
    Path deployment = Files.writeString(folder.resolve("d.yml"), only("yaml deployment"));
    assertInOrder(
        Playbooks.deploy(application, deployment, "default", options("hosts"), OwnPlugins.types()));
  }

  private static String only(String kind) throws IOException {
    List<Pages.Block> found = yaml().filter(b -> b.kind().equals(kind)).toList();
    assertThat(found).as(kind).hasSize(1);
    return found.getFirst().text();
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void everyShippedPlaybookIsInOrder(Path playbook) {
    assertInOrder(
        Playbooks.read(List.of(folder.resolve(playbook)), options("hosts"), OwnPlugins.types()));
  }

  static Stream<Path> shipped() throws IOException {
    Path playbooks = Pages.ROOT.resolve("playbooks");
    List<Path> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(playbooks)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".yml")).sorted().toList()) {
        if (Files.readAllLines(file).stream().anyMatch(line -> line.startsWith("- "))) {
          found.add(playbooks.relativize(file));
        }
      }
    }
    return found.stream();
  }

  private ReadOptions options(String inventory) {
    Controller controller = new Controller(Map.of(), Vault.NONE, new Pipes(List.of("./keeper")));
    return new ReadOptions(
        List.of(folder.resolve(inventory).toString()),
        List.of(),
        controller,
        Map.of(),
        Optional.empty());
  }

  private static void assertInOrder(Reading reading) {
    assertThat(reading.problems()).isEmpty();
    assertThat(reading.warnings()).isEmpty();
    List<Problem> problems = new ArrayList<>();
    Checks.check(reading.projects(), OwnPlugins.planned(), problems::add);
    assertThat(problems).isEmpty();
  }
}
