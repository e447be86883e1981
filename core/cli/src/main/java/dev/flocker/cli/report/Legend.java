package dev.flocker.cli.report;

import dev.flocker.cli.graph.Picture.Way;
import java.util.LinkedHashMap;
import java.util.Map;

/** Says what the lines of the map mean: those that there are. */
final class Legend {

  private static final Map<Way, String> WORDS = new LinkedHashMap<>();

  static {
    WORDS.put(Way.LEADS, "lets visitors in, on every node");
    WORDS.put(Way.REACHES, "is linked to");
    WORDS.put(Way.COPIED, "is copied to");
    WORDS.put(Way.FOLLOWS, "starts after");
    WORDS.put(Way.SHARES, "is made of");
    WORDS.put(Way.MOVES, "moves to");
  }

  private Legend() {}

  static void draw(Page page, Html html) {
    html.open("ul", "class", "legend");
    WORDS.forEach(
        (way, words) -> {
          if (page.map().edges().stream().anyMatch(e -> e.way() == way)) {
            String look = MapEdges.look(way);
            html.open("li")
                .open("svg", "width", 34, "height", 10, "aria-hidden", "true")
                .open(
                    "path",
                    "class",
                    "edge " + look,
                    "d",
                    "M1 5H31",
                    "marker-end",
                    "url(#to-" + look + ")")
                .close("path")
                .close("svg")
                .text(words)
                .close("li");
          }
        });
    html.close("ul");
  }
}
