package dev.flocker.cli.inventory;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text as Python writes it, in quotes and with escapes.
 *
 * @param end of it, in what it stands in
 */
record PythonText(String text, int end) {

  private static final Pattern BEGIN =
      Pattern.compile("(?<prefix>[rR]?[bB]|[bB]?[rR]|[uU]?)(?<quote>\"\"\"|'''|\"|')");

  private static final Pattern ESCAPE =
      Pattern.compile(
          "\\\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{1,3})|(.))",
          Pattern.DOTALL);

  private static final String NAMED = "abfnrtv\\'\"";
  private static final String MEANT = "\u0007\b\f\n\r\t\u000b\\'\"";

  static boolean begins(String text, int at) {
    return BEGIN.matcher(text).region(at, text.length()).lookingAt();
  }

  /**
   * @return empty if it does not end
   */
  static Optional<PythonText> read(String text, int at) {
    Matcher begin = BEGIN.matcher(text).region(at, text.length());
    if (!begin.lookingAt()) {
      return Optional.empty();
    }
    String quote = begin.group("quote");
    int end = begin.end();
    while (end < text.length() && !text.startsWith(quote, end)) {
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    if (end >= text.length()) {
      return Optional.empty();
    }
    String inside = text.substring(begin.end(), end);
    boolean raw = begin.group("prefix").matches(".*[rR].*");
    return Optional.of(new PythonText(raw ? inside : unescaped(inside), end + quote.length()));
  }

  private static String unescaped(String text) {
    return ESCAPE.matcher(text).replaceAll(m -> Matcher.quoteReplacement(meant(m)));
  }

  private static String meant(java.util.regex.MatchResult escape) {
    for (int group = 1; group <= 4; group++) {
      if (escape.group(group) != null) {
        int code = Integer.parseUnsignedInt(escape.group(group), group == 4 ? 8 : 16);
        return code > 0 && Character.isValidCodePoint(code)
            ? Character.toString(code)
            : escape.group();
      }
    }
    int named = NAMED.indexOf(escape.group(5));
    return named < 0 ? escape.group() : MEANT.substring(named, named + 1);
  }
}
