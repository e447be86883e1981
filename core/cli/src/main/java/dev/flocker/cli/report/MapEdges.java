package dev.flocker.cli.report;

import dev.flocker.cli.graph.Picture;
import dev.flocker.cli.graph.Picture.Box;
import dev.flocker.cli.graph.Picture.Edge;
import dev.flocker.cli.graph.Picture.Way;
import dev.flocker.cli.report.MapLayout.Area;
import java.util.Arrays;
import java.util.List;

/** Draws what leads where on the map. */
final class MapEdges {

  private final Picture picture;
  private final MapLayout layout;
  private final Html html;
  private int gutter;

  MapEdges(Picture picture, MapLayout layout, Html html) {
    this.picture = picture;
    this.layout = layout;
    this.html = html;
  }

  /** The heads of arrows, which all drawings of the page may use. */
  void arrows() {
    html.open("defs");
    for (String kind : List.of("reaches", "leads", "copied", "follows", "moves")) {
      html.open(
              "marker",
              "id",
              "to-" + kind,
              "class",
              "arrow " + kind,
              "viewBox",
              "0 0 8 8",
              "refX",
              7,
              "refY",
              4,
              "markerWidth",
              7,
              "markerHeight",
              7,
              "markerUnits",
              "userSpaceOnUse",
              "orient",
              "auto-start-reverse")
          .open("path", "d", "M0 0L8 4L0 8z")
          .close("path")
          .close("marker");
    }
    html.close("defs");
  }

  void draw() {
    picture.edges().stream().filter(e -> e.way() != Way.USES || isFar(e)).forEach(this::edge);
  }

  /** Data stands below who uses it. */
  private boolean isFar(Edge edge) {
    return !place(edge.from()).equals(place(edge.to()));
  }

  private Object place(int box) {
    return picture.boxes().get(box).place();
  }

  private void edge(Edge edge) {
    Area from = layout.boxes().get(edge.from());
    Area to = layout.boxes().get(edge.to());
    if (from == null || to == null) {
      return;
    }
    String look = look(edge.way());
    String path = edge.way() == Way.LEADS ? down(from, to) : across(from, to);
    Box one = picture.boxes().get(edge.from());
    Box other = picture.boxes().get(edge.to());
    String about = one.type() + " " + one.name() + "\n" + other.type() + " " + other.name();
    html.open(
            "path",
            "class",
            "edge " + look,
            "d",
            path,
            "marker-end",
            "url(#to-" + look + ")",
            "data-ends",
            about)
        .element("title", words(edge, one, other))
        .close("path");
  }

  /** By which the style sheet knows it. */
  static String look(Way way) {
    return switch (way) {
      case REACHES -> "reaches";
      case LEADS -> "leads";
      case COPIED, USES -> "copied";
      case FOLLOWS, SHARES -> "follows";
      case MOVES -> "moves";
    };
  }

  private static String words(Edge edge, Box from, Box to) {
    String verb =
        switch (edge.way()) {
          case REACHES -> " is linked to ";
          case LEADS -> " leads to ";
          case COPIED -> " is copied to ";
          case USES -> " uses ";
          case FOLLOWS -> " starts after ";
          case SHARES -> " is made of ";
          case MOVES -> " moves to ";
        };
    String place = to.place().map(p -> " on " + p).orElse("");
    String label = edge.label().isEmpty() ? "" : " (" + edge.label() + ")";
    return from.type() + " " + from.name() + verb + to.type() + " " + to.name() + place + label;
  }

  /** From a door below it to the side of the node, and down past all that is above its target. */
  private String down(Area from, Area to) {
    int turn = gutter++ % 3;
    int lane = to.x() - 5 - turn * 4;
    int start = from.x() + 16 + turn * 4;
    int bottom = from.y() + from.height();
    int bend = bottom + 4 + turn * 4;
    int y = to.y() + 12;
    return path(
        "M",
        start,
        bottom,
        "V",
        bend,
        "H",
        lane,
        "V",
        y - 6,
        "Q",
        lane,
        y,
        lane + 4,
        y,
        "H",
        to.x() - 1);
  }

  /** From side to side; within one column around the right. */
  private String across(Area from, Area to) {
    boolean same = Math.abs(from.x() - to.x()) < layout.columnWidth() / 2;
    boolean right = to.x() > from.x();
    int x1 = same || right ? from.x() + from.width() : from.x();
    int x2 = same || !right ? to.x() + to.width() : to.x();
    int y1 = from.centre() + 5;
    int y2 = to.centre() + 5;
    if (same) {
      int out = Math.max(x1, x2) + 20;
      return path("M", x1, y1, "C", out, y1, out, y2, x2 + 1, y2);
    }
    int pull = Math.max(30, Math.abs(x2 - x1) / 2) * (right ? 1 : -1);
    int end = x2 - (right ? 1 : -1);
    return path("M", x1, y1, "C", x1 + pull, y1, x2 - pull, y2, end, y2);
  }

  private static String path(Object... parts) {
    return String.join(" ", Arrays.stream(parts).map(Object::toString).toList());
  }
}
