package dev.flocker.cli.inventory;

import java.util.ArrayList;
import java.util.List;

/** Splits a line as a shell does: at blanks outside quotes. */
public final class Words {

  private Words() {}

  /**
   * @throws IllegalArgumentException if a quote is left open
   */
  public static List<String> of(String line) {
    return split(line, false);
  }

  /** Those before a {@code #} that begins a word. */
  static List<String> beforeComment(String line) {
    return split(line, true);
  }

  private static List<String> split(String line, boolean comments) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean started = false;
    char quote = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quote != 0) {
        if (c == quote) {
          quote = 0;
        } else {
          word.append(c);
        }
      } else if (c == '\'' || c == '"') {
        quote = c;
        started = true;
      } else if (c == '#' && comments && !started) {
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
}
