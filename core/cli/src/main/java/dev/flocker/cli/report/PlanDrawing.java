package dev.flocker.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Draws the steps and what waits for what as SVG. */
final class PlanDrawing {

  private static final int WIDTH = 152;
  private static final int HEIGHT = 58;
  private static final int ACROSS = WIDTH + 24;
  private static final int DOWN = HEIGHT + 12;
  private static final int MARGIN = 4;
  private static final int LETTERS = 20;

  private final List<Page.Step> steps;
  private final PlanLayout layout;
  private final Html html;
  private final Svg svg;

  PlanDrawing(Page page, Html html) {
    this.steps = page.steps();
    this.layout = new PlanLayout(steps);
    this.html = html;
    this.svg = new Svg(html);
  }

  void draw() {
    int width = layout.width() * ACROSS - (ACROSS - WIDTH) + 2 * MARGIN;
    int height = layout.height() * DOWN - (DOWN - HEIGHT) + 2 * MARGIN;
    String css = width > 1600 ? "plan long" : "plan";
    svg.begin(css, width, height, "The steps and what they wait for");
    for (int i = 0; i < steps.size(); i++) {
      for (int earlier : layout.before(i)) {
        line(earlier, i);
      }
    }
    for (int i = 0; i < steps.size(); i++) {
      step(i, steps.get(i));
    }
    svg.end();
  }

  private int x(int step) {
    return MARGIN + layout.layerOf(step) * ACROSS;
  }

  private int y(int step) {
    return MARGIN + layout.laneOf(step) * DOWN;
  }

  private void line(int from, int to) {
    int x1 = x(from) + WIDTH;
    int y1 = y(from) + HEIGHT / 2;
    int x2 = x(to);
    int y2 = y(to) + HEIGHT / 2;
    int pull = Math.max(10, (x2 - x1) / 2);
    String path =
        String.format(
            Locale.ROOT, "M%d %dC%d %d %d %d %d %d", x1, y1, x1 + pull, y1, x2 - pull, y2, x2, y2);
    html.open("path", "class", "line", "d", path).close("path");
  }

  private void step(int number, Page.Step step) {
    int x = x(number);
    int y = y(number);
    String css = "step " + step.state().name().toLowerCase(Locale.ROOT);
    String about = String.join("\n", step.about());
    html.open("g", "class", css, "data-step", number, "data-about", about)
        .element("title", Steps.title(step));
    svg.rect("shape", x, y, WIDTH, HEIGHT, 6);
    List<String> lines = wrapped(step.title());
    for (int i = 0; i < lines.size(); i++) {
      svg.text("words", x + 8, y + 17 + i * 14, lines.get(i));
    }
    svg.text("aside", x + 8, y + HEIGHT - 8, Words.fitting(Steps.where(step), LETTERS + 2));
    html.close("g");
  }

  /** On two lines at most. */
  private static List<String> wrapped(String title) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : title.split(" ")) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > LETTERS && lines.isEmpty()) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines.stream().map(l -> Words.fitting(l, LETTERS)).toList();
  }
}
