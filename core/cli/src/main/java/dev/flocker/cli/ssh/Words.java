package dev.flocker.cli.ssh;

import java.util.ArrayList;
import java.util.List;

/** Splits a line as a shell does: at blanks outside quotes. */
final class Words {

  private Words() {}

  /**
   * @throws IllegalArgumentException if a quote is left open
   */
  static List<String> of(String line) {
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
      } else if (Character.isWhitespace(c)) {
        if (started) {
          words.add(word.toString());
          word.setLength(0);
          started = false;
        }
      } else {
        word.append(c);
        started = true;
      }
    }
    if (quote != 0) {
      throw new IllegalArgumentException("a quote is open in " + line + "; close it");
    }
    if (started) {
      words.add(word.toString());
    }
    return words;
  }
}
