package dev.flocker.cli.template;

import java.util.Collection;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Renders what Ansible's inventories have of Jinja: expressions over variables, some filters, and
 * lookups of the environment and of files.
 */
final class Jinja {

  private static final Pattern TAG = Pattern.compile("\\{\\{-?|\\{#.*?#}|\\{%", Pattern.DOTALL);

  private final Scope scope;
  private final Map<String, String> environment;
  private final UnaryOperator<String> files;

  /**
   * @param files the text of one by its name
   */
  Jinja(Scope scope, Map<String, String> environment, UnaryOperator<String> files) {
    this.scope = scope;
    this.environment = environment;
    this.files = files;
  }

  String render(Source source) {
    try {
      return rendered(source);
    } catch (StackOverflowError e) {
      throw source.error(source.place(), "nests brackets too deep", "write fewer of them");
    }
  }

  private String rendered(Source source) {
    String text = source.text();
    StringBuilder rendered = new StringBuilder();
    int at = 0;
    Matcher tag = TAG.matcher(text);
    while (tag.find(at)) {
      String before = text.substring(at, tag.start());
      rendered.append(tag.group().equals("{{-") ? before.stripTrailing() : before);
      at = tag.end();
      if (tag.group().startsWith("{%")) {
        throw source.error(
            source.at(tag.start()),
            "\"{%\" is a statement of Jinja's, and only its expressions are read here",
            "write {{ A if B else C }}, or give the variable its value");
      }
      if (!tag.group().startsWith("{#")) {
        JinjaParser parser = new JinjaParser(source, at, scope, this::lookup);
        rendered.append(text(parser.expression().value(), source, tag.start()));
        at = parser.end();
      }
    }
    return rendered.append(text, at, text.length()).toString();
  }

  private String text(@Nullable Object value, Source source, int at) {
    if (value instanceof JinjaParser.Undefined undefined) {
      throw source.unknown(undefined.name(), scope.names());
    }
    if (value instanceof Collection || value instanceof Map) {
      throw source.error(
          source.at(at), "it is a list or a mapping", "pick one value of it, as in {{ x[0] }}");
    }
    return value == null ? "" : value.toString();
  }

  /**
   * @throws IllegalArgumentException with cause and remedy
   */
  private Object lookup(String kind, String name, @Nullable Object otherwise) {
    return switch (kind.replace("ansible.builtin.", "")) {
      case "env" -> environment.getOrDefault(name, otherwise == null ? "" : otherwise.toString());
      case "file" -> files.apply(name).stripTrailing();
      default ->
          throw new IllegalArgumentException(
              "the lookup \"" + kind + "\" is not known here; use env or file");
    };
  }
}
