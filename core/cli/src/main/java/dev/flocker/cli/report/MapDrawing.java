package dev.flocker.cli.report;

import dev.flocker.cli.graph.Picture;
import dev.flocker.cli.graph.Picture.Box;
import dev.flocker.cli.graph.Picture.Kind;
import dev.flocker.cli.report.MapLayout.Area;
import dev.flocker.cli.report.Svg.Anchor;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Draws the map of the cluster as SVG. */
final class MapDrawing {

  private final Page page;
  private final Picture picture;
  private final MapLayout layout;
  private final Html html;
  private final Svg svg;

  MapDrawing(Page page, Html html) {
    this.page = page;
    this.picture = page.map();
    this.layout = new MapLayout(picture);
    this.html = html;
    this.svg = new Svg(html);
  }

  void draw() {
    svg.begin("map", layout.width(), layout.height(), "The nodes and what is on them");
    MapEdges edges = new MapEdges(picture, layout, html);
    edges.arrows();
    Map<String, String> addresses = new HashMap<>();
    picture.places().forEach(p -> addresses.put(p.name(), p.address()));
    layout.places().forEach((node, area) -> place(node, addresses.getOrDefault(node, ""), area));
    edges.draw();
    layout.boxes().forEach((i, area) -> box(i, picture.boxes().get(i), area));
    svg.end();
  }

  private void place(String name, String address, Area area) {
    boolean lost = page.lost().contains(name);
    String aside = lost ? "not reached" : address.equals(name) ? "" : address;
    int right = area.x() + area.width() - 14;
    html.open("g", "class", lost ? "node lost" : "node", "data-node", name);
    svg.rect("shape", area.x(), area.y(), area.width(), area.height(), 10);
    svg.text("name", area.x() + MapLayout.INSET + 2, area.y() + 22, Words.fitting(name, 14));
    svg.text("aside", right, area.y() + 22, Anchor.END, Words.fitting(aside, 17));
    html.close("g");
  }

  private void box(int index, Box box, Area area) {
    Page.Mark mark = page.marks().getOrDefault(index, Page.Mark.SAME);
    String said = box.type() + " " + box.name();
    String where = box.place().map(p -> " on " + p).orElse("");
    String css = "box " + word(box.kind()) + " " + word(mark);
    html.open(
        "g",
        "class",
        css,
        "tabindex",
        0,
        "role",
        "button",
        "data-box",
        said + where,
        "data-about",
        said);
    html.element("title", title(box, said + where, mark));
    int round = box.kind() == Kind.DOOR ? 13 : 6;
    svg.rect("shape", area.x(), area.y(), area.width(), area.height(), round);
    if (box.kind() == Kind.DOOR) {
      String name = Words.fitting(said, 13);
      svg.text("name small", area.middle(), area.y() + 17, Anchor.MIDDLE, name);
    } else {
      inside(box, area, mark);
    }
    html.close("g");
  }

  private static String title(Box box, String said, Page.Mark mark) {
    String title = said + (box.kind() == Kind.COPY ? ", a replica" : "") + ": " + mark.words();
    return box.details().isEmpty() ? title : title + "\n" + String.join("\n", box.details());
  }

  private void inside(Box box, Area area, Page.Mark mark) {
    int x = area.x() + 12;
    int room = (area.width() - 24) / 8;
    svg.text("type", x, area.y() + 14, Words.fitting(type(box), 22));
    svg.text("name", x, area.y() + 30, Words.fitting(box.name(), room));
    if (mark != Page.Mark.SAME && box.kind() != Kind.GONE) {
      svg.text("mark", area.x() + area.width() - 8, area.y() + 14, Anchor.END, mark.words());
    }
    int y = area.y() + 45;
    for (String detail : box.details()) {
      svg.text("detail", x, y, Words.fitting(detail, room + 3));
      y += MapLayout.LINE;
    }
  }

  private static String type(Box box) {
    return switch (box.kind()) {
      case COPY -> box.type() + ", replica";
      case GONE -> box.type() + ", was here";
      default -> box.type();
    };
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
