package dev.flocker.cli.logs;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes a line apart into its time and its text.
 *
 * @param piece of how many bytes a piece is, where each of a long line has a time; else 0
 */
record Stamps(int piece) {

  private static final Pattern STAMP =
      Pattern.compile(
          "(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?(?:Z|[+-]\\d\\d:\\d\\d)) ");

  /** That of a time with all its digits, and a blank. */
  private static final int STAMP_BYTES = 31;

  /** No stranger's line needs more memory than some of these. */
  private static final int PIECES = 16;

  private static final int LONGEST = 1 << 18;

  /** What only gives a text its colours. */
  private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;:]*m");

  /** How many bytes of a line are one; where it has pieces, what is left begins with a time. */
  int longest() {
    return piece > 0 ? PIECES * (STAMP_BYTES + piece) : LONGEST;
  }

  /**
   * @return empty if it has no time
   */
  Optional<LogLine> line(byte[] bytes) {
    // A character for each byte, as pieces are counted in these.
    String line = new String(bytes, StandardCharsets.ISO_8859_1);
    Matcher stamp = STAMP.matcher(line);
    if (!stamp.lookingAt()) {
      return Optional.empty();
    }
    String text = text(joined(line, stamp.end()).getBytes(StandardCharsets.ISO_8859_1));
    return time(stamp.group(1)).map(t -> new LogLine(t, stamp.group(1), text, bytes.length));
  }

  private static Optional<Instant> time(String stamp) {
    try {
      return Optional.of(OffsetDateTime.parse(stamp).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private String joined(String line, int begin) {
    StringBuilder text = new StringBuilder(line.length());
    Matcher stamp = STAMP.matcher(line);
    int from = begin;
    while (piece > 0 && from + piece < line.length()) {
      text.append(line, from, from + piece);
      from += piece;
      stamp.region(from, line.length());
      if (!stamp.lookingAt()) {
        break;
      }
      from = stamp.end();
    }
    return text.append(line, from, line.length()).toString();
  }

  /** Without what only colours it, and without the end of a line that a terminal gave it. */
  static String text(byte[] bytes) {
    String text = COLOUR.matcher(new String(bytes, StandardCharsets.UTF_8)).replaceAll("");
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }
}
