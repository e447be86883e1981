package dev.flocker.cli.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import dev.flocker.api.value.Problem;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.template.Controller;
import dev.flocker.cli.yaml.YamlReader;
import dev.flocker.cli.yaml.YamlWriter;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against what {@code ansible-inventory --list} of ansible-core 2.14 said of the same files. */
class AsAnsibleReadsTest {

  private static final Gson GSON = new Gson().newBuilder().serializeNulls().create();

  private final List<Problem> problems = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  static Stream<String> recorded() throws Exception {
    try (Stream<Path> files = Files.list(resource("recorded"))) {
      return files
          .map(f -> f.getFileName().toString())
          .filter(n -> n.endsWith(".json"))
          .map(n -> n.substring(0, n.length() - ".json".length()))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void isListedAlike(String name) throws Exception {
    String said = Files.readString(resource("recorded/" + name + ".json"));

    assertThat(listed(read(resource(name)))).isEqualTo(sorted(JsonParser.parseString(said)));
  }

  /** What it prints as YAML is an inventory that says the same. */
  @ParameterizedTest
  @MethodSource("recorded")
  void isReadAgainFromYaml(String name, @TempDir Path folder) throws Exception {
    Inventory inventory = read(resource(name));
    Path again = folder.resolve("again.yml");
    Files.write(again, YamlWriter.lines(new Listing(inventory).yaml()));

    assertThat(listed(read(again))).isEqualTo(listed(inventory));
  }

  @Test
  void isDrawnAlike() throws Exception {
    assertThat(new Listing(read(resource("names.ini"))).graph())
        .containsExactlyInAnyOrderElementsOf(
            Files.readAllLines(resource("recorded/names.ini.graph")));
  }

  @Test
  void warnsOfWhatIsPassedOver() throws Exception {
    read(resource("forms.yml"));
    read(resource("twice.yml"));

    assertThat(warnings)
        .anyMatch(w -> w.contains("forms.yml:3:3: group all: has no key \"remark\""))
        .anyMatch(w -> w.contains("forms.yml:22:1: \"words\" is no group"))
        .anyMatch(w -> w.contains("twice.yml:3:16: the key \"a\" stands here a second time"))
        .anyMatch(w -> w.contains("twice.yml:5:3: the key \"vars\""))
        .hasSize(4);
  }

  @Test
  void masksPasswordsAndWhatIsSecret() {
    Tree tree =
        YamlReader.parse(
            "all: {hosts: {n1: {ansible_become_password: hunter22, other: \"{{ x }}\"}}}",
            "f.yml",
            problems::add);
    Entries entries = new Entries();
    new YamlInventory(entries, problems::add, warnings::add).read(Objects.requireNonNull(tree));
    Inventory inventory =
        new Inventory(
            entries,
            java.util.Set.of(),
            java.util.Set.of(),
            Controller.of(Map.of()),
            warnings::add);

    assertThat(GSON.toJson(new Listing(inventory).json()))
        .contains("\"ansible_become_password\":\"***\"", "{{ x }}")
        .doesNotContain("hunter22");
  }

  private Inventory read(Path source) {
    Inventory inventory =
        Inventories.read(
            List.of(source.toString()), Controller.of(Map.of()), problems::add, warnings::add);
    assertThat(problems).isEmpty();
    return inventory;
  }

  private static JsonElement listed(Inventory inventory) {
    return sorted(JsonParser.parseString(GSON.toJson(new Listing(inventory).json())));
  }

  /** The order of hosts and groups is no part of it, nor how a number is written. */
  private static JsonElement sorted(JsonElement json) {
    if (json instanceof JsonObject object) {
      JsonObject all = new JsonObject();
      object.entrySet().forEach(e -> all.add(e.getKey(), sorted(e.getValue())));
      return all;
    }
    if (json instanceof JsonArray array) {
      JsonArray all = new JsonArray();
      StreamSupport.stream(array.spliterator(), false)
          .map(AsAnsibleReadsTest::sorted)
          .sorted(Comparator.comparing(JsonElement::toString))
          .forEach(all::add);
      return all;
    }
    return json instanceof JsonPrimitive p && p.isNumber()
        ? new JsonPrimitive(p.getAsBigDecimal().stripTrailingZeros().toPlainString() + " as number")
        : json;
  }

  private static Path resource(String name) throws URISyntaxException, IOException {
    return Path.of(
            Objects.requireNonNull(AsAnsibleReadsTest.class.getResource("/inventory")).toURI())
        .resolve(name);
  }
}
