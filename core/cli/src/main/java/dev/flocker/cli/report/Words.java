package dev.flocker.cli.report;

import java.util.Locale;

/** Numbers and lists as a person reads them. Pure. */
final class Words {

  private Words() {}

  /** {@code 340 ms}, {@code 1.23 s}, {@code 2 min 5 s}. */
  static String duration(long microseconds) {
    double seconds = microseconds / 1e6;
    if (seconds < 1) {
      return Math.round(microseconds / 1e3) + " ms";
    }
    if (seconds < 60) {
      return String.format(Locale.ROOT, seconds < 10 ? "%.2f s" : "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    return whole / 60 + " min " + whole % 60 + " s";
  }

  /** As much of a text as there is room for. */
  static String fitting(String text, int characters) {
    int count = text.codePointCount(0, text.length());
    if (count <= characters) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, Math.max(1, characters - 1))) + "…";
  }
}
