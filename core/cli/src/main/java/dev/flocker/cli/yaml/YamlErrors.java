package dev.flocker.cli.yaml;

import dev.flocker.api.value.Place;
import dev.flocker.api.value.Problem;
import java.util.List;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Says in plain words what SnakeYAML says in a parser's. */
final class YamlErrors {

  /** A value that begins with braces and is not in quotes. */
  private static final Pattern BARE_TEMPLATE = Pattern.compile("(^|[:\\-,\\[]\\s+|\\[)\\{\\{");

  /**
   * @param begin of SnakeYAML's words
   */
  private record Saying(String begin, String why, String remedy) {}

  private static final List<Saying> SAYINGS =
      List.of(
          new Saying("found character '\\t(TAB)'", "a tab stands here", "indent with spaces"),
          new Saying("found a tab character", "a tab stands here", "indent with spaces"),
          new Saying(
              "mapping values are not allowed here",
              "a \":\" cannot stand here",
              "put the value in quotes, or check the indentation"),
          new Saying(
              "could not find expected ':'",
              "a key has no \":\" after it",
              "write KEY: VALUE, and check the indentation"),
          new Saying(
              "expected <block end>",
              "this does not line up with what is above it",
              "check the indentation, and put values that begin with a quote wholly in quotes"),
          new Saying("expected ',' or ']'", "a \"[\" is not closed", "add \",\" or \"]\""),
          new Saying("expected ',' or '}'", "a \"{\" is not closed", "add \",\" or \"}\""),
          new Saying("found unexpected end of stream", "a quote is not closed", "close it"),
          new Saying("found unexpected document separator", "a quote is not closed", "close it"),
          new Saying(
              "found undefined alias",
              "an alias has no anchor before it",
              "define the anchor with \"&\" first, or put the value in quotes"),
          new Saying(
              "but found another document",
              "a second document begins here",
              "keep one document a file: remove the \"---\""),
          new Saying(
              "found unknown escape character",
              "a backslash in double quotes begins no escape that YAML knows",
              "write \"\\\\\", or use single quotes"),
          new Saying(
              "found character",
              "a value cannot begin with this character",
              "put the value in quotes"),
          new Saying(
              "sequence entries are not allowed here",
              "a \"- \" cannot stand here",
              "begin the list on a line of its own"),
          new Saying(
              "Global tag is not allowed",
              "a tag that names a class stands here",
              "write a plain value"),
          new Saying(
              "found undefined tag handle",
              "a tag with an unknown prefix stands here",
              "put the value in quotes"));

  private YamlErrors() {}

  static Problem plain(MarkedYAMLException e, String text, String file) {
    String problem = String.valueOf(e.getProblem());
    boolean open = problem.startsWith("found unexpected end") && e.getContextMark() != null;
    Mark mark = open ? e.getContextMark() : e.getProblemMark();
    Place place =
        mark == null ? Place.of(file) : new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
    if (mark != null && bareTemplate(text, mark.getLine())) {
      return new Problem(
          place,
          "YAML",
          "a value begins with \"{{\", which YAML takes for a mapping",
          "put the whole value in quotes: \"{{...}}\"");
    }
    return SAYINGS.stream()
        .filter(s -> problem.startsWith(s.begin()))
        .findFirst()
        .map(s -> new Problem(place, "YAML", s.why(), s.remedy()))
        .orElseGet(() -> new Problem(place, "YAML", "cannot be read: " + problem, "correct it"));
  }

  /** Whether the line of the error, or the one before it, has a template that is not quoted. */
  private static boolean bareTemplate(String text, int line) {
    List<String> lines = text.lines().toList();
    for (int i = Math.max(0, line - 1); i <= line && i < lines.size(); i++) {
      if (BARE_TEMPLATE.matcher(lines.get(i)).find()) {
        return true;
      }
    }
    return false;
  }
}
