package dev.flocker.cli.template;

import dev.flocker.api.value.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Parses one expression of Jinja's, which is worked out only where its value is asked for. */
final class JinjaParser {

  /** Something that can be worked out. */
  interface Node {
    @Nullable Object value();
  }

  /** A variable that there is not; asking on in it leads to another. */
  record Undefined(String name) {}

  /** What {@code lookup('KIND', 'NAME', default=...)} is. */
  interface Lookup {
    Object of(String kind, String name, @Nullable Object otherwise);
  }

  private final JinjaTokens tokens;
  private final Scope scope;
  private final Lookup lookup;

  /**
   * @param begin of the expression in the source
   */
  JinjaParser(Source source, int begin, Scope scope, Lookup lookup) {
    this.tokens = new JinjaTokens(source, begin);
    this.scope = scope;
    this.lookup = lookup;
  }

  /** The whole of it, with the braces that close it. */
  Node expression() {
    Node whole = choice();
    tokens.close();
    return whole;
  }

  /** Where the source goes on after it. */
  int end() {
    return tokens.end();
  }

  private Node choice() {
    Node value = or();
    if (!tokens.take("if")) {
      return value;
    }
    Node condition = or();
    Node otherwise = tokens.take("else") ? choice() : () -> "";
    return () -> JinjaFilters.truth(condition.value()) ? value.value() : otherwise.value();
  }

  private Node or() {
    Node left = and();
    while (tokens.take("or")) {
      Node first = left;
      Node second = and();
      left = () -> JinjaFilters.truth(first.value()) ? first.value() : second.value();
    }
    return left;
  }

  private Node and() {
    Node left = not();
    while (tokens.take("and")) {
      Node first = left;
      Node second = not();
      left = () -> JinjaFilters.truth(first.value()) ? second.value() : first.value();
    }
    return left;
  }

  private Node not() {
    if (tokens.take("not")) {
      Node negated = not();
      return () -> !JinjaFilters.truth(negated.value());
    }
    return comparison();
  }

  private Node comparison() {
    Node left = sum();
    if (tokens.take("==")) {
      Node right = sum();
      return () -> same(left.value(), right.value());
    }
    if (tokens.take("!=")) {
      Node right = sum();
      return () -> !same(left.value(), right.value());
    }
    if (tokens.take("is")) {
      boolean negated = tokens.take("not");
      String test = tokens.name();
      if (!JinjaFilters.TESTS.contains(test)) {
        throw tokens.wrong(
            "the test \"" + test + "\" is not known here",
            "use " + String.join(", ", JinjaFilters.TESTS));
      }
      return () -> JinjaFilters.test(test, left.value()) != negated;
    }
    boolean negated = tokens.take("not");
    if (tokens.take("in")) {
      Node right = sum();
      return () -> within(defined(left.value()), defined(right.value())) != negated;
    }
    if (negated) {
      throw tokens.unexpected();
    }
    return left;
  }

  private static boolean same(@Nullable Object a, @Nullable Object b) {
    return Objects.toString(YamlWord.meant(a)).equals(Objects.toString(YamlWord.meant(b)));
  }

  private @Nullable Object defined(@Nullable Object value) {
    if (value instanceof Undefined undefined) {
      throw tokens.unknown(undefined.name(), scope.names());
    }
    return value;
  }

  private static boolean within(@Nullable Object a, @Nullable Object b) {
    if (b instanceof Map<?, ?> map) {
      return map.containsKey(Objects.toString(a));
    }
    return b instanceof Collection<?> all
        ? all.stream().anyMatch(item -> same(a, item))
        : Objects.toString(b).contains(Objects.toString(a));
  }

  private Node sum() {
    Node left = filtered();
    while (tokens.text().equals("+") || tokens.text().equals("~")) {
      boolean adds = tokens.take("+");
      if (!adds) {
        tokens.next();
      }
      Node first = left;
      Node second = filtered();
      left = () -> JinjaFilters.joined(first.value(), second.value(), adds);
    }
    return left;
  }

  private Node filtered() {
    Node value = primary();
    while (true) {
      Node before = value;
      if (tokens.take(".")) {
        String key = tokens.is("number") ? tokens.skip() : tokens.name();
        value = tokens.take("(") ? filter(key, before) : () -> child(before.value(), key);
      } else if (tokens.take("[")) {
        Node key = choice();
        tokens.expect("]");
        value = () -> child(before.value(), Objects.toString(key.value()));
      } else if (tokens.take("|")) {
        String filter = tokens.name();
        value = tokens.take("(") ? filter(filter, before) : applied(filter, before, List.of());
      } else {
        return value;
      }
    }
  }

  /** A method of Python's is the filter of its name. */
  private Node filter(String name, Node value) {
    return applied(name, value, List.copyOf(arguments().values()));
  }

  private Node applied(String name, Node value, List<Node> arguments) {
    int place = tokens.began();
    return () -> {
      List<@Nullable Object> given = new ArrayList<>();
      boolean replaces = JinjaFilters.DEFAULTS.contains(name);
      arguments.forEach(a -> given.add(replaces ? a.value() : defined(a.value())));
      return attempt(() -> JinjaFilters.apply(name, value.value(), given), place);
    };
  }

  /** Those in brackets, by name or else by number. */
  private Map<String, Node> arguments() {
    Map<String, Node> arguments = new LinkedHashMap<>();
    while (!tokens.take(")")) {
      int begin = tokens.began();
      Node value = choice();
      String name = String.valueOf(arguments.size());
      if (tokens.take("=")) {
        name = tokens.between(begin);
        value = choice();
      }
      arguments.put(name, value);
      if (!tokens.take(",") && !tokens.text().equals(")")) {
        throw tokens.unexpected();
      }
    }
    return arguments;
  }

  private static @Nullable Object child(@Nullable Object in, String key) {
    if (in instanceof Map<?, ?> map && map.containsKey(key)) {
      return map.get(key);
    }
    if (in instanceof List<?> list && key.matches("-?[0-9]{1,9}")) {
      int index = Integer.parseInt(key);
      int from = index < 0 ? list.size() + index : index;
      if (from >= 0 && from < list.size()) {
        return list.get(from);
      }
    }
    return new Undefined(in instanceof Undefined u ? u.name() + "." + key : key);
  }

  private Node primary() {
    String text = tokens.text();
    switch (tokens.kind()) {
      case "text" -> {
        tokens.next();
        String inside = text.substring(1, text.length() - 1).replaceAll("\\\\(.)", "$1");
        return () -> inside;
      }
      case "number" -> {
        tokens.next();
        return () -> Long.valueOf(text);
      }
      case "name" -> {
        tokens.next();
        return named(text);
      }
      default -> {}
    }
    if (tokens.take("-") && tokens.is("number")) {
      long number = -Long.parseLong(tokens.text());
      tokens.next();
      return () -> number;
    }
    if (tokens.take("(")) {
      Node inside = choice();
      tokens.expect(")");
      return inside;
    }
    if (tokens.take("[")) {
      List<Node> items = new ArrayList<>();
      while (!tokens.take("]")) {
        items.add(choice());
        if (!tokens.take(",") && !tokens.text().equals("]")) {
          throw tokens.unexpected();
        }
      }
      return () -> items.stream().map(Node::value).toList();
    }
    throw tokens.unexpected();
  }

  private Node named(String name) {
    if (name.equals("lookup") && tokens.take("(")) {
      int place = tokens.began();
      Map<String, Node> arguments = arguments();
      Node otherwise = arguments.getOrDefault("default", () -> null);
      return () ->
          attempt(
              () ->
                  lookup.of(text(arguments, "0"), text(arguments, "1"), defined(otherwise.value())),
              place);
    }
    return switch (name) {
      case "true", "True" -> () -> true;
      case "false", "False" -> () -> false;
      case "none", "None" -> () -> null;
      default -> () -> scope.containsKey(name) ? scope.get(name) : new Undefined(name);
    };
  }

  private static String text(Map<String, Node> arguments, String name) {
    Node node = arguments.get(name);
    if (node == null || !(node.value() instanceof String text)) {
      throw new IllegalArgumentException("a lookup lacks a text; write lookup('env', 'NAME')");
    }
    return text;
  }

  private @Nullable Object attempt(Node node, int place) {
    try {
      return node.value();
    } catch (IllegalArgumentException e) {
      throw new TemplateError(Problem.of(tokens.at(place), "template", e));
    }
  }
}
