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
  private final boolean several;

  MapDrawing(Page page, Html html) {
    this.page = page;
    this.picture = page.map();
    this.layout = new MapLayout(picture);
    this.html = html;
    this.svg = new Svg(html);
    this.several = picture.boxes().stream().map(Box::project).distinct().count() > 1;
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
    boolean lost = page.cluster().lost().contains(name);
    boolean drained = page.cluster().drained().containsKey(name);
    String usual = address.equals(name) ? "" : address;
    String aside = lost ? "not reached" : drained ? "drained" : usual;
    int right = area.x() + area.width() - 14;
    int room = (area.width() - 36) / 7; // characters
    String css = lost ? "node lost" : drained ? "node drained" : "node";
    html.open("g", "class", css, "data-node", name);
    if (drained) {
      html.element("title", name + " is drained, by " + page.cluster().drained().get(name));
    }
    svg.rect("shape", area.x(), area.y(), area.width(), area.height(), 10);
    svg.text("name", area.x() + MapLayout.INSET + 2, area.y() + 22, Words.fitting(name, room / 2));
    svg.text("aside", right, area.y() + 22, Anchor.END, Words.fitting(aside, room / 2));
    html.close("g");
  }

  private void box(int index, Box box, Area area) {
    Page.Badge badge = page.cluster().badges().getOrDefault(index, Page.Badge.of(Page.Mark.SAME));
    String said = box.type() + " " + box.name();
    String where = box.place().map(p -> " on " + p).orElse("");
    String css = "box " + word(box.kind()) + " " + word(badge.mark());
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
    html.element("title", title(box, said + where, badge));
    int round = box.kind() == Kind.DOOR ? 13 : 6;
    svg.rect("shape", area.x(), area.y(), area.width(), area.height(), round);
    if (box.kind() == Kind.DOOR) {
      door(box, said, area);
    } else {
      inside(box, area, badge);
    }
    html.close("g");
  }

  private void door(Box box, String said, Area area) {
    int room = (area.width() - 16) / 7;
    svg.text("name small", area.middle(), area.y() + 17, Anchor.MIDDLE, Words.fitting(said, room));
    if (!box.details().isEmpty()) {
      String who = Words.fitting(String.join("; ", box.details()), room + 2);
      svg.text("detail", area.middle(), area.y() + 31, Anchor.MIDDLE, who);
    }
  }

  private static String title(Box box, String said, Page.Badge badge) {
    String title = said + (box.kind() == Kind.COPY ? ", a replica" : "");
    title += badge.words().isEmpty() ? "" : ": " + badge.words();
    return box.details().isEmpty() ? title : title + "\n" + String.join("\n", box.details());
  }

  private void inside(Box box, Area area, Page.Badge badge) {
    int x = area.x() + 12;
    int room = (area.width() - 24) / 8; // characters
    String type = Words.fitting(type(box, badge), room - 6);
    svg.text("type", x, area.y() + 14, type);
    svg.text("name", x, area.y() + 30, Words.fitting(box.name(), room));
    if (badge.mark() != Page.Mark.SAME && box.kind() != Kind.GONE) {
      String words =
          Words.fitting(badge.words(), Math.max(6, area.width() / 7 - 4 - type.length()));
      svg.text("mark", area.x() + area.width() - 8, area.y() + 14, Anchor.END, words);
    }
    int y = area.y() + 45;
    for (String detail : box.details()) {
      svg.text("detail", x, y, Words.fitting(detail, (area.width() - 20) / 6));
      y += MapLayout.LINE;
    }
  }

  private String type(Box box, Page.Badge badge) {
    String of = several ? box.type() + " of " + box.project() : box.type();
    return switch (box.kind()) {
      case COPY -> badge.words().startsWith("replica") ? of : of + ", replica";
      case GONE -> of + ", was here";
      default -> of;
    };
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
