package dev.flocker.cli.console;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Lays pieces of text out in lines, behind a beginning that has a column of its own. */
public final class Flow {

  /** With less room than this behind the beginning, the pieces go below it. */
  private static final int LEAST = 40;

  private static final String BELOW = "      ";

  private Flow() {}

  /**
   * What stays together.
   *
   * @param plain as long as it is shown
   * @param painted the same, perhaps with colours
   */
  record Piece(String plain, String painted) {
    static Piece of(String text) {
      return new Piece(text, text);
    }
  }

  /** Breaks a text between words. */
  public static List<String> words(String begin, String text, int width) {
    return lines(begin, Stream.of(text.split(" ")).map(Piece::of).toList(), width, 1);
  }

  /**
   * @param width that no line exceeds but by a piece that is longer by itself
   */
  static List<String> lines(String begin, List<Piece> pieces, int width) {
    return lines(begin, pieces, width, 2);
  }

  /**
   * @param gap blanks between pieces
   */
  static List<String> lines(String begin, List<Piece> pieces, int width, int gap) {
    boolean beside = width - begin.length() >= LEAST;
    List<String> lines = new ArrayList<>();
    String indent = beside ? " ".repeat(begin.length()) : BELOW;
    StringBuilder line = new StringBuilder(beside ? begin : BELOW);
    if (!beside) {
      lines.add(begin.stripTrailing());
    }
    int column = line.length();
    boolean first = true;
    for (Piece piece : pieces) {
      if (!first && column + gap + piece.plain().length() > width) {
        lines.add(line.toString());
        line = new StringBuilder(indent);
        column = indent.length();
        first = true;
      }
      line.append(first ? "" : " ".repeat(gap)).append(piece.painted());
      column += (first ? 0 : gap) + piece.plain().length();
      first = false;
    }
    lines.add(line.toString().stripTrailing());
    return lines;
  }

  static String pad(String text, int column) {
    return text + " ".repeat(Math.max(0, column - text.length()));
  }
}
