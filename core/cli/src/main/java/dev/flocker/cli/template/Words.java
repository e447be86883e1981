package dev.flocker.cli.template;

import java.util.ArrayList;
import java.util.List;

/** Splits a line as a shell does: at blanks outside quotes, with backslashes. */
public final class Words {

  private Words() {}

  /**
   * @throws IllegalArgumentException with cause and remedy, if a quote is left open
   */
  public static List<String> of(String line) {
    return split(line, false);
  }

  /** Those before a {@code #}, which begins a comment within a word too. */
  public static List<String> beforeComment(String line) {
    return split(line, true);
  }

  private static List<String> split(String line, boolean comments) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean started = false;
    char quote = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\\' && escapes(line, i, quote)) {
        word.append(line.charAt(++i));
        started = true;
      } else if (quote != 0) {
        if (c == quote) {
          quote = 0;
        } else {
          word.append(c);
        }
      } else if (c == '\'' || c == '"') {
        quote = c;
        started = true;
      } else if (c == '#' && comments) {
        break;
      } else if (!Character.isWhitespace(c)) {
        word.append(c);
        started = true;
      } else if (started) {
        words.add(word.toString());
        word.setLength(0);
        started = false;
      }
    }
    if (quote != 0) {
      throw new IllegalArgumentException("a quote is not closed; close it");
    }
    if (started) {
      words.add(word.toString());
    }
    return words;
  }

  /** Outside quotes before anything, in double ones before what would end or escape. */
  private static boolean escapes(String line, int at, char quote) {
    if (quote == '\'') {
      return false;
    }
    if (at + 1 == line.length()) {
      throw new IllegalArgumentException("a \"\\\" escapes nothing; write \"\\\\\"");
    }
    char next = line.charAt(at + 1);
    return quote == 0 || next == '"' || next == '\\';
  }
}
