package dev.flocker.cli.compose;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a command into words as Docker Compose does. There is no shell: what follows an operator
 * of one ({@code && | ; > <}) is not passed on.
 */
final class ShellWords {

  /**
   * @param rest what is not passed on; empty if that is nothing
   */
  record Split(List<String> words, String rest) {}

  private final String line;
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();

  /** Whether a word has begun; it may be empty, in quotes. */
  private boolean begun;

  private char quote;

  private ShellWords(String line) {
    this.line = line;
  }

  /**
   * @throws IllegalArgumentException with cause and remedy
   */
  static Split split(String line) {
    return new ShellWords(line).split();
  }

  private Split split() {
    int at = 0;
    while (at < line.length()) {
      char c = line.charAt(at);
      if (c == '\\' && quote != '\'') {
        at++;
        escaped(at);
      } else if (quote == 0 && ";&|<>".indexOf(c) >= 0) {
        break;
      } else {
        character(c);
      }
      at++;
    }
    if (quote != 0) {
      throw new IllegalArgumentException(
          "a "
              + (quote == ')' ? "\"$(\"" : "quote")
              + " is not closed; write it as a list: [a, b]");
    }
    end();
    return new Split(words, line.substring(Math.min(at, line.length())));
  }

  private void escaped(int at) {
    if (at >= line.length()) {
      throw new IllegalArgumentException(
          "ends with a backslash; remove it, or write a list: [a, b]");
    }
    char c = line.charAt(at);
    word.append(c == 't' ? '\t' : c == 'n' ? '\n' : c);
    begun = true;
  }

  private void character(char c) {
    boolean free = quote == 0;
    if (free && (c == ' ' || c == '\t' || c == '\r' || c == '\n')) {
      end();
    } else if ((c == '"' || c == '\'') && (free || quote == c)) {
      quote = free ? c : 0;
      begun = true;
    } else if (c == '`' && (free || quote == c)) {
      quote = free ? c : 0;
      append(c);
    } else if (free && (c == '(' || c == ')')) {
      if (c == ')' || !word.toString().endsWith("$")) {
        throw new IllegalArgumentException(
            "has a parenthesis outside of quotes; quote it, or write a list: [a, b]");
      }
      quote = ')';
      append(c);
    } else {
      quote = quote == ')' && c == ')' ? 0 : quote;
      append(c);
    }
  }

  private void append(char c) {
    word.append(c);
    begun = true;
  }

  private void end() {
    if (begun) {
      words.add(word.toString());
    }
    word.setLength(0);
    begun = false;
  }
}
