package dev.flocker.docker.option;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A limit of the kernel for each process.
 *
 * @param soft -1 for none
 * @param hard -1 for none
 */
public record Ulimit(long soft, long hard) {

  private static final Pattern FORM =
      Pattern.compile("(-1|[0-9]{1,18}|unlimited)(?::(-1|[0-9]{1,18}|unlimited))?");

  public static Ulimit parse(String text) {
    Matcher m = FORM.matcher(text);
    if (!m.matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no limit; use a number, or two as SOFT:HARD, such as 1024:4096");
    }
    long soft = number(m.group(1));
    long hard = m.group(2) == null ? soft : number(m.group(2));
    if (hard >= 0 && (soft < 0 || soft > hard)) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is softer than it is hard; use SOFT:HARD with the lower one first");
    }
    return new Ulimit(soft, hard);
  }

  private static long number(String text) {
    return text.equals("unlimited") ? -1 : Long.parseLong(text);
  }

  @Override
  public String toString() {
    return soft == hard ? Long.toString(soft) : soft + ":" + hard;
  }
}
