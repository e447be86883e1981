package dev.flocker.cli.inventory;

import dev.flocker.api.value.Place;
import dev.flocker.api.value.Tree;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a value of an INI inventory is: a literal of Python's if it can be read as one, else the
 * text as it stands.
 */
final class PythonLiteral {

  private static final Pattern INTEGER =
      Pattern.compile(
          "0[xX](?<hex>(_?[0-9a-fA-F])+)|0[oO](?<oct>(_?[0-7])+)|0[bB](?<bin>(_?[01])+)"
              + "|(?<dec>0(_?0)*|[1-9](_?[0-9])*)");

  private static final Pattern FRACTION =
      Pattern.compile("([0-9]+\\.[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?|[0-9]+[eE][+-]?[0-9]+");

  /** Of lists and mappings within one another. */
  private static final int DEPTH = 60;

  private static final Pattern WORD = Pattern.compile("\\w+");

  /** The text is none. */
  private static final class NoLiteral extends RuntimeException {
    private static final long serialVersionUID = 1;

    NoLiteral() {
      super("no literal", null, false, false);
    }
  }

  private final String text;
  private final Place place;
  private int at;
  private int depth;

  private PythonLiteral(String text, Place place) {
    this.text = text;
    this.place = place;
  }

  static Tree read(String text, Place place) {
    try {
      PythonLiteral literal = new PythonLiteral(text, place);
      Tree first = literal.value();
      Tree all = literal.begins(',') ? literal.tuple(first) : first;
      literal.end();
      return all;
    } catch (NoLiteral e) {
      return new Tree.Scalar(place, text, true, false);
    }
  }

  private Tree value() {
    if (++depth > DEPTH) {
      throw new NoLiteral();
    }
    Tree value =
        switch (peek()) {
          case '[' -> sequence();
          case '(' -> parentheses();
          case '{' -> braces();
          case '-', '+', '.', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
          default -> PythonText.begins(text, at) ? string() : constant();
        };
    depth--;
    return value;
  }

  /** The next character that is no blank; 0 at the end. */
  private char peek() {
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
    return at < text.length() ? text.charAt(at) : 0;
  }

  private boolean begins(char c) {
    return peek() == c;
  }

  private boolean take(char c) {
    boolean there = begins(c);
    at += there ? 1 : 0;
    return there;
  }

  private void end() {
    char left = peek();
    if (left != 0 && left != '#') {
      throw new NoLiteral();
    }
  }

  private Tree.Sequence tuple(Tree first) {
    List<Tree> items = new ArrayList<>(List.of(first));
    while (take(',') && peek() != 0 && peek() != '#') {
      items.add(value());
    }
    return new Tree.Sequence(place, items);
  }

  private Tree sequence() {
    at++;
    return take(']') ? new Tree.Sequence(place, List.of()) : sequence(value(), ']');
  }

  private Tree.Sequence sequence(Tree first, char close) {
    List<Tree> items = new ArrayList<>(List.of(first));
    while (take(',') && !begins(close)) {
      items.add(value());
    }
    if (!take(close)) {
      throw new NoLiteral();
    }
    return new Tree.Sequence(place, items);
  }

  /** A tuple, or one value. */
  private Tree parentheses() {
    at++;
    if (take(')')) {
      return new Tree.Sequence(place, List.of());
    }
    Tree first = value();
    return take(')') ? first : sequence(first, ')');
  }

  /** A mapping, or a set. */
  private Tree braces() {
    at++;
    if (take('}')) {
      return new Tree.Mapping(place, List.of());
    }
    Tree first = value();
    return begins(':') ? mapping(first) : sequence(first, '}');
  }

  private Tree.Mapping mapping(Tree first) {
    Map<String, Tree.Entry> entries = new LinkedHashMap<>();
    Tree key = first;
    while (true) {
      if (!(key instanceof Tree.Scalar s) || s.text() == null || !take(':')) {
        throw new NoLiteral();
      }
      entries.put(s.text(), new Tree.Entry(place, s.text(), value()));
      boolean more = take(',');
      if (take('}')) {
        return new Tree.Mapping(place, List.copyOf(entries.values()));
      }
      if (!more) {
        throw new NoLiteral();
      }
      key = value();
    }
  }

  /** A fraction stays as it is written: it may be meant as a version. */
  private Tree number() {
    boolean negative = begins('-');
    if (negative || begins('+')) {
      at++;
      peek();
    }
    Matcher fraction = FRACTION.matcher(text).region(at, text.length());
    Matcher integer = INTEGER.matcher(text).region(at, text.length());
    String digits;
    if (fraction.lookingAt()) {
      digits = fraction.group();
      at = fraction.end();
    } else if (integer.lookingAt()) {
      digits = decimal(integer);
      at = integer.end();
    } else {
      throw new NoLiteral();
    }
    if (at < text.length() && WORD.matcher(text.substring(at, at + 1)).matches()) {
      throw new NoLiteral();
    }
    return plain((negative ? "-" : "") + digits);
  }

  private static String decimal(Matcher integer) {
    for (Map.Entry<String, Integer> base : Map.of("hex", 16, "oct", 8, "bin", 2).entrySet()) {
      String digits = integer.group(base.getKey());
      if (digits != null) {
        return new BigInteger(digits.replace("_", ""), base.getValue()).toString();
      }
    }
    return new BigInteger(integer.group("dec").replace("_", "")).toString();
  }

  private Tree string() {
    StringBuilder joined = new StringBuilder();
    while (PythonText.begins(text, at)) {
      PythonText part = PythonText.read(text, at).orElseThrow(NoLiteral::new);
      joined.append(part.text());
      at = part.end();
      peek();
    }
    return new Tree.Scalar(place, joined.toString(), true, false);
  }

  private Tree constant() {
    Matcher word = WORD.matcher(text).region(at, text.length());
    String name = word.lookingAt() ? word.group() : "";
    at += name.length();
    return switch (name) {
      case "True" -> plain("true");
      case "False" -> plain("false");
      case "None" -> new Tree.Scalar(place, null, false, false);
      default -> throw new NoLiteral();
    };
  }

  private Tree plain(String value) {
    return new Tree.Scalar(place, value, false, false);
  }
}
