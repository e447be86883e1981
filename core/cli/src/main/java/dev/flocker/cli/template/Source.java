package dev.flocker.cli.template;

import dev.flocker.api.schema.Nearest;
import dev.flocker.api.value.Place;
import dev.flocker.api.value.Problem;
import dev.flocker.api.value.Tree;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a template and where it stands.
 *
 * @param place of its first character; line 0 if the text is a file of its own
 */
record Source(String text, Place place) {

  private static final Pattern TAG = Pattern.compile("\\{\\{([^}]*)}}");
  private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|'[^']*'");

  static Source of(Tree.Scalar scalar, String text) {
    Place p = scalar.place();
    boolean inline = scalar.quoted() && !text.contains("\n") && p.line() > 0;
    return new Source(text, inline ? new Place(p.file(), p.line(), p.column() + 1) : p);
  }

  boolean isTemplate() {
    return text.contains("{{") || text.contains("{%");
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
    Matcher tag = TAG.matcher(text);
    while (tag.find()) {
      String inside = tag.group(1).strip();
      if (inside.startsWith("!")) {
        continue;
      }
      String bare = QUOTED.matcher(inside).replaceAll("");
      if (bare.contains("|") && !bare.startsWith("#")) {
        throw error(
            at(tag.start()),
            "a \"|\" filter is Jinja, and flocker's templates are Handlebars",
            "use a helper: {{default x \"value\"}}; there are eq ne and or not default env file");
      }
      if (bare.matches(".*(==|!=|[\\w\\])]\\s*[+~]\\s|\\w\\[|\\w\\().*")) {
        throw error(
            at(tag.start()),
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
