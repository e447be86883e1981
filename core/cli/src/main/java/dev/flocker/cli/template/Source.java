package dev.flocker.cli.template;

import dev.flocker.api.schema.Nearest;
import dev.flocker.api.value.Place;
import dev.flocker.api.value.Problem;
import dev.flocker.api.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a template and where it stands.
 *
 * @param place of its first character; line 0 if the text is a file of its own
 */
record Source(String text, Place place) {

  private static final Pattern COMMENT = Pattern.compile("(?<!\\{)\\{#");
  private static final Pattern EXPRESSION =
      Pattern.compile(".*(==|!=|[\\w\\])']\\s*[+~]\\s|\\w\\[|\\w\\().*", Pattern.DOTALL);
  private static final Pattern WORDS =
      Pattern.compile("^(?!else )[^#]*\\s(if|in|is|and|or)\\s", Pattern.DOTALL);
  private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|'[^']*'");

  static Source of(Tree.Scalar scalar, String text) {
    Place p = scalar.place();
    boolean inline = scalar.quoted() && !text.contains("\n") && p.line() > 0;
    return new Source(text, inline ? new Place(p.file(), p.line(), p.column() + 1) : p);
  }

  boolean isTemplate() {
    return text.contains("{{") || text.contains("{%");
  }

  /**
   * What stands in double braces.
   *
   * @param begin of the braces in the text
   */
  private record Tag(int begin, String inside) {}

  private List<Tag> tags() {
    List<Tag> tags = new ArrayList<>();
    int begin = text.indexOf("{{");
    while (begin >= 0) {
      int end = end(begin + 2);
      if (end < 0) {
        return tags;
      }
      tags.add(new Tag(begin, text.substring(begin + 2, end).strip()));
      begin = text.indexOf("{{", end + 2);
    }
    return tags;
  }

  /** The place of the braces that close a tag: not those in quotes, if that is no comment. */
  private int end(int begin) {
    if (text.startsWith("!", begin)) {
      return text.indexOf("}}", begin);
    }
    for (int i = begin; i < text.length(); i++) {
      char c = text.charAt(i);
      if (text.startsWith("}}", i)) {
        return i;
      }
      if (c == '"' || c == '\'') {
        int close = text.indexOf(c, i + 1);
        i = close < 0 ? i : close;
      }
    }
    return -1;
  }

  /** Whether a tag in it can only be Jinja's. */
  boolean isJinja() {
    if (text.contains("{%") || COMMENT.matcher(text).find()) {
      return true;
    }
    return tags().stream().anyMatch(tag -> isJinja(tag.inside()));
  }

  private static boolean isJinja(String inside) {
    String bare = QUOTED.matcher(inside).replaceAll("''");
    return inside.startsWith("-")
        || inside.endsWith("-")
        || (bare.contains("|") && !bare.startsWith("#"))
        || EXPRESSION.matcher(bare).matches()
        || WORDS.matcher(bare).find();
  }

  TemplateError error(Place at, String why, String remedy) {
    return new TemplateError(new Problem(at, "template", why, remedy));
  }

  /** The place of a name within a tag; of the whole text if it is not found. */
  Place find(String name) {
    Matcher m =
        Pattern.compile("\\{\\{[^}]*?(?<![\\w.])(" + Pattern.quote(name) + ")").matcher(text);
    return m.find() ? at(m.start(1)) : place;
  }

  /** The place of a character. */
  Place at(int offset) {
    String before = text.substring(0, Math.min(offset, text.length()));
    int line = (int) before.chars().filter(c -> c == '\n').count();
    int column = before.length() - (before.lastIndexOf('\n') + 1);
    return at(line, column);
  }

  /**
   * @param line counted from 0
   * @param column counted from 0
   */
  Place at(int line, int column) {
    if (place.line() == 0) {
      return place.file().isEmpty() ? place : new Place(place.file(), line + 1, column + 1);
    }
    // A scalar of several lines is folded or indented: its lines are not those of the file.
    return text.contains("\n")
        ? place
        : new Place(place.file(), place.line(), place.column() + column);
  }

  /** Refuses what is meant for Jinja, before Handlebars says something less clear of it. */
  void refuseJinja() {
    int statement = text.indexOf("{%");
    if (statement >= 0) {
      throw error(
          at(statement),
          "\"{%\" is Jinja, and flocker's templates are Handlebars",
          "write {{#if x}}...{{else}}...{{/if}} or {{#each list}}{{this}}{{/each}}");
    }
    for (Tag tag : tags()) {
      String inside = tag.inside();
      if (inside.startsWith("!")) {
        continue;
      }
      String bare = QUOTED.matcher(inside).replaceAll("");
      if (bare.contains("|") && !bare.startsWith("#")) {
        throw error(
            at(tag.begin()),
            "a \"|\" filter is Jinja, and flocker's templates are Handlebars",
            "use a helper: {{default x \"value\"}}; there are eq ne and or not default env file");
      }
      if (EXPRESSION.matcher(bare).matches()) {
        throw error(
            at(tag.begin()),
            "an expression is Jinja, and flocker's templates are Handlebars",
            "write {{eq a b}} to compare, {{map.key}} to look up, {{a}}{{b}} to join");
      }
    }
  }

  /**
   * @param known the names of all variables
   */
  TemplateError unknown(String name, Set<String> known) {
    String root = name.split("\\.")[0];
    if (root.equals(Renderer.FACTS) && !known.contains(Renderer.FACTS)) {
      return error(
          find(name),
          "facts are known only after the nodes were asked, and this is needed before",
          "use a variable");
    }
    String remedy =
        Nearest.to(root, known)
            .filter(n -> !n.equals(root))
            .map(n -> "did you mean \"" + n + "\"?")
            .orElse("define it under vars, in the inventory, or with -e " + root + "=...");
    return error(find(name), "there is no variable \"" + name + "\"", remedy);
  }
}
