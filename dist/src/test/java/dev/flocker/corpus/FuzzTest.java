package dev.flocker.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.value.Problem;
import dev.flocker.cli.plan.Checks;
import dev.flocker.cli.playbook.Playbooks;
import dev.flocker.cli.playbook.ReadOptions;
import dev.flocker.cli.playbook.Reading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is done to the examples and to the corpus of bad inputs: it reads, or there are messages
 * with a place; never an exception, and never a long wait. {@code -Dfuzz.cases=N} and {@code
 * -Dfuzz.seed=N} look further.
 */
class FuzzTest {

  private static final int CASES = Integer.getInteger("fuzz.cases", 3000);
  private static final long SEED = Long.getLong("fuzz.seed", 1);
  private static final Path EXAMPLES = Path.of("../playbooks");
  private static final Path CORPUS = Path.of("src/test/resources/bad");

  /** A thousand times what a case takes. */
  private static final Duration LONGEST = Duration.ofSeconds(10);

  @TempDir Path folder;

  private final Map<Path, Path> copies = new HashMap<>();

  /** Else JUnit warns of each link that leads elsewhere. */
  @AfterEach
  void deleteTheLinks() throws IOException {
    for (Path copy : copies.values()) {
      try (Stream<Path> files = Files.list(copy)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
    }
  }

  @Test
  void nothingBreaksTheReaders() throws IOException {
    List<Path> inputs = inputs();
    System.out.printf("%d cases of %d files by seed %d%n", CASES, inputs.size(), SEED);
    for (int n = 0; n < CASES; n++) {
      Random random = new Random(SEED * 1_000_003 + n);
      Path input = inputs.get(random.nextInt(inputs.size()));
      String spoilt =
          new Mutator(random).spoil(new String(Files.readAllBytes(input), StandardCharsets.UTF_8));
      long begin = System.nanoTime();
      try {
        read(input, spoilt).forEach(FuzzTest::hasItsPlace);
      } catch (RuntimeException | StackOverflowError | AssertionError e) {
        throw new AssertionError(
            "case " + n + " of seed " + SEED + ", from " + input + ":\n" + shown(spoilt), e);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - begin))
          .as("case %d of seed %d, from %s:\n%s", n, SEED, input, shown(spoilt))
          .isLessThan(LONGEST);
    }
  }

  private static List<Path> inputs() throws IOException {
    List<Path> inputs = new ArrayList<>();
    for (Path root : List.of(EXAMPLES, CORPUS)) {
      try (Stream<Path> files = Files.walk(root)) {
        files
            .filter(Files::isRegularFile)
            .filter(f -> f.toString().matches(".*(\\.ya?ml|hosts|\\.ini)"))
            .sorted()
            .forEach(inputs::add);
      }
    }
    return inputs;
  }

  /** The messages on a file in the place of the original, with what lies beside that. */
  private List<Problem> read(Path input, String text) throws IOException {
    Path original = input.toAbsolutePath();
    Path spoilt =
        copies.computeIfAbsent(original.getParent(), this::linked).resolve(input.getFileName());
    Files.delete(spoilt);
    Files.write(spoilt, text.getBytes(StandardCharsets.UTF_8));
    List<Problem> problems = new ArrayList<>();
    Reading reading = reading(spoilt);
    problems.addAll(reading.problems());
    if (problems.isEmpty()) {
      Checks.check(reading.projects(), OwnPlugins.planned(), problems::add);
    }
    Files.delete(spoilt);
    Files.createSymbolicLink(spoilt, original);
    return problems;
  }

  /** A folder with links to all that is in another one. */
  private Path linked(Path original) {
    try (Stream<Path> files = Files.list(original)) {
      Path copy = Files.createTempDirectory(folder, "copy");
      for (Path file : files.toList()) {
        Files.createSymbolicLink(copy.resolve(file.getFileName()), file);
      }
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Reading reading(Path spoilt) {
    String name = spoilt.getFileName().toString();
    boolean inventory = name.startsWith("hosts");
    Path hosts = inventory ? spoilt : CORPUS.resolve("hosts.yml");
    ReadOptions options =
        new ReadOptions(List.of(hosts.toString()), List.of(), Map.of("HOME", "/root"), Map.of());
    Path application = spoilt.resolveSibling("application.yml");
    Path deployment = spoilt.resolveSibling("deployment.yml");
    if (name.equals("application.yml") || name.equals("deployment.yml")) {
      return Playbooks.deploy(application, deployment, "default", options, OwnPlugins.types());
    }
    Path playbook = inventory ? EXAMPLES.resolve("site.yml") : spoilt;
    return Playbooks.read(List.of(playbook), options, OwnPlugins.types());
  }

  private static void hasItsPlace(Problem problem) {
    assertThat(problem.toString())
        .as("a message")
        .matches("(?s)[^\\n]+?(:\\d+:\\d+|:\\d+)?: .*")
        .doesNotContain("Exception", "java.", "dev.flocker");
    assertThat(problem.why()).isNotBlank();
  }

  private static String shown(String text) {
    return text.length() > 3000 ? text.substring(0, 3000) + "..." : text;
  }
}
