package dev.flocker.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.value.Problem;
import dev.flocker.cli.plan.Checks;
import dev.flocker.cli.playbook.Playbooks;
import dev.flocker.cli.playbook.ReadOptions;
import dev.flocker.cli.playbook.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every bad input gives the messages that stand beside it, whole, and never an exception.
 *
 * <p>A case is {@code NAME.yml}, a playbook, or {@code NAME/}: a folder with {@code site.yml}, or
 * with {@code application.yml} and {@code deployment.yml}. Its inventory is {@code hosts.yml},
 * {@code hosts.ini} or {@code hosts} in the folder, else the one beside all cases. {@code
 * NAME.expected} holds the messages.
 */
class BadInputTest {

  private static final Path CORPUS = Path.of("src/test/resources/bad");
  private static final List<String> INVENTORIES = List.of("hosts.yml", "hosts.ini", "hosts");

  static Stream<Path> cases() throws IOException {
    try (Stream<Path> files = Files.list(CORPUS)) {
      return files
          .filter(f -> f.toString().endsWith(".expected"))
          .map(f -> Path.of(f.toString().replaceAll("\\.expected$", "")))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void saysWhatIsWrong(Path name) throws IOException {
    assertThat(messages(name)).isEqualTo(Files.readString(Path.of(name + ".expected")));
  }

  @Test
  void theCorpusIsLarge() throws IOException {
    assertThat(cases()).hasSizeGreaterThanOrEqualTo(100);
  }

  @Test
  void fiftyMegabytesAreRefusedUnread(@TempDir Path folder) throws IOException {
    Path large = folder.resolve("large.yml");
    Files.writeString(large, "- name: x\n".repeat(5_000_000));
    assertThat(read(List.of(large), CORPUS.resolve("hosts.yml")).problems())
        .extracting(Problem::why)
        .containsExactly(large + " is larger than 10 MB");
  }

  static String messages(Path name) throws IOException {
    List<String> lines = new ArrayList<>();
    Reading reading = read(name);
    reading.warnings().forEach(w -> lines.add("warning: " + w));
    reading.problems().forEach(p -> lines.add(p.toString()));
    if (reading.problems().isEmpty()) {
      Checks.check(reading.projects(), OwnPlugins.planned(), p -> lines.add(p.toString()));
    }
    String text = String.join("\n", lines) + "\n";
    return text.replace(CORPUS + "/", "");
  }

  private static Reading read(Path name) {
    if (!Files.isDirectory(name)) {
      return read(List.of(Path.of(name + ".yml")), CORPUS.resolve("hosts.yml"));
    }
    Path inventory =
        INVENTORIES.stream()
            .map(name::resolve)
            .filter(Files::exists)
            .findFirst()
            .orElse(CORPUS.resolve("hosts.yml"));
    if (Files.exists(name.resolve("application.yml"))) {
      return Playbooks.deploy(
          name.resolve("application.yml"),
          name.resolve("deployment.yml"),
          "default",
          options(inventory),
          OwnPlugins.types());
    }
    return read(List.of(name.resolve("site.yml")), inventory);
  }

  private static Reading read(List<Path> playbooks, Path inventory) {
    return Playbooks.read(playbooks, options(inventory), OwnPlugins.types());
  }

  private static ReadOptions options(Path inventory) {
    return new ReadOptions(
        List.of(inventory.toString()), List.of(), Map.of("HOME", "/root"), Map.of());
  }
}
