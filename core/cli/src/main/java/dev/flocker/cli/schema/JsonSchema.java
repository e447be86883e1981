package dev.flocker.cli.schema;

import dev.flocker.api.ResourceType;
import dev.flocker.api.schema.Attribute;
import dev.flocker.api.schema.Schema;
import dev.flocker.api.schema.Type;
import dev.flocker.api.value.Port;
import dev.flocker.api.value.PortRange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON Schema, draft 2020-12, of playbooks, made of what the resource types declare. Any value may
 * be a template, so where another type than text is wanted a text with braces is allowed too.
 */
public final class JsonSchema {

  private static final Map<String, Object> TEMPLATE =
      Map.of("type", "string", "pattern", "\\{\\{.*\\}\\}");

  private JsonSchema() {}

  /** A tree of plain values, to be written as JSON. */
  public static Map<String, Object> of(Collection<? extends ResourceType<?, ?>> types) {
    Map<String, Object> definitions = new LinkedHashMap<>();
    List<Object> resources = new ArrayList<>();
    for (ResourceType<?, ?> type : types) {
      definitions.put(type.name(), resource(type));
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("type", "object");
      one.put("properties", Map.of(type.name(), Map.of("$ref", "#/$defs/" + type.name())));
      one.put("required", List.of(type.name()));
      one.put("additionalProperties", false);
      resources.add(one);
    }
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    root.put("title", "flocker playbook");
    root.put("type", "array");
    root.put("items", play(resources));
    root.put("$defs", definitions);
    return root;
  }

  private static Map<String, Object> play(List<Object> resources) {
    Map<String, Object> keys = new LinkedHashMap<>();
    CoreKey.OF_PLAY.forEach(key -> keys.put(key.name(), core(key, resources)));
    Map<String, Object> play = object(keys, List.of());
    play.put(
        "oneOf",
        List.of(
            Map.of(
                "required",
                List.of("project", "hosts"),
                "anyOf",
                List.of(
                    Map.of("required", List.of("resources")),
                    Map.of("required", List.of("compose")))),
            Map.of("required", List.of("project", "hosts", "application", "deployment")),
            Map.of("required", List.of("import_playbook"))));
    return play;
  }

  private static Map<String, Object> core(CoreKey key, List<Object> resources) {
    Map<String, Object> text = Map.of("type", "string");
    Map<String, Object> type =
        switch (key.kind()) {
          case TEXT -> text;
          case WORDS -> listOrOne(text);
          case VARIABLES -> Map.of("type", "object");
          case NODES -> nodes();
          case PLACES -> Map.of("type", "object", "additionalProperties", nodes());
          case RESOURCES -> Map.of("type", "array", "items", Map.of("oneOf", resources));
          case LOGINS -> Map.of("type", "array", "items", Map.of("type", "object"));
          case CONDITION -> Map.of("anyOf", List.of(Map.of("type", "boolean"), TEMPLATE));
          case PRESENCE -> Map.of("enum", List.of("present", "absent"), "default", "present");
          case RUNNING ->
              Map.of(
                  "enum", List.of("running", "stopped", "absent", "present"), "default", "running");
        };
    return described(key.doc(), type);
  }

  private static Map<String, Object> nodes() {
    Map<String, Object> patterns = listOrOne(Map.of("type", "string"));
    Map<String, Object> choice = object(Map.of("one_of", patterns), List.of("one_of"));
    return Map.of("anyOf", List.of(patterns, choice));
  }

  private static Map<String, Object> resource(ResourceType<?, ?> type) {
    Map<String, Object> schema = schema(type.declared());
    @SuppressWarnings("unchecked")
    Map<String, Object> keys = (Map<String, Object>) schema.get("properties");
    if (keys == null) {
      throw new IllegalStateException(type.name() + " has no keys");
    }
    if (type.takesOn()) {
      keys.put(CoreKey.ON.name(), core(CoreKey.ON, List.of()));
    }
    CoreKey.OF_RESOURCE.forEach(key -> keys.put(key.name(), core(key, List.of())));
    if (type.stoppable()) {
      keys.put(CoreKey.STATE.name(), core(CoreKey.STATE, List.of()));
    }
    schema.remove("required");
    List<Object> required =
        type.declared().attributes().stream()
            .filter(Attribute::required)
            .map(a -> (Object) a.key())
            .toList();
    schema.put(
        "if",
        Map.of(
            "properties", Map.of("state", Map.of("const", "absent")),
            "required", List.of("state")));
    schema.put("then", Map.of("required", type.identity()));
    schema.put("else", Map.of("required", required));
    return schema;
  }

  private static Map<String, Object> schema(Schema<?> schema) {
    Map<String, Object> keys = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    for (Attribute a : schema.attributes()) {
      keys.put(a.key(), attribute(a));
      if (a.required()) {
        required.add(a.key());
      }
    }
    Map<String, Object> object = object(keys, required);
    if (!schema.doc().isEmpty()) {
      object.put("description", schema.doc());
    }
    return object;
  }

  private static Map<String, Object> object(Map<String, Object> keys, List<String> required) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("type", "object");
    object.put("properties", keys);
    if (!required.isEmpty()) {
      object.put("required", required);
    }
    object.put("additionalProperties", false);
    return object;
  }

  private static Map<String, Object> attribute(Attribute a) {
    Map<String, Object> type = type(a.type(), a);
    a.fallback().ifPresent(f -> type.put("default", f));
    if (!a.doc().isEmpty()) {
      type.put("description", a.doc());
    }
    return type;
  }

  private static Map<String, Object> type(Type type, Attribute a) {
    return switch (type) {
      case Type.Leaf leaf -> leaf(leaf, a);
      case Type.ListOf list -> {
        Map<String, Object> item = type(list.item(), a);
        yield new LinkedHashMap<>(
            list.orOne() ? listOrOne(item) : Map.of("type", "array", "items", item));
      }
      case Type.MapOf map ->
          new LinkedHashMap<>(
              Map.of("type", "object", "additionalProperties", type(map.value(), a)));
      case Type.Nested nested -> {
        Map<String, Object> keys = schema(nested.schema());
        yield nested.shortly().isEmpty()
            ? keys
            : new LinkedHashMap<>(Map.of("anyOf", List.of(keys, type(nested.shortly().get(), a))));
      }
    };
  }

  private static Map<String, Object> leaf(Type.Leaf leaf, Attribute a) {
    Map<String, Object> schema = new LinkedHashMap<>();
    if (!leaf.choices().isEmpty()) {
      schema.put("anyOf", List.of(Map.of("enum", leaf.choices()), TEMPLATE));
    } else if (leaf.java() == boolean.class) {
      schema.put("anyOf", List.of(Map.of("type", "boolean"), TEMPLATE));
    } else if (leaf.java() == int.class || leaf.java() == long.class) {
      Map<String, Object> number = new LinkedHashMap<>(Map.of("type", "integer"));
      if (a.min() != Long.MIN_VALUE) {
        number.put("minimum", a.min());
      }
      if (a.max() != Long.MAX_VALUE) {
        number.put("maximum", a.max());
      }
      schema.put("anyOf", List.of(number, TEMPLATE));
    } else if (leaf.java() == Port.class) {
      Map<String, Object> tcp = Map.of("type", "integer", "minimum", 1, "maximum", 65535);
      Map<String, Object> udp = Map.of("type", "string", "pattern", "^[0-9]{1,5}/udp$");
      schema.put("anyOf", List.of(tcp, udp, TEMPLATE));
    } else if (leaf.java() == PortRange.class) {
      Map<String, Object> one = Map.of("type", "integer", "minimum", 1, "maximum", 65535);
      Map<String, Object> more = Map.of("type", "string", "pattern", "^[0-9]{1,5}(-[0-9]{1,5})?$");
      schema.put("anyOf", List.of(one, more, TEMPLATE));
    } else {
      return text();
    }
    return schema;
  }

  /** Scalars are read by their text, so 15 is as good as "15". */
  private static Map<String, Object> text() {
    return new LinkedHashMap<>(Map.of("type", List.of("string", "number", "boolean")));
  }

  private static Map<String, Object> described(String doc, Map<String, ?> schema) {
    Map<String, Object> all = new LinkedHashMap<>(schema);
    all.put("description", doc);
    return all;
  }

  private static Map<String, Object> listOrOne(Map<String, ?> item) {
    return Map.of("anyOf", List.of(item, Map.of("type", "array", "items", item)));
  }
}
