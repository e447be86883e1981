package dev.flocker.cli.report;

import java.util.Locale;

/** Writes the parts of which all drawings are made. */
final class Svg {

  /** Which point of a text stands where it is put. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  private final Html html;

  Svg(Html html) {
    this.html = html;
  }

  /**
   * Begins a drawing.
   *
   * @param label for who does not see it
   */
  void begin(String css, int width, int height, String label) {
    String box = "0 0 " + width + " " + height;
    html.open("svg", "class", css, "viewBox", box, "width", width, "height", height)
        .element("title", label);
  }

  void end() {
    html.close("svg");
  }

  void rect(String css, double x, double y, double width, double height, int round) {
    html.open("rect", "class", css, "x", x, "y", y, "width", width, "height", height, "rx", round)
        .close("rect");
  }

  void text(String css, double x, double y, Anchor anchor, String text) {
    String at = anchor.name().toLowerCase(Locale.ROOT);
    html.element("text", text, "class", css, "x", x, "y", y, "text-anchor", at);
  }

  void text(String css, double x, double y, String text) {
    html.element("text", text, "class", css, "x", x, "y", y);
  }

  void line(String css, double x1, double y1, double x2, double y2) {
    html.open("line", "class", css, "x1", x1, "y1", y1, "x2", x2, "y2", y2).close("line");
  }
}
