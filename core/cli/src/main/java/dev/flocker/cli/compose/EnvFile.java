package dev.flocker.cli.compose;

import dev.flocker.api.value.Place;
import dev.flocker.api.value.Problem;
import dev.flocker.cli.yaml.TextFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of variables, {@code .env} or one that {@code env_file} names, by Docker Compose's
 * rules. Variables within it are put in; those that were known before win over the file's own.
 */
public final class EnvFile {

  private static final Pattern ESCAPE = Pattern.compile("\\\\([abcfnrtv$\"\\\\]|0[0-9]{0,3})");
  private static final String BLANK = "\t\u000b\f\r \u0085\u00a0";

  private final String text;
  private final Substitution.Lookup known;
  private final Map<String, String> found = new LinkedHashMap<>();
  private int at;

  /** What cannot be read, and in which line. */
  private static final class Bad extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final int line;
    private final transient IllegalArgumentException why;

    Bad(int line, IllegalArgumentException why) {
      super(why);
      this.line = line;
      this.why = why;
    }
  }

  private EnvFile(String text, Substitution.Lookup known) {
    this.text = text;
    this.known = known;
  }

  /**
   * The variables of a file, in its order.
   *
   * @param raw whether every value is taken as it stands
   * @return what was read before the first problem, which is reported
   */
  static Map<String, String> read(
      Path path, boolean raw, Substitution.Lookup known, Place namedAt, Remarks remarks) {
    EnvFile file;
    try {
      file = new EnvFile(TextFile.text(path), known);
    } catch (IllegalArgumentException e) {
      remarks.problem(Problem.of(namedAt, "env_file", e));
      return Map.of();
    }
    try {
      if (raw) {
        file.raw();
      } else {
        file.statements();
      }
    } catch (Bad bad) {
      Place place = new Place(TextFile.shown(path), bad.line, 0);
      remarks.problem(Problem.of(place, "variable", bad.why));
    }
    return file.found;
  }

  /**
   * The variables of a file, in its order.
   *
   * @param shown how the file is called in a message
   * @param environment of the operator's, whose variables win
   * @throws IllegalArgumentException with place, cause and remedy
   */
  public static Map<String, String> parse(
      String text, String shown, Map<String, String> environment) {
    EnvFile file = new EnvFile(text, environment::get);
    try {
      file.statements();
    } catch (Bad bad) {
      String place = new Place(shown, bad.line, 0).toString();
      throw new IllegalArgumentException(place + ": " + bad.why.getMessage(), bad);
    }
    return file.found;
  }

  /** As {@code docker run --env-file} reads it. */
  private void raw() {
    for (String line : text.split("\n", -1)) {
      String written = line.replaceFirst("\r$", "").stripLeading();
      int equals = written.indexOf('=');
      if (written.isEmpty() || written.startsWith("#")) {
        continue;
      }
      if (equals >= 0) {
        found.put(written.substring(0, equals), written.substring(equals + 1));
      } else {
        inherit(written.strip());
      }
    }
  }

  private void statements() {
    while (skipToStatement()) {
      String name = name();
      if (at > 0 && (text.charAt(at - 1) == '=' || text.charAt(at - 1) == ':')) {
        skipBlank();
        found.put(name, value());
      } else {
        inherit(name);
      }
    }
  }

  private void inherit(String name) {
    String value = known.get(name);
    if (value != null) {
      found.put(name, value);
    }
  }

  private boolean skipToStatement() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '#') {
        at = lineEnd();
      } else if (Character.isWhitespace(c) || BLANK.indexOf(c) >= 0) {
        at++;
      } else {
        return true;
      }
    }
    return false;
  }

  private void skipBlank() {
    while (at < text.length() && BLANK.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private int lineEnd() {
    int end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end;
  }

  /** Leaves the position after the character that ends the name, if there is one. */
  private String name() {
    int begin = at;
    if (text.startsWith("export", at)
        && at + 6 < text.length()
        && BLANK.indexOf(text.charAt(at + 6)) >= 0) {
      at += 6;
      skipBlank();
      begin = at;
    }
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '=' || c == ':' || c == '\n') {
        at++;
        return checked(text.substring(begin, at - 1).strip());
      }
      if (!Character.isLetterOrDigit(c) && "_.-[]".indexOf(c) < 0 && BLANK.indexOf(c) < 0) {
        String line = text.substring(begin, lineEnd());
        throw bad("\"" + line + "\" has a \"" + c + "\" in its name; write NAME=VALUE");
      }
      at++;
    }
    return checked(text.substring(begin).strip());
  }

  private String checked(String name) {
    if (name.indexOf(' ') >= 0) {
      throw bad("\"" + name + "\" is no name; write NAME=VALUE");
    }
    return name;
  }

  private String value() {
    char quote = at < text.length() ? text.charAt(at) : 0;
    if (quote == '"' || quote == '\'') {
      return quoted(quote);
    }
    String line = text.substring(at, lineEnd());
    int comment = line.indexOf(" #");
    String value = comment < 0 ? line : line.substring(0, comment);
    String made = substituted(value.stripTrailing());
    at = Math.min(text.length(), lineEnd() + 1);
    return made;
  }

  /** May go over several lines. */
  private String quoted(char quote) {
    int begin = at;
    StringBuilder value = new StringBuilder();
    for (int i = at + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean escape = c == '\\' && i + 1 < text.length();
      if (escape && text.charAt(i + 1) == quote) {
        value.append(quote);
        i++;
      } else if (escape && text.charAt(i + 1) != '\n') {
        value.append(c).append(text.charAt(++i));
      } else if (c == quote) {
        String made = quote == '"' ? substituted(unescaped(value.toString())) : value.toString();
        at = i + 1;
        return made;
      } else {
        value.append(c);
      }
    }
    at = begin;
    throw bad("a quote is not closed; close it");
  }

  /** A dollar after a backslash stands for itself. */
  private static String unescaped(String value) {
    return ESCAPE
        .matcher(value)
        .replaceAll(found -> Matcher.quoteReplacement(escape(found.group(1))));
  }

  private static String escape(String code) {
    return switch (code.charAt(0)) {
      case 'a' -> "\u0007";
      case 'b' -> "\b";
      case 'f' -> "\f";
      case 'n' -> "\n";
      case 'r' -> "\r";
      case 't' -> "\t";
      case 'v' -> "\u000b";
      case '$' -> "$$";
      case '"' -> "\"";
      case '\\' -> "\\";
      case '0' -> octal(code);
      default -> "\\" + code;
    };
  }

  private static String octal(String code) {
    String digits = code.substring(1);
    return digits.matches("[0-3][0-7]{2}")
        ? String.valueOf((char) Integer.parseInt(digits, 8))
        : "\\" + code;
  }

  private String substituted(String value) {
    try {
      return new Substitution(this::lookup, name -> {}).of(value);
    } catch (IllegalArgumentException e) {
      throw new Bad(line(), e);
    }
  }

  private @Nullable String lookup(String name) {
    String value = known.get(name);
    return value != null ? value : found.get(name);
  }

  private Bad bad(String why) {
    return new Bad(line(), new IllegalArgumentException(why));
  }

  private int line() {
    return 1
        + (int)
            text.substring(0, Math.min(at, text.length())).chars().filter(c -> c == '\n').count();
  }
}
