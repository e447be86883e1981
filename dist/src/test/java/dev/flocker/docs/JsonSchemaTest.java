package dev.flocker.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.ResourceType;
import dev.flocker.api.schema.Attribute;
import dev.flocker.api.schema.Schema;
import dev.flocker.api.schema.Type;
import dev.flocker.api.value.Problem;
import dev.flocker.cli.playbook.Playbooks;
import dev.flocker.cli.playbook.ReadOptions;
import dev.flocker.cli.schema.JsonSchema;
import dev.flocker.corpus.OwnPlugins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The schema that editors get, for flocker's own resource types. */
class JsonSchemaTest {

  /** Keywords of draft 2020-12 that are used, but for those whose values are schemas. */
  private static final Set<String> PLAIN =
      Set.of(
          "$schema",
          "$ref",
          "title",
          "description",
          "type",
          "enum",
          "const",
          "default",
          "pattern",
          "minimum",
          "maximum",
          "required");

  private static final Set<String> TYPES =
      Set.of("object", "array", "string", "number", "integer", "boolean");

  private final Map<String, Object> root = JsonSchema.of(OwnPlugins.types().values());

  @Test
  void isOfItsDraftAndEveryReferenceLeadsSomewhere() {
    assertThat(root).containsEntry("$schema", "https://json-schema.org/draft/2020-12/schema");
    List<Object> references = new ArrayList<>();
    walk("", root, (path, schema) -> collect(schema.get("$ref"), references));
    assertThat(references)
        .containsExactlyInAnyOrderElementsOf(
            definitions().keySet().stream().map(k -> (Object) ("#/$defs/" + k)).toList());
  }

  private static void collect(Object found, List<Object> into) {
    Optional.ofNullable(found).ifPresent(into::add);
  }

  @Test
  void everyPartIsASchema() {
    walk(
        "",
        root,
        (path, schema) -> {
          if (schema.get("type") instanceof String type) {
            assertThat(TYPES).as(path).contains(type);
          }
          if (schema.get("required") instanceof List<?> required
              && schema.get("properties") != null) {
            assertThat(map(schema.get("properties")).keySet())
                .as(path)
                .containsAll(strings(required));
          }
        });
  }

  @Test
  void knowsEveryKeyOfEveryTypeAndExplainsIt() {
    for (ResourceType<?, ?> type : OwnPlugins.types().values()) {
      Map<String, Object> definition = map(definitions().get(type.name()));
      assertKnown(type.name(), type.declared(), definition);
      Set<String> keys = map(definition.get("properties")).keySet();
      assertThat(keys).as(type.name()).contains("state", "when", "tags");
      assertThat(keys.contains("on")).as(type.name()).isEqualTo(type.takesOn());
      assertThat(map(definition.get("then"))).containsEntry("required", type.identity());
    }
  }

  private static void assertKnown(String path, Schema<?> schema, Map<String, Object> json) {
    assertThat(json).as(path).containsEntry("additionalProperties", false);
    Map<String, Object> properties = map(json.get("properties"));
    for (Attribute a : schema.attributes()) {
      String key = path + "." + a.key();
      Map<String, Object> property = map(properties.get(a.key()));
      assertThat(property).as(key).containsEntry("description", a.doc());
      assertThat(Optional.ofNullable(property.get("default"))).as(key).isEqualTo(a.fallback());
      if (a.type() instanceof Type.Nested n) {
        Map<String, Object> keys = property;
        if (n.shortly().isPresent()) {
          keys = map(((List<?>) property.get("anyOf")).getFirst());
        }
        assertKnown(key, n.schema(), keys);
      }
      if (a.type() instanceof Type.ListOf list && list.item() instanceof Type.Nested n) {
        assertKnown(key + "[]", n.schema(), map(property.get("items")));
      }
    }
  }

  /** A play with a wrong key is told the right ones. */
  @Test
  void knowsTheKeysOfAPlay(@TempDir Path folder) throws IOException {
    Path playbook =
        Files.writeString(
            folder.resolve("site.yml"),
            "- {project: p, hosts: all, resources: [], xxxxxxxxx: 1}\n");
    ReadOptions none = new ReadOptions(List.of(), List.of(), Map.of(), Map.of());
    assertThat(Playbooks.read(List.of(playbook), none, OwnPlugins.types()).problems())
        .extracting(Problem::remedy)
        .contains("the known ones are " + String.join(", ", playKeys().keySet()));
    playKeys().forEach((key, schema) -> assertThat(map(schema)).as(key).containsKey("description"));
  }

  private Map<String, Object> playKeys() {
    return map(map(root.get("items")).get("properties"));
  }

  private Map<String, Object> definitions() {
    return map(root.get("$defs"));
  }

  /** Visits every schema, and fails at a keyword that none has. */
  private static void walk(
      String path, Map<String, Object> schema, BiConsumer<String, Map<String, Object>> visit) {
    visit.accept(path, schema);
    schema.forEach(
        (keyword, value) -> {
          String at = path + "/" + keyword;
          switch (keyword) {
            case "items", "if", "then", "else" -> walk(at, map(value), visit);
            case "properties", "$defs" ->
                map(value).forEach((name, s) -> walk(at + "/" + name, map(s), visit));
            case "anyOf", "oneOf" -> ((List<?>) value).forEach(s -> walk(at, map(s), visit));
            case "additionalProperties" -> {
              if (value instanceof Map) {
                walk(at, map(value), visit);
              }
            }
            default -> assertThat(PLAIN).as(path).contains(keyword);
          }
        });
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value) {
    assertThat(value).isInstanceOf(Map.class);
    return (Map<String, Object>) value;
  }

  private static List<String> strings(List<?> list) {
    return list.stream().map(String.class::cast).toList();
  }
}
