package dev.flocker.cli.schema;

import dev.flocker.api.ResourceType;
import dev.flocker.api.schema.Attribute;
import dev.flocker.api.schema.Schema;
import dev.flocker.api.schema.Type;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The reference of playbooks in Markdown, made of what the resource types declare. */
public final class Reference {

  private static final String HEAD =
      "| key | type | required, or else | meaning |\n|---|---|---|---|\n";

  private final StringBuilder text = new StringBuilder();

  private Reference() {}

  public static String of(Collection<? extends ResourceType<?, ?>> types) {
    Reference reference = new Reference();
    reference.core();
    types.forEach(reference::type);
    return reference.text.toString();
  }

  private void core() {
    text.append(
        """
        # Playbook reference

        This page is made from what the resource types declare; `flocker schema` gives the same to
        editors. Every value of a resource may be a template.

        | type | form |
        |---|---|
        | name | `[a-z0-9][a-z0-9_.-]{0,62}` |
        | duration | `500ms`, `30s`, `5m` or `1h` |
        | byte size | `512M`: a number with `K`, `M`, `G` or `T`, powers of 1024 |
        | port | `5432`, or `53/udp` for one of UDP |
        | port range | `8000`, or `8000-8010` |
        | file, template file | a path relative to the playbook |

        ## A play

        """);
    text.append(HEAD);
    CoreKey.OF_PLAY.forEach(this::row);
    text.append(
        """

        A play has exactly one of `resources`, `application` with `deployment`, `compose`, and
        `import_playbook`; but `resources` may stand beside `compose`.

        ## Every resource

        """);
    text.append(HEAD);
    CoreKey.OF_RESOURCE.forEach(this::row);
  }

  private void type(ResourceType<?, ?> type) {
    text.append("\n## ").append(type.name()).append("\n\n");
    text.append(type.declared().doc()).append(" Identified by ");
    text.append(String.join(" and ", type.identity().stream().map(k -> "`" + k + "`").toList()));
    text.append(".\n\n").append(HEAD);
    rows("", type.declared());
    if (type.takesOn()) {
      row(CoreKey.ON);
    }
    if (type.stoppable()) {
      row(CoreKey.STATE);
    }
  }

  private void rows(String prefix, Schema<?> schema) {
    for (Attribute a : schema.attributes()) {
      String key = prefix + a.key();
      row(key, words(a.type()) + bounds(a), standing(a), a.doc());
      nested(key, a.type());
    }
  }

  private void nested(String key, Type type) {
    switch (type) {
      case Type.Leaf leaf -> {}
      case Type.ListOf list -> nested(key + "[]", list.item());
      case Type.MapOf map -> nested(key + ".NAME", map.value());
      case Type.Nested n -> rows(key + ".", n.schema());
    }
  }

  private void row(CoreKey key) {
    row(key.name(), key.kind().words, key.standing(), key.doc());
  }

  private void row(String key, String type, String standing, String meaning) {
    String row = String.join(" | ", List.of("`" + key + "`", type, standing, escaped(meaning)));
    text.append("| ").append(row).append(" |\n");
  }

  private static String escaped(String text) {
    return text.replace("|", "\\|");
  }

  private static String standing(Attribute a) {
    Optional<String> fallback = a.fallback();
    return a.required() ? "required" : fallback.map(f -> "`" + f + "`").orElse("optional");
  }

  private static String words(Type type) {
    return switch (type) {
      case Type.Leaf leaf ->
          leaf.choices().isEmpty() ? leaf.name() : String.join(" or ", leaf.choices());
      case Type.ListOf list ->
          list.orOne() ? words(list.item()) + ", or a list of it" : "list of " + words(list.item());
      case Type.MapOf map -> "mapping to " + words(map.value());
      case Type.Nested nested ->
          nested.shortly().map(t -> "mapping or " + words(t)).orElse("mapping");
    };
  }

  private static String bounds(Attribute a) {
    if (a.min() == Long.MIN_VALUE && a.max() == Long.MAX_VALUE) {
      return "";
    }
    String least = a.min() == Long.MIN_VALUE ? "" : " from " + a.min();
    return least + (a.max() == Long.MAX_VALUE ? "" : " to " + a.max());
  }
}
