package dev.flocker.docker;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One status code of HTTP, or all from one to another: {@code 401}, {@code 200-399}. */
public record StatusCodes(int first, int last) {

  /** Those that say nothing of a fault. */
  static final StatusCodes GOOD = new StatusCodes(200, 399);

  private static final Pattern FORM = Pattern.compile("([1-5][0-9]{2})(?:-([1-5][0-9]{2}))?");

  public static StatusCodes parse(String text) {
    Matcher m = FORM.matcher(text);
    if (!m.matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no status code of HTTP; write one as 401, or several as 200-399");
    }
    int first = Integer.parseInt(m.group(1));
    int last = m.group(2) == null ? first : Integer.parseInt(m.group(2));
    if (last < first) {
      throw new IllegalArgumentException(
          "\"" + text + "\" ends before it begins; write " + last + "-" + first);
    }
    return new StatusCodes(first, last);
  }

  boolean contains(int status) {
    return first <= status && status <= last;
  }

  @Override
  public String toString() {
    return first == last ? Integer.toString(first) : first + "-" + last;
  }
}
