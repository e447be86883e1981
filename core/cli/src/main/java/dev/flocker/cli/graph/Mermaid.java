package dev.flocker.cli.graph;

import dev.flocker.cli.graph.Picture.Box;
import dev.flocker.cli.graph.Picture.Edge;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A picture in the language of Mermaid, which web pages and GitHub draw. Pure. */
public final class Mermaid {

  private final Picture picture;
  private final Labels labels;
  private final List<String> lines = new ArrayList<>();

  private Mermaid(Picture picture) {
    this.picture = picture;
    this.labels = new Labels(picture);
  }

  public static List<String> of(Picture picture) {
    return new Mermaid(picture).lines();
  }

  private List<String> lines() {
    lines.add("flowchart LR");
    for (int i = 0; i < picture.places().size(); i++) {
      Picture.Place place = picture.places().get(i);
      lines.add("  subgraph n" + i + "[" + quoted(Labels.of(place)) + "]");
      boxes("    ", Optional.of(place.name()));
      lines.add("  end");
    }
    boxes("  ", Optional.empty());
    picture.edges().forEach(e -> lines.add("  b" + e.from() + arrow(e) + "b" + e.to()));
    return lines;
  }

  private void boxes(String indent, Optional<String> place) {
    for (int i = 0; i < picture.boxes().size(); i++) {
      Box box = picture.boxes().get(i);
      if (box.place().equals(place)) {
        lines.add(indent + "b" + i + shape(box, quoted(labels.of(box))));
      }
    }
  }

  private static String shape(Box box, String label) {
    return switch (box.kind()) {
      case RUNS, GONE -> "[" + label + "]";
      case DATA, COPY -> "[(" + label + ")]";
      case DOOR -> "([" + label + "])";
    };
  }

  private static String arrow(Edge edge) {
    String line =
        switch (edge.way()) {
          case REACHES -> "-->";
          case LEADS, MOVES -> "==>";
          case USES -> "---";
          case COPIED, FOLLOWS -> "-.->";
          case SHARES -> "-.-";
        };
    String label = Labels.of(edge);
    return " " + line + (label.isEmpty() ? "" : "|" + quoted(label) + "|") + " ";
  }

  /** It reads labels as Markdown and HTML, and has entities of its own. */
  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              if (c == '\n') {
                quoted.append("<br>");
              } else if ("\"#<>&`*_\\[]{}|".indexOf(c) >= 0) {
                quoted.append('#').append(c).append(';');
              } else {
                quoted.appendCodePoint(c);
              }
            });
    return quoted.append('"').toString();
  }
}
