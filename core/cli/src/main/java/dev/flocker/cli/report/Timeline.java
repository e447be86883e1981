package dev.flocker.cli.report;

import dev.flocker.cli.report.Svg.Anchor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Draws a run as SVG: for each node the steps that it took part in, as bars along the time. */
final class Timeline {

  private static final int WIDTH = 1120;
  private static final int LABELS = 290;
  private static final int RIGHT = 70;
  private static final int ROW = 20;
  private static final int HEAD = 30;
  private static final int AXIS = 26;
  private static final String NOWHERE = "the controller";

  private final Page page;
  private final Html html;
  private final Svg svg;
  private final Map<String, List<Integer>> rows = new LinkedHashMap<>();
  private final long end;

  Timeline(Page page, Html html) {
    this.page = page;
    this.html = html;
    this.svg = new Svg(html);
    this.end = Math.max(1, page.took());
    page.map().places().forEach(p -> rows.put(p.name(), new ArrayList<>()));
    for (int i = 0; i < page.steps().size(); i++) {
      Page.Step step = page.steps().get(i);
      List<String> nodes = step.nodes().isEmpty() ? List.of(NOWHERE) : step.nodes();
      for (String node : nodes) {
        rows.computeIfAbsent(node, n -> new ArrayList<>()).add(i);
      }
    }
    rows.values().removeIf(List::isEmpty);
    Comparator<Integer> byTime = Comparator.comparingLong(i -> page.steps().get(i).from());
    rows.values().forEach(some -> some.sort(byTime));
  }

  void draw() {
    int height = AXIS + rows.values().stream().mapToInt(r -> HEAD + r.size() * ROW).sum() + 6;
    svg.begin("time", WIDTH, height, "The steps of each node along the time");
    page.planned().ifPresent(planned -> looking(planned, height));
    axis(height);
    int y = AXIS;
    for (Map.Entry<String, List<Integer>> row : rows.entrySet()) {
      y = node(row.getKey(), row.getValue(), y);
    }
    svg.end();
  }

  private double x(long time) {
    return LABELS + (double) time / end * (WIDTH - LABELS - RIGHT);
  }

  /** Before it was known what was to be done. */
  private void looking(long planned, int height) {
    double width = x(planned) - x(0);
    svg.rect("looking", x(0), AXIS, width, height - AXIS, 0);
    String words = "look and plan " + Words.duration(planned);
    if (width > words.length() * 7) {
      svg.text("aside", x(0) + 6, AXIS + 18, words);
    }
  }

  private void axis(int height) {
    long tick = tick();
    String pattern = tick < 1_000_000 ? "%.1f s" : "%.0f s";
    for (long t = 0; t <= end; t += tick) {
      String words = t == 0 ? "0" : String.format(Locale.ROOT, pattern, t / 1e6);
      svg.line("tick", x(t), AXIS - 6, x(t), height);
      svg.text("aside", x(t), AXIS - 11, Anchor.MIDDLE, words);
    }
  }

  /** Between lines of the axis, so that there are ten at most. */
  private long tick() {
    for (long unit = 100_000; ; unit *= 10) {
      for (long factor : new long[] {1, 2, 5}) {
        if (end / (unit * factor) <= 10) {
          return unit * factor;
        }
      }
    }
  }

  private int node(String name, List<Integer> steps, int top) {
    int below = top + HEAD + steps.size() * ROW;
    html.open("g", "class", "lane", "data-lane", name);
    svg.line("rule", 0, top + 5, WIDTH, top + 5);
    svg.text("name", 4, top + 22, Words.fitting(name, 34));
    page.stops().stream()
        .filter(s -> s.node().equals(name) || s.to().equals(name))
        .forEach(s -> stop(s, top + 6, below));
    int y = top + HEAD;
    for (int i : steps) {
      step(i, page.steps().get(i), y);
      y += ROW;
    }
    html.close("g");
    return below;
  }

  private void stop(Page.Stop stop, int top, int below) {
    double from = x(stop.from());
    double width = Math.max(2, x(stop.until()) - from);
    String words = "stop " + Words.duration(stop.until() - stop.from());
    html.open("g").element("title", Stops.words(stop));
    svg.rect("stop", from, top, width, below - top, 0);
    svg.text("stopped", from + width / 2, top + 15, Anchor.MIDDLE, words);
    html.close("g");
  }

  private void step(int number, Page.Step step, int y) {
    String css = "step " + step.state().name().toLowerCase(Locale.ROOT);
    String about = String.join("\n", step.about());
    html.open("g", "class", css, "data-step", number, "data-about", about)
        .element("title", Steps.title(step));
    svg.text("label", 14, y + 14, Words.fitting(step.title(), 42));
    if (step.state() == Page.State.DONE || step.state() == Page.State.FAILED) {
      double width = Math.max(2, x(step.to()) - x(step.from()));
      svg.rect("shape", x(step.from()), y + 4, width, ROW - 8, 2);
      svg.text("aside", x(step.from()) + width + 5, y + 14, beside(step));
    } else {
      svg.text("aside", LABELS + 6, y + 14, Steps.state(step));
    }
    html.close("g");
  }

  private static String beside(Page.Step step) {
    String detail = step.detail().isEmpty() ? "" : ", " + step.detail();
    return Words.fitting(
        (step.state() == Page.State.FAILED ? "failed after " : "") + Steps.duration(step) + detail,
        40);
  }
}
