package dev.flocker.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.value.Place;
import dev.flocker.api.value.Problem;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.plan.Checks;
import dev.flocker.cli.playbook.Playbooks;
import dev.flocker.cli.playbook.ReadOptions;
import dev.flocker.cli.playbook.Reading;
import dev.flocker.cli.yaml.Trees;
import dev.flocker.cli.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reads every Compose file of two collections, as they are, its services spread over two nodes:
 * each is taken over, but for those that Docker Compose refuses too, and what is not is said. The
 * first collection is of docker/awesome-compose (see its README); the other has one construct a
 * file.
 */
class ComposeCorpusTest {

  private static final Path WHOLE = Path.of("src/test/resources/compose");
  private static final Path SMALL = Path.of("src/test/resources/compose-small");

  /** Of files in {@link #SMALL} that Docker Compose refuses too: a part of the message. */
  private static final Map<String, String> REFUSED =
      Map.ofEntries(
          Map.entry("c05", "the file has no volume \"stuff\""),
          Map.entry("c06", "is not a list"),
          Map.entry("c11", "other.yml does not exist"),
          Map.entry("c17", "has no services"),
          Map.entry("c18", "other.yml does not exist"),
          Map.entry("c22", "a quote is not closed"),
          Map.entry("c24", "is no port"),
          Map.entry("c25", "is no volume"),
          Map.entry("c26", "there is no service"));

  private static final Pattern LOSS =
      Pattern.compile("service [^:]+(?:: [a-z_]+)?: (.+?) is not taken over: .*");

  @TempDir Path folder;

  private final Map<String, Integer> lost = new TreeMap<>();
  private final Map<String, Integer> written = new TreeMap<>();

  static List<Path> files(Path root) {
    try (Stream<Path> files = Files.list(root)) {
      return files.filter(f -> f.toString().matches(".*\\.ya?ml")).sorted().toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** A folder as the author of a file has it: the .env beside it, and the files that it names. */
  static Path beside(Path file, Path folder) throws IOException {
    Path own = Files.createDirectories(folder.resolve(file.getFileName() + ".d"));
    String name = file.getFileName().toString().replaceFirst("\\.compose\\.ya?ml$", "");
    Path env = file.resolveSibling(name + ".env");
    if (Files.exists(env)) {
      Files.copy(env, own.resolve(".env"));
    }
    return Files.copy(file, own.resolve("compose.yaml"));
  }

  static Reading read(Path compose, Path folder) throws IOException {
    Path inventory =
        Files.writeString(
            folder.resolve("hosts"), "n1 ansible_host=10.0.0.1\nn2 ansible_host=10.0.0.2\n");
    Path deployment = folder.resolve("deployment.yml");
    StringBuilder text = new StringBuilder("version: 1\nnodes:\n  n1: [");
    List<String> services = services(compose);
    for (int i = 0; i < services.size(); i += 2) {
      text.append(i > 0 ? ", " : "").append('"').append(services.get(i)).append('"');
    }
    text.append("]\n  n2: [");
    for (int i = 1; i < services.size(); i += 2) {
      text.append(i > 1 ? ", " : "").append('"').append(services.get(i)).append('"');
    }
    Files.writeString(deployment, text.append("]\n"));
    ReadOptions options =
        new ReadOptions(
            List.of(inventory.toString()),
            List.of(),
            Map.of("HOME", "/root", "MEDIA", "./media"),
            Map.of());
    return Playbooks.deploy(compose, deployment, "default", options, OwnPlugins.types());
  }

  static List<String> services(Path compose) {
    return Trees.entries(sections(compose)).stream().map(Tree.Entry::key).toList();
  }

  static List<Problem> problems(Reading reading) {
    List<Problem> problems = new ArrayList<>(reading.problems());
    if (problems.isEmpty()) {
      Checks.check(reading.projects(), OwnPlugins.planned(), problems::add);
    }
    return problems;
  }

  @Test
  void everyFileIsTakenOver() throws IOException {
    Map<String, List<Problem>> refused = new TreeMap<>();
    for (Path file : files(WHOLE)) {
      Path compose = beside(file, folder);
      supply(compose);
      Reading reading = read(compose, folder);
      count(file, reading.warnings());
      List<Problem> problems = problems(reading);
      if (!problems.isEmpty()) {
        refused.put(file.getFileName().toString(), problems);
      }
    }
    table();
    assertThat(refused).isEmpty();
    assertThat(files(WHOLE)).hasSize(39);
  }

  /** The files and secrets that a Compose file names lie beside it, as with its author. */
  private static void supply(Path compose) throws IOException {
    Matcher named =
        Pattern.compile(
                "(?m)(?:file:|source:|- )\\s*[\"']?(?:\\./)?([\\w./-]+\\.(?:txt|conf|yml|config|log|tmpl|sh))\\b")
            .matcher(Files.readString(compose));
    while (named.find()) {
      Path file = compose.resolveSibling(named.group(1)).normalize();
      if (!Files.exists(file)) {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "x\n");
      }
    }
    for (Tree.Entry service : Trees.entries(sections(compose))) {
      if (service.value() instanceof Tree.Mapping m && m.get("build").isPresent()) {
        supply(compose, m.get("build").get());
      }
    }
  }

  /** What an image is built from. */
  private static void supply(Path compose, Tree build) throws IOException {
    String context = build instanceof Tree.Mapping m ? Trees.text(m, "context") : Trees.text(build);
    String named = build instanceof Tree.Mapping m ? Trees.text(m, "dockerfile") : "";
    Path dockerfile =
        compose.resolveSibling(context).resolve(named.isEmpty() ? "Dockerfile" : named).normalize();
    if (dockerfile.startsWith(compose.getParent())) {
      Files.createDirectories(dockerfile.getParent());
      Files.writeString(dockerfile, "FROM scratch\n");
    }
  }

  private static Tree sections(Path compose) {
    Tree tree = YamlReader.read(compose, p -> {});
    return tree instanceof Tree.Mapping m
        ? m.get("services").orElse(m)
        : new Trees(Place.of("")).mapping();
  }

  @Test
  void eachConstructIsReadOrRefusedAsDockerComposeWould() throws IOException {
    Map<String, List<Problem>> refused = new TreeMap<>();
    for (Path file : files(SMALL)) {
      List<Problem> problems = problems(read(beside(file, folder), folder));
      String code = file.getFileName().toString().substring(0, 3);
      if (!problems.isEmpty()) {
        refused.put(code, problems);
      }
    }
    assertThat(refused).containsOnlyKeys(REFUSED.keySet());
    REFUSED.forEach(
        (code, why) -> assertThat(refused.get(code)).anyMatch(p -> p.toString().contains(why)));
    assertThat(files(SMALL)).hasSize(21);
  }

  /** {@code -Dfuzz.cases=N} and {@code -Dfuzz.seed=N} look further. */
  @Test
  void nothingBreaksTheReader() throws IOException {
    List<Path> inputs = new ArrayList<>(files(WHOLE));
    inputs.addAll(files(SMALL));
    int cases = Integer.getInteger("fuzz.cases", 1500);
    long seed = Long.getLong("fuzz.seed", 1);
    for (int n = 0; n < cases; n++) {
      Random random = new Random(seed * 1_000_003 + n);
      Path input = inputs.get(random.nextInt(inputs.size()));
      String spoilt = new Mutator(random).spoil(Files.readString(input));
      Path compose = Files.writeString(folder.resolve("compose.yaml"), spoilt);
      try {
        for (Problem p : problems(read(compose, folder))) {
          assertThat(p.toString()).doesNotContain("Exception", "java.", "dev.flocker");
          assertThat(p.place().file()).as(p.toString()).isNotEmpty();
        }
      } catch (RuntimeException | StackOverflowError | AssertionError e) {
        throw new AssertionError(
            "case " + n + " of seed " + seed + ", from " + input + "\n" + spoilt, e);
      }
    }
  }

  private void count(Path file, List<String> warnings) {
    for (Tree.Entry service : Trees.entries(sections(file))) {
      Trees.entries(service.value()).forEach(e -> written.merge(e.key(), 1, Integer::sum));
    }
    for (String warning : warnings) {
      Matcher loss = LOSS.matcher(warning);
      if (loss.find()) {
        lost.merge(loss.group(1), 1, Integer::sum);
      }
    }
  }

  private void table() {
    System.out.printf("%-28s %8s %15s%n", "key", "services", "not taken over");
    written.forEach(
        (key, n) -> System.out.printf("%-28s %8d %15d%n", key, n, lost.getOrDefault(key, 0)));
    lost.keySet().stream()
        .filter(key -> !written.containsKey(key))
        .forEach(key -> System.out.printf("%-28s %8s %15d%n", "  " + key, "", lost.get(key)));
  }
}
