package dev.flocker.cli.compose;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Puts variables into a text, by Compose's grammar: {@code $V}, {@code ${V}}, {@code
 * ${V:-default}}, {@code ${V:?message}}, {@code ${V:+instead}}, the same without the colon, nested,
 * and {@code $$}. Any other dollar stands for itself.
 */
final class Substitution {

  /** Of braces within one another. */
  private static final int DEPTH = 50;

  /** Finds a variable; null if it is not set. */
  @FunctionalInterface
  interface Lookup {
    @Nullable String get(String name);
  }

  private final Lookup lookup;
  private final Consumer<String> unset;

  /**
   * @param unset is told the name of each variable for which nothing was put in
   */
  Substitution(Lookup lookup, Consumer<String> unset) {
    this.lookup = lookup;
    this.unset = unset;
  }

  /**
   * @throws IllegalArgumentException with cause and remedy
   */
  String of(String text) {
    return of(text, 0);
  }

  private String of(String text, int depth) {
    if (depth > DEPTH) {
      throw new IllegalArgumentException(
          "has variables more than " + DEPTH + " levels deep; make it flatter");
    }
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      char next = at + 1 < text.length() ? text.charAt(at + 1) : 0;
      if (text.charAt(at) != '$') {
        out.append(text.charAt(at++));
      } else if (next == '$') {
        out.append('$');
        at += 2;
      } else if (next == '{') {
        int end = closing(text, at + 1);
        out.append(braced(text.substring(at + 2, end), depth));
        at = end + 1;
      } else {
        int end = nameEnd(text, at + 1);
        out.append(end == at + 1 ? "$" : plain(text.substring(at + 1, end)));
        at = end;
      }
    }
    return out.toString();
  }

  /** Where the brace is closed that opens at a place; braces in between come in pairs. */
  private static int closing(String text, int open) {
    int depth = 0;
    for (int i = open; i < text.length(); i++) {
      depth += text.charAt(i) == '{' ? 1 : text.charAt(i) == '}' ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        "\"${\" is not closed; add \"}\", or write \"$$\" for a dollar that is meant as such");
  }

  private static int nameEnd(String text, int from) {
    int end = from;
    while (end < text.length() && isOfName(text.charAt(end), end == from)) {
      end++;
    }
    return end;
  }

  private static boolean isOfName(char c, boolean first) {
    return c == '_'
        || (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (!first && c >= '0' && c <= '9');
  }

  private String plain(String name) {
    String value = lookup.get(name);
    if (value == null) {
      unset.accept(name);
      return "";
    }
    return value;
  }

  private String braced(String inside, int depth) {
    int end = nameEnd(inside, 0);
    String name = inside.substring(0, end);
    if (end == inside.length() && end > 0) {
      return plain(name);
    }
    boolean colon = end < inside.length() && inside.charAt(end) == ':';
    int at = colon ? end + 1 : end;
    char operator = end > 0 && at < inside.length() ? inside.charAt(at) : 0;
    String rest = at < inside.length() ? inside.substring(at + 1) : "";
    @Nullable String value = end > 0 ? lookup.get(name) : null;
    boolean there = value != null && !(colon && value.isEmpty());
    String known = value == null ? "" : value;
    return switch (operator) {
      case '-' -> there ? known : of(rest, depth + 1);
      case '+' -> there ? of(rest, depth + 1) : known;
      case '?' -> there ? known : missing(name, of(rest, depth + 1));
      default ->
          throw new IllegalArgumentException(
              "\"${"
                  + inside
                  + "}\" is no variable; write ${NAME} or ${NAME:-default}, or \"$$\""
                  + " for a dollar that is meant as such");
    };
  }

  private static String missing(String name, String message) {
    throw new IllegalArgumentException(
        "needs the variable "
            + name
            + (message.isEmpty() ? "" : ": " + message)
            + "; set it in the environment or in the .env file");
  }
}
