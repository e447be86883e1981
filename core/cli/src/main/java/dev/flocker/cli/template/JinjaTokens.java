package dev.flocker.cli.template;

import dev.flocker.api.value.Place;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words and signs of one expression of Jinja's, one at a time. */
final class JinjaTokens {

  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:(?<text>'(?:[^'\\\\]++|\\\\.)*+'|\"(?:[^\"\\\\]++|\\\\.)*+\")|(?<number>[0-9]{1,18})"
              + "|(?<name>[A-Za-z_]\\w*)|(?<sign>-?}}|==|!=|[.\\[\\](),|~+=-]))",
          Pattern.DOTALL);

  private final Source source;
  private int at;
  private int began;
  private String text = "";
  private String kind = "";

  /**
   * @param begin of the expression in the source
   */
  JinjaTokens(Source source, int begin) {
    this.source = source;
    this.at = begin;
    this.began = begin;
    next();
  }

  String text() {
    return text;
  }

  /** {@code text}, {@code number}, {@code name} or {@code sign}. */
  String kind() {
    return kind;
  }

  boolean is(String wanted) {
    return kind.equals(wanted);
  }

  /** Where this one begins in the source. */
  int began() {
    return began;
  }

  /** What was written from a place up to the sign before this one. */
  String between(int begin) {
    return source.text().substring(begin, source.text().lastIndexOf('=', began)).strip();
  }

  Place at(int offset) {
    return source.at(offset);
  }

  /** Where the source goes on. */
  int end() {
    return at;
  }

  void next() {
    Matcher m = TOKEN.matcher(source.text()).region(at, source.text().length());
    if (!m.lookingAt()) {
      began = at;
      throw wrong("is no expression that is read here", "correct it, and close it with }}");
    }
    for (String each : List.of("text", "number", "name", "sign")) {
      if (m.group(each) != null) {
        kind = each;
        text = m.group(each);
        began = m.start(each);
      }
    }
    at = m.end();
  }

  /** Goes on behind a word or sign if that is it. */
  boolean take(String wanted) {
    boolean there = !is("text") && text.equals(wanted);
    if (there) {
      next();
    }
    return there;
  }

  void expect(String wanted) {
    if (!take(wanted)) {
      throw wrong("\"" + text + "\" stands where \"" + wanted + "\" should", "correct it");
    }
  }

  /** Goes on behind a name, and returns it. */
  String name() {
    if (!is("name")) {
      throw unexpected();
    }
    return skip();
  }

  /** Goes on, and returns what this was. */
  String skip() {
    String skipped = text;
    next();
    return skipped;
  }

  /** The braces at the end; with a dash they take the blanks behind them too. */
  void close() {
    if (!is("sign") || !text.endsWith("}}")) {
      throw unexpected();
    }
    while (text.startsWith("-")
        && at < source.text().length()
        && Character.isWhitespace(source.text().charAt(at))) {
      at++;
    }
  }

  /**
   * @param known the names of all variables
   */
  TemplateError unknown(String name, Set<String> known) {
    return source.unknown(name, known);
  }

  TemplateError unexpected() {
    return wrong("\"" + text + "\" is not expected here", "correct the expression");
  }

  TemplateError wrong(String why, String remedy) {
    return source.error(source.at(began), why, remedy);
  }
}
